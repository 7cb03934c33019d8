using System.Globalization;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class AssetPagingTests : CmdletTest
{
    [Theory]
    [InlineData(1, 2, "2,3")]
    [InlineData(0, 0, "")]
    [InlineData(4, 9, "5")]
    [InlineData(9, 1, "")]
    public void Skip_and_First_limit_the_list(int skip, int first, string expected)
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1, 2, 3, 4, 5)));

        var result = Command<GetPiecesAssetCommand>().With("Skip", skip).With("First", first).Run().ShouldSucceed();

        var ids = expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static number => Sample.Id(int.Parse(number, CultureInfo.InvariantCulture)));
        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task First_ends_the_request_after_the_last_object_it_needs()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("GET /assets", Reply.UntilClosed($$"""{"iterable":[{{Sample.Asset(1)}},{{Sample.Asset(2)}},""", closed));

        var result = Command<GetPiecesAssetCommand>().With("First", 2).Run().ShouldSucceed();

        result.Output.Count.ShouldBe(2);
        await closed.Task.WaitAsync(Patience.Prompt);
    }

    [Fact]
    public void Paging_applies_after_the_name_filter()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "x"), Sample.Asset(2, "y"), Sample.Asset(3, "x"), Sample.Asset(4, "x"))));
        foreach (var number in new[] { 1, 3, 4 })
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Sample.Asset(number, "x")));

        var result = Command<GetPiecesAssetCommand>().With("Name", "x").With("Skip", 1).With("First", 1).Run().ShouldSucceed();

        result.OutputAs<Asset>().Single().Id.ShouldBe(Sample.Id(3));
    }
}
