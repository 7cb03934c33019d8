using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class GetAssetTests : CmdletTest
{
    [Fact]
    public void All_assets_are_returned_in_server_order_with_one_request()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(3, 1, 2)));

        var result = Command<GetPiecesAssetCommand>().Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(3), Sample.Id(1), Sample.Id(2)]);
        Server.Log.ShouldBe(["GET /assets?transferables=true"]);
    }

    [Fact]
    public void Parameters_for_content_and_pseudo_assets_are_sent_to_the_server()
    {
        Server.On("GET /assets", Reply.Json(Sample.List()));

        Command<GetPiecesAssetCommand>().With("NoContent").With("IncludePseudo").Run().ShouldSucceed().Output.ShouldBeEmpty();

        Server.Log.ShouldBe(["GET /assets?transferables=false&pseudo=true"]);
    }

    [Theory]
    [InlineData("*ALPHA*", "alpha.ps1", "two alpha")]
    [InlineData("beta", "Beta")]
    [InlineData("[bz]eta", "Beta")]
    [InlineData("nothing*")]
    public void A_name_can_be_a_pattern_and_ignores_case(string pattern, params string[] expected)
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "alpha.ps1"), Sample.Asset(2, "Beta"), Sample.Asset(3, "two alpha"))))
            .On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2, "Beta")));

        var result = Command<GetPiecesAssetCommand>().With("Name", pattern).Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => asset.Name).ShouldBe(expected);
    }

    [Fact]
    public void An_unknown_name_is_an_error_and_the_others_are_returned()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "here"))));

        var result = Command<GetPiecesAssetCommand>().With("Name", new[] { "gone", "here", "lost*" }).Run();

        result.OutputAs<Asset>().Single().Name.ShouldBe("here");
        var error = result.SingleError();
        error.Id().ShouldBe("AssetNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ObjectNotFound);
        error.TargetObject.ShouldBe("gone");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Get-PiecesAsset");
    }

    [Fact]
    public void An_id_is_requested_by_itself()
    {
        Server.On($"GET /assets/{Sample.Id(7)}", Reply.Json(Sample.Asset(7)));

        var result = Command<GetPiecesAssetCommand>().With("Id", Sample.Id(7)).With("NoContent").Run().ShouldSucceed();

        result.OutputAs<Asset>().Single().Id.ShouldBe(Sample.Id(7));
        Server.Log.ShouldBe([$"GET /assets/{Sample.Id(7)}?transferables=false"]);
    }

    [Fact]
    public void Names_from_the_pipeline_need_one_list_for_all_of_them()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "one"), Sample.Asset(2, "two"))))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1)))
            .On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2)));

        Command<GetPiecesAssetCommand>().Input("two", "ONE").Run().ShouldSucceed();

        // Both requests are sent at the same time, so their order is not fixed.
        Server.Log[0].ShouldBe("GET /assets?transferables=false");
        Server.Log.Skip(1).ShouldBe([$"GET /assets/{Sample.Id(2)}?transferables=true", $"GET /assets/{Sample.Id(1)}?transferables=true"], ignoreOrder: true);
    }

    [Fact]
    public void An_empty_pipeline_sends_nothing()
    {
        Command<GetPiecesAssetCommand>().Input().Run().ShouldSucceed().Output.ShouldBeEmpty();
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Verbose_reports_the_server_and_the_request()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));

        var result = Command<GetPiecesAssetCommand>().With("Verbose").With("NoContent").Run();

        result.Verbose.Count.ShouldBe(2);
        result.Verbose[0].ShouldBe($"Server: {Connection.Uri}");
        result.Verbose[1].ShouldStartWith("GET /assets?transferables=false -> 200 in ");
    }
}
