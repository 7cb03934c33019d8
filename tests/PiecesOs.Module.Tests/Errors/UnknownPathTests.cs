using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>A path that the server does not know is not reported as a missing asset.</summary>
public sealed class UnknownPathTests : CmdletTest
{
    private static readonly string s_id = Sample.Id(1);

    [Theory]
    [InlineData("Route not found")]
    [InlineData("{\"error\":\"Route not found\"}")]
    [InlineData("route not found.")]
    public void An_unknown_route_is_reported_as_not_supported(string words)
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(404, words));

        ShouldBeUnsupported(Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError(), "assets_specific_asset_snapshot", $"/assets/{s_id}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no such asset")]
    public void A_404_with_another_message_is_about_the_object(string words)
    {
        Server.On($"GET /assets/{s_id}", Reply.Status(404, words)).On($"POST /linkify/{s_id}/revoke", Reply.Status(404, words));

        Command<GetPiecesAssetCommand>().With("Id", s_id).Run().SingleError().Id().ShouldBe("AssetNotFound");
        CommandWithoutConfirm<RevokePiecesLinkCommand>().With("Share", s_id).Run().SingleError().Id().ShouldBe("ShareNotFound");
    }

    [Fact]
    public void A_404_for_a_path_without_an_object_means_not_supported()
    {
        Server.On("GET /assets", Reply.Status(404)).On("GET /shares", Reply.Status(404, "Not found"))
            .On("POST /assets/create", Reply.Status(404)).On("POST /assets/draft", Reply.Status(404));

        ShouldBeUnsupported(Command<GetPiecesAssetCommand>().Run().SingleError(), "assets_snapshot", "/assets");
        ShouldBeUnsupported(Command<NewPiecesAssetCommand>().Input("text").Run().SingleError(), "assets_create_new_asset", "/assets/create");
        ShouldBeUnsupported(Command<NewPiecesAssetDraftCommand>().Input("text").Run().SingleError(), "assets_draft", "/assets/draft");
        ShouldBeUnsupported(Command<GetPiecesShareCommand>().Run().SingleError(), "shares_snapshot", "/shares");
    }

    [Theory]
    [InlineData(typeof(WatchPiecesAssetCommand), null, "stream_assets", "/assets/stream")]
    [InlineData(typeof(WatchPiecesAssetCommand), "Identifier", "assets_stream_identifiers", "/assets/stream/identifiers")]
    [InlineData(typeof(WatchPiecesSuggestionCommand), null, "workstream_suggestions_stream", "/workstream/suggestions/stream")]
    public void A_missing_WebSocket_is_reported_as_not_supported(Type cmdlet, string? kind, string operation, string path)
    {
        Server.On("GET /assets", Reply.Json(Sample.List())).On($"GET {path}", Reply.Status(404, "Route not found"));
        var command = Session.Command(cmdlet).With("Connection", Connection);

        ShouldBeUnsupported((kind is null ? command : command.With(kind)).Run().SingleError(), operation, path);
    }

    private void ShouldBeUnsupported(ErrorRecord error, string operation, string path)
    {
        error.Id().ShouldBe("OperationNotSupported");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.NotImplemented);
        error.Message().ShouldStartWith($"{operation}: there is no such path on this server (");
        error.Message().ShouldEndWith($"{path}).");
        error.Message().ShouldContain(Server.Address.Authority);
        error.ErrorDetails!.RecommendedAction.ShouldContain("Update Pieces OS");
    }
}
