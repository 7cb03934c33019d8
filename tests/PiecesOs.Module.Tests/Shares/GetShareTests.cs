using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

public sealed class GetShareTests : CmdletTest
{
    [Fact]
    public void All_shares_are_read_with_one_request()
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(2), Sample.Share(1))));

        var result = Command<GetPiecesShareCommand>().With("NoContent").Run().ShouldSucceed();

        result.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code2", "code1"]);
        Server.Log.ShouldBe(["GET /shares?transferables=false"]);
    }

    [Fact]
    public void One_share_is_read_by_its_id()
    {
        Server.On($"GET /shares/{Sample.Id(2)}", Reply.Json(Sample.Share(2)));

        Command<GetPiecesShareCommand>().With("Id", Sample.Id(2)).Run().ShouldSucceed().OutputAs<Share>().Single().Id.ShouldBe(Sample.Id(2));

        Server.Log.ShouldBe([$"GET /shares/{Sample.Id(2)}?transferables=true"]);
    }

    [Fact]
    public void One_share_is_read_by_its_link()
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(1), Sample.Share(2))))
            .On($"GET /shares/{Sample.Id(2)}", Reply.Json(Sample.Share(2)));

        Command<GetPiecesShareCommand>().With("Id", "https://pieces.example/?p=code2").Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Log.ShouldBe(["GET /shares?transferables=false", $"GET /shares/{Sample.Id(2)}?transferables=true"]);
    }

    [Fact]
    public void The_shares_of_piped_assets_need_one_list()
    {
        var collection = $$""","assets":[{"id":"{{Sample.Id(1)}}"},{"id":"{{Sample.Id(2)}}"}]""".Replace("[", "{\"iterable\":[").Replace("]", "]}");
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(10, asset: 1), Sample.Share(11, asset: 3), Sample.Share(12, asset: 9, more: collection))));

        var result = Command<GetPiecesShareCommand>().Input(Sample.AssetObject(2), Sample.AssetObject(1)).Run().ShouldSucceed();

        result.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code12", "code10", "code12"]);
        Server.Log.ShouldBe(["GET /shares?transferables=true"]);
    }

    [Fact]
    public void A_missing_share_causes_one_error_and_the_others_are_returned()
    {
        Server.On($"GET /shares/{Sample.Id(1)}", Reply.Json(Sample.Share(1)))
            .On($"GET /shares/{Sample.Id(2)}", Reply.Status(410, "Gone"))
            .On($"GET /shares/{Sample.Id(3)}", Reply.Json(Sample.Share(3)));

        var result = Command<GetPiecesShareCommand>().With("Id", new[] { Sample.Id(1), Sample.Id(2), Sample.Id(3) }).Run();

        result.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code1", "code3"]);
        result.SingleError().Id().ShouldBe("ShareGone");
        result.Errors[0].TargetObject.ShouldBe(Sample.Id(2));
    }

    private static string Created(int daysAgo) =>
        $$""","created":{"value":"{{DateTime.UtcNow.AddDays(-daysAgo).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)}}"}""";

    [Theory]
    [InlineData("30")]
    [InlineData("'30'")]
    [InlineData("29.5")]
    [InlineData("([timespan]'30.00:00:00')")]
    [InlineData("(New-TimeSpan -Days 30)")]
    [InlineData("'30.12:00:00'")]
    public void Old_shares_can_be_specified_in_days_or_as_a_duration(string age)
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(1, more: Created(29)), Sample.Share(2, more: Created(31)))));

        var result = Session.Run($"Get-PiecesShare -OlderThan {age} -Connection $pieces", ("pieces", Connection)).ShouldSucceed();

        result.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code2"]);
        Server.Log.ShouldBe(["GET /shares?transferables=true"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1e300")]
    public void Anything_else_is_rejected_before_a_request(string age)
    {
        var result = Session.Run($"Get-PiecesShare -OlderThan {age} -Connection $pieces", ("pieces", Connection));

        result.Errors.Select(static error => error.Message()).Append(result.TerminatingException?.Message).OfType<string>().ShouldContain(static message => message.Contains("is not a duration", StringComparison.Ordinal));
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Age_combines_with_assets_and_ids_and_an_unknown_age_is_counted()
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(10, more: Created(40)), Sample.Share(11, more: Created(1)), Sample.Share(12))))
            .On($"GET /shares/{Sample.Id(10)}", Reply.Json(Sample.Share(10, more: Created(40))))
            .On($"GET /shares/{Sample.Id(11)}", Reply.Json(Sample.Share(11, more: Created(1))));

        var ofAsset = Command<GetPiecesShareCommand>().Input(Sample.AssetObject(1)).With("OlderThan", 30).Run().ShouldSucceed();
        var byId = Command<GetPiecesShareCommand>().With("Id", new[] { Sample.Id(10), Sample.Id(11) }).With("OlderThan", 30).Run().ShouldSucceed();

        ofAsset.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code10"]);
        ofAsset.Warnings.ShouldHaveSingleItem().ShouldContain("when 1 share was created");
        byId.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code10"]);
    }
}
