using System.Globalization;
using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>
/// Without a connection, the server is discovered. These tests change environment variables, so no other test runs at the same
/// time; a file is locked while tests in other processes must not start a server where clients search.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class DiscoveryTests : CmdletTest, IAsyncLifetime
{
    private const string Variable = "PIECES_OS_URL";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly string? _home = Environment.GetEnvironmentVariable("HOME");
    private readonly TemporaryFolder _folder = new();
    private FileStream? _lock;

    public async ValueTask InitializeAsync() => await Patience.UntilAsync(() =>
    {
        _lock = File.Open(Path.Combine(StagedModule.Root, "out", "discovery.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        return Task.CompletedTask;
    });

    [Fact]
    public void The_environment_variable_selects_the_server_and_the_session_keeps_it()
    {
        Environment.SetEnvironmentVariable(Variable, Server.Address.ToString());
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));

        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Session.Command<GetPiecesOsConnectionCommand>().Run().OutputAs<PiecesOsConnection>().Single().Uri.ShouldBe(Server.Address);
    }

    [Fact]
    public void Connect_without_an_address_uses_the_environment_variable()
    {
        Environment.SetEnvironmentVariable(Variable, Server.Address.ToString());

        Session.Command<ConnectPiecesOsCommand>().Run().ShouldSucceed().OutputAs<PiecesOsConnection>().Single().Uri.ShouldBe(Server.Address);
    }

    [Fact]
    public async Task Discovery_runs_again_when_a_found_server_is_gone()
    {
        var first = StartServer();
        first.On("GET /assets", Reply.Json(Sample.Assets(1)));
        Environment.SetEnvironmentVariable(Variable, first.Address.ToString());
        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed();
        await first.DisposeAsync();
        Environment.SetEnvironmentVariable(Variable, Server.Address.ToString());
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));

        Session.Command<GetPiecesAssetCommand>().Run().SingleError().Id().ShouldBe("ServerNotFound");
        Session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(GetPiecesAssetCommand))]
    [InlineData(typeof(ConnectPiecesOsCommand))]
    public void A_variable_that_is_not_an_address_causes_an_error_that_names_it(Type command)
    {
        Environment.SetEnvironmentVariable(Variable, "ftp://nowhere");

        var result = Session.Command(command).Run();

        var error = result.Terminating ?? result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe("InvalidAddress");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        error.Message().ShouldContain("PIECES_OS_URL is 'ftp://nowhere'");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
    }

    [Fact]
    public void Finding_no_server_ends_the_pipeline_with_one_helpful_error()
    {
        Environment.SetEnvironmentVariable(Variable, value: null);
        Assert.SkipWhen((bool)Session.Command<TestPiecesOsCommand>().Run().Output.Single()!, "A Pieces OS runs on this machine.");

        var result = Session.Command<GetPiecesAssetCommand>().Input(Sample.Id(1), Sample.Id(2)).Run();

        result.Errors.ShouldBeEmpty();
        var error = result.Terminating.ShouldNotBeNull();
        error.Id().ShouldBe("ServerNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ConnectionError);
        error.Message().ShouldContain("39300-39367, 1000, 5323");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Connect-PiecesOs -Uri");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Start-PiecesSandbox");
    }

    [Theory]
    [InlineData(typeof(GetPiecesAssetCommand))]
    [InlineData(typeof(ConnectPiecesOsCommand))]
    public async Task The_user_chooses_between_several_servers(Type command)
    {
        await using var other = StartServer();
        MakeDiscoverable(Server.On("GET /.well-known/health", Reply.Text("ok:00000000-0000-4000-8000-000000000001")).On("GET /.well-known/version", Reply.Text("12.6.2")), ".local/share");
        MakeDiscoverable(other.On("GET /.well-known/health", Reply.Text("ok:00000000-0000-4000-8000-000000000002")).On("GET /.well-known/version", Reply.Text("12.6.29-staging")), "Documents");

        var call = Session.Command(command);
        if (command == typeof(GetPiecesAssetCommand))
            call.Input(Sample.Id(1), Sample.Id(2));
        var result = call.Run();

        var error = result.Terminating ?? result.Errors.ShouldHaveSingleItem();
        error.Id().ShouldBe("SeveralServersFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidOperation);
        error.Message().ShouldContain($"{Server.Address} (12.6.2), {other.Address} (12.6.29-staging)");
        error.ErrorDetails!.RecommendedAction.ShouldBe("Choose one with Connect-PiecesOs -Uri, with -Connection, or with the variable PIECES_OS_URL.");
        Server.Requests.Concat(other.Requests).ShouldAllBe(static request => request.Path.StartsWith("/.well-known/", StringComparison.Ordinal));
        Session.Command<GetPiecesOsConnectionCommand>().Run().Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(GetPiecesAssetCommand))]
    [InlineData(typeof(ConnectPiecesOsCommand))]
    public void Discovery_waits_for_a_server_that_is_migrating(Type command)
    {
        MakeDiscoverable(Server.On("GET /assets", Reply.Json(Sample.Assets(1))), ".local/share");
        Server.On("GET /.well-known/health", Reply.Text("migrating"), Reply.Text("\"migrating\""), Reply.Text("ok:00000000-0000-4000-8000-000000000001"));

        var result = Session.Command(command).Run().ShouldSucceed();

        result.Output.Count.ShouldBe(1);
        result.Progress.ShouldContain(static record => record.StatusDescription.StartsWith("It is migrating its database; ", StringComparison.Ordinal));
        result.Progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
        Server.Log.Count(static request => request == "GET /.well-known/health").ShouldBe(3);
    }

    [Fact]
    public void Testing_a_migrating_server_does_not_wait()
    {
        MakeDiscoverable(Server.On("GET /.well-known/health", Reply.Text("migrating")), ".local/share");

        Session.Command<TestPiecesOsCommand>().Run().ShouldSucceed().Output.ShouldBe([false]);
        Session.Command<TestPiecesOsCommand>().With("Detailed").Run().OutputAs<PiecesOsStatus>().Single().Problem
            .ShouldBe($"Pieces OS at {Server.Address} is migrating its database.");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Environment.SetEnvironmentVariable(Variable, _before);
        Environment.SetEnvironmentVariable("HOME", _home);
        _folder.Dispose();
        await _lock!.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Makes a server discoverable through a port file in a home folder of this test.</summary>
    private void MakeDiscoverable(ScriptedServer server, string place)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux does a variable name the home folder.");
        Environment.SetEnvironmentVariable(Variable, value: null);
        Environment.SetEnvironmentVariable("HOME", _folder.Path);
        var config = Directory.CreateDirectory(_folder.PathOf(place, "com.pieces.os", "production", "Config"));
        File.WriteAllText(Path.Combine(config.FullName, ".port.txt"), server.Address.Port.ToString(CultureInfo.InvariantCulture));
    }
}
