using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>A configured server that is migrating its database. Its health response is checked after a request has failed.</summary>
public sealed class MigrationTests : CmdletTest
{
    private const string Ok = "ok:00000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public void A_read_waits_for_the_migration_and_continues(int status)
    {
        // A GET is sent three times if the response is 503.
        var failures = Enumerable.Repeat(Reply.Status(status, "no database"), status == 503 ? 3 : 1).ToArray();
        Server.On("GET /assets", [.. failures, Reply.Json(Sample.Assets(1, 2))]);
        Server.On("GET /.well-known/health", Reply.Text("migrating"), Reply.Text("migrating"), Reply.Text(Ok));

        var result = Command<GetPiecesAssetCommand>().Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(1), Sample.Id(2)]);
        var shown = result.Progress.First(static record => record.Activity == "Waiting for Pieces OS");
        shown.StatusDescription.ShouldBe("It is migrating its database; 0 of at most 30 seconds so far.");
        result.Progress.ShouldContain(static record => record.Activity == "Waiting for Pieces OS" && record.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public void An_error_of_a_healthy_server_is_reported_unchanged()
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Status(500, "broken")).On($"GET /assets/{Sample.Id(2)}", Reply.Status(500, "broken"));
        Server.On("GET /.well-known/health", Reply.Text(Ok));

        var result = Command<GetPiecesAssetCommand>().Input(Sample.Id(1), Sample.Id(2)).With("ThrottleLimit", 1).Run();

        result.Errors.Select(static error => error.Id()).ShouldBe(["ServerError", "ServerError"]);
        Server.Log.Count(static request => request == "GET /.well-known/health").ShouldBe(1);
    }

    [Fact]
    public void A_change_is_not_sent_again()
    {
        Server.On($"POST /assets/{Sample.Id(1)}/delete", Reply.Status(503, "no database")).On("GET /.well-known/health", Reply.Text("migrating"), Reply.Text(Ok));

        var error = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Asset", Sample.Id(1)).Run().SingleError();

        error.Id().ShouldBe("ServerError");
        error.ErrorDetails!.RecommendedAction.ShouldContain("before you repeat it");
        Server.Log.Count(static request => request.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_migration_that_does_not_end_ends_the_pipeline_at_the_chosen_limit()
    {
        using var connection = new PiecesOsConnection(Server.Address, TimeSpan.FromSeconds(2));
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Status(500)).On($"GET /assets/{Sample.Id(2)}", Reply.Status(500)).On("GET /.well-known/health", Reply.Text("migrating"));

        var result = Command<GetPiecesAssetCommand>().With("Connection", connection).Input(Sample.Id(1), Sample.Id(2)).Run();

        result.Errors.ShouldBeEmpty();
        var error = result.Terminating.ShouldNotBeNull();
        error.Id().ShouldBe("ServerNotReady");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ResourceBusy);
        error.Message().ShouldMatch($"^Pieces OS at {Server.Address} was still migrating its database after [0-9.]+ seconds\\.$");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Test-PiecesOs");
        result.Progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
    }

    [Fact]
    public async Task CtrlC_ends_the_wait()
    {
        Server.On("GET /assets", Reply.Status(500)).On("GET /.well-known/health", Reply.Text("migrating"));
        var call = Command<GetPiecesAssetCommand>();

        var run = call.RunAsync();
        await Server.WaitForRequestsAsync(2, "/.well-known/health");
        call.Stop();
        var result = await run.WaitAsync(Patience.Prompt);

        result.Stopped.ShouldBeTrue();
        result.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(503)]
    public void Connecting_waits_for_the_migration(int status)
    {
        Server.On("POST /connect", Reply.Status(status, "not yet"), Reply.Json(Sample.Context()));
        Server.On("GET /.well-known/health", Reply.Text("migrating"), Reply.Text("migrating"), Reply.Text(Ok));

        var result = Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address).Run().ShouldSucceed();

        result.OutputAs<PiecesOsConnection>().Single().Version.ShouldBe("12.4.1");
        result.Warnings.ShouldBeEmpty();
        result.Progress.ShouldContain(static record => record.Activity == "Waiting for Pieces OS");
    }

    [Fact]
    public void Connecting_stops_at_the_limit_and_leaves_the_session_unchanged()
    {
        Server.On("POST /connect", Reply.Status(503)).On("GET /.well-known/health", Reply.Text("migrating"));

        var error = Session.Command<ConnectPiecesOsCommand>().With("Uri", Server.Address).With("TimeoutSec", 2.0).Run().SingleError();

        error.Id().ShouldBe("ServerNotReady");
        Session.Command<GetPiecesOsConnectionCommand>().Run().Output.ShouldBeEmpty();
    }
}
