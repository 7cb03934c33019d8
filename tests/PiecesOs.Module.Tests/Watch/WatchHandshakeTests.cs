using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Watch;

/// <summary>A failed handshake has the same ErrorId as a request with the same response.</summary>
public sealed class WatchHandshakeTests : CmdletTest
{
    [Theory]
    [InlineData(401, "NotAuthenticated")]
    [InlineData(403, "NotAuthorized")]
    [InlineData(404, "OperationNotSupported")]
    [InlineData(418, "UnexpectedStatus")]
    [InlineData(500, "ServerError")]
    [InlineData(501, "PiecesOsOutdated")]
    [InlineData(511, "CloudNotConnected")]
    [InlineData(593, "PiecesOsOutdated")]
    public void A_status(int status, string id) => ShouldBothFail(Reply.Status(status, "words"), id);

    [Theory]
    [InlineData(401)]
    [InlineData(501)]
    [InlineData(593)]
    public void A_server_that_refuses_is_not_asked_again(int status)
    {
        ShouldBothFail(Reply.Status(status, "words"), status == 401 ? "NotAuthenticated" : "PiecesOsOutdated");

        // Once for the list of each of the two cmdlets, and once for the handshake.
        Server.Requests.Count(static request => request.Path == "/assets").ShouldBeLessThanOrEqualTo(2);
        Server.Requests.Count(static request => request.Path.StartsWith("/assets/stream", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_page() => ShouldBothFail(Reply.Status(200, "<html><title>Sign in</title></html>", "Content-Type: text/html"), "MalformedResponse");

    [Fact]
    public void A_redirect_to_another_host() => ShouldBothFail(Reply.Redirect(302, "http://other.invalid/"), "RedirectRefused");

    [Fact]
    public void A_handshake_that_fails_during_a_migration_is_retried_afterward()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));
        Server.On("GET /assets/stream", Reply.Status(503, "no database"), WebSocketFrames.Accept(async connection =>
        {
            await Server.WaitForRequestsAsync(1, "/assets");
            await connection.WriteAsync(WebSocketFrames.Text($$"""{"iterable":[{{Sample.Asset(2)}}]}"""));
            await Reply.Stall()(connection);
        }));
        Server.On("GET /.well-known/health", Reply.Text("migrating"), Reply.Text("migrating"), Reply.Text("ok:00000000-0000-4000-8000-000000000001"));

        var result = Command<WatchPiecesAssetCommand>().With("MaxEvent", 1).Run().ShouldSucceed();

        result.OutputAs<PiecesAssetEvent>().Single().AssetId.ShouldBe(Sample.Id(2));
        result.Warnings.ShouldBeEmpty();
        result.Progress.ShouldContain(static record => record.Activity == "Waiting for Pieces OS");
    }

    private void ShouldBothFail(Func<ServerConnection, Task> reply, string id)
    {
        Server.On("GET /assets", reply).On("GET /assets/identifiers", reply)
            .On("GET /assets/stream", reply).On("GET /assets/stream/transferables", reply).On("GET /assets/stream/identifiers", reply);

        Command<GetPiecesAssetCommand>().Run().SingleError().Id().ShouldBe(id);
        Command<WatchPiecesAssetCommand>().Run().Errors.Select(static error => error.Id()).ShouldBe([id]);
    }
}
