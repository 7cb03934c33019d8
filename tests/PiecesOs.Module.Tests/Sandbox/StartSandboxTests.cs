using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net.Sockets;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Sandbox;

/// <summary>The cmdlets that start and stop a sandbox as a child process.</summary>
public sealed class StartSandboxTests : IDisposable
{
    private readonly PowerShellSession _session = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _session.Command<StopPiecesSandboxCommand>().Run();
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_is_the_session_connection_until_it_is_stopped()
    {
        var sandbox = Start(static driver => driver.With("Sample", 3));

        sandbox.IsRunning.ShouldBeTrue();
        sandbox.DataPath.ShouldBeNull();
        sandbox.ProcessId.ShouldBeGreaterThan(0);
        sandbox.ToString().ShouldBe(sandbox.Uri.ToString());
        SessionConnection().ShouldHaveSingleItem().Uri.ShouldBe(sandbox.Uri);
        _session.Command<GetPiecesAssetCommand>().Run().ShouldSucceed().Output.Count.ShouldBe(3);

        var stop = _session.Command<StopPiecesSandboxCommand>().Input(sandbox).Run().ShouldSucceed();

        stop.Questions.Single().Target.ShouldBe(sandbox.Uri.ToString());
        sandbox.IsRunning.ShouldBeFalse();
        SessionConnection().ShouldBeEmpty();
    }

    [Fact]
    public void It_is_a_connection_for_both_services_and_leaves_the_session_connections_unchanged()
    {
        var sandbox = Start(static driver => driver.With("Sample", 3));
        _session.Command<DisconnectPiecesOsCommand>().Run().ShouldSucceed();

        _session.Command<GetPiecesAssetCommand>().With("Connection", sandbox).Run().ShouldSucceed().Output.Count.ShouldBe(3);
        _session.Command<GetCloudflareShareCommand>().With("Connection", sandbox).Run().ShouldSucceed().Output.Count.ShouldBe(6);
        _session.Run("@{ ResourceId = 'x'; ResourceType = 'gateway-policy' } | New-CloudflareShare x -RecipientAccountId 99998888777766669999888877776666 -Connection $sandbox", ("sandbox", sandbox))
            .ShouldSucceed();

        _session.Command<GetCloudflareShareCommand>().With("Connection", sandbox).Run().Output.Count.ShouldBe(7);
        _session.Command<GetCloudflareSharingConnectionCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_slow_start_ends_at_the_limit_and_the_error_names_it()
    {
        var error = _session.Command<StartPiecesSandboxCommand>().With("TimeoutSec", 0.1).Run().SingleError();

        error.Id().ShouldBe("SandboxTimedOut");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.OperationTimeout);
        error.Message().ShouldBe("The sandbox did not start within 0.1 seconds.");
        error.ErrorDetails!.RecommendedAction.ShouldContain("-TimeoutSec");
        SessionConnection().ShouldBeEmpty();
    }

    /// <summary>A suspended process accepts connections but never responds.</summary>
    [Fact]
    public void A_sandbox_that_does_not_exit_is_killed_after_the_limit()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no signal that stops a process.");
        var sandbox = Start(static driver => driver);
        using (var kill = Process.Start("kill", ["-STOP", sandbox.ProcessId.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();

        _session.Command<StopPiecesSandboxCommand>().With("TimeoutSec", 0.5).Input(sandbox).Run().ShouldSucceed();

        sandbox.IsRunning.ShouldBeFalse();
        SessionConnection().ShouldBeEmpty();
    }

    [Fact]
    public void It_does_not_inherit_secrets_from_the_environment()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux shows the environment of a process.");
        const string Secret = "PIECES_TEST_TOKEN";
        Environment.SetEnvironmentVariable(Secret, "s3cret");
        try
        {
            var sandbox = Start(static driver => driver);

            var variables = System.IO.File.ReadAllText($"/proc/{sandbox.ProcessId}/environ").Split('\0');
            variables.ShouldContain(static variable => variable.StartsWith("PATH=", StringComparison.Ordinal));
            variables.ShouldNotContain(static variable => variable.Contains("s3cret", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Secret, value: null);
        }
    }

    [Fact]
    public void Without_PassThru_there_is_no_output_and_Stop_without_an_argument_stops_it()
    {
        _session.Command<StartPiecesSandboxCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();

        _session.Command<StopPiecesSandboxCommand>().Run().ShouldSucceed().Questions.Count.ShouldBe(1);

        SessionConnection().ShouldBeEmpty();
        _session.Command<StopPiecesSandboxCommand>().Run().ShouldSucceed().Questions.ShouldBeEmpty();
    }

    [Fact]
    public void Get_returns_the_running_sandboxes_of_the_session()
    {
        _session.Command<GetPiecesSandboxCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();
        var first = Start(static driver => driver);
        var second = Start(static driver => driver.With("NoConnect"));
        using var other = new PowerShellSession();

        Running().ShouldBe([first, second]);
        other.Command<GetPiecesSandboxCommand>().Run().ShouldSucceed().Output.ShouldBeEmpty();
        using (var process = Process.GetProcessById(first.ProcessId))
        {
            process.Kill();
            process.WaitForExit();
        }

        Running().ShouldBe([second]);
        _session.Command<StopPiecesSandboxCommand>().Input(second).Run().ShouldSucceed();
        Running().ShouldBeEmpty();

        System.Collections.Generic.IReadOnlyList<PiecesSandbox> Running() =>
            _session.Command<GetPiecesSandboxCommand>().Run().ShouldSucceed().OutputAs<PiecesSandbox>();
    }

    [Fact]
    public void NoConnect_leaves_the_session_as_it_is()
    {
        Start(static driver => driver.With("NoConnect"));
        SessionConnection().ShouldBeEmpty();
        var connected = Start(static driver => driver);

        var result = _session.Command<StartPiecesSandboxCommand>().With("NoConnect").Run().ShouldSucceed();

        result.Warnings.ShouldBeEmpty();
        SessionConnection().Single().Uri.ShouldBe(connected.Uri);
    }

    [Fact]
    public void A_warning_says_which_connection_a_sandbox_replaces()
    {
        var first = Start(static driver => driver);

        var warning = _session.Command<StartPiecesSandboxCommand>().Run().ShouldSucceed().Warnings.ShouldHaveSingleItem();

        warning.ShouldContain($"instead of {first.Uri}");
        warning.ShouldContain($"Connect-PiecesOs {first.Uri} ");
        warning.ShouldContain("-NoConnect");
        SessionConnection().Single().Uri.ShouldNotBe(first.Uri);
    }

    /// <summary>There is nothing to go back to.</summary>
    [Theory]
    [InlineData("Disconnect-PiecesOs")]
    [InlineData("$connection = Get-PiecesOsConnection; $connection.Dispose()")]
    [InlineData("Get-PiecesSandbox | Stop-PiecesSandbox")]
    [InlineData("$process = Get-Process -Id (Get-PiecesSandbox).ProcessId; $process.Kill(); $process.WaitForExit()")]
    public void There_is_no_warning_if_the_connection_was_over(string end)
    {
        Start(static driver => driver);
        _session.Run(end).ShouldSucceed();

        _session.Command<StartPiecesSandboxCommand>().Run().ShouldSucceed().Warnings.ShouldBeEmpty();
    }

    /// <summary>Also with an address, a server that a job returned, and a row with an address.</summary>
    [Theory]
    [InlineData("$sandbox | Connect-PiecesOs")]
    [InlineData("Get-PiecesSandbox | Select-Object -First 1 | Connect-PiecesOs")]
    [InlineData("Connect-PiecesOs $sandbox")]
    [InlineData("Connect-PiecesOs -Uri $sandbox")]
    [InlineData("$sandbox.Uri | Connect-PiecesOs")]
    [InlineData("\"$($sandbox.Uri)\" | Connect-PiecesOs")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($sandbox)) | Connect-PiecesOs")]
    [InlineData("[pscustomobject] @{ Uri = \"$($sandbox.Uri)\"; Name = 'x' } | Connect-PiecesOs")]
    public void A_sandbox_can_be_piped_to_Connect_PiecesOs(string command)
    {
        var sandbox = Start(static driver => driver.With("NoConnect"));

        var connection = _session.Run(command, ("sandbox", sandbox)).ShouldSucceed().OutputAs<PiecesOsConnection>().ShouldHaveSingleItem();

        connection.Uri.ShouldBe(sandbox.Uri);
        SessionConnection().ShouldBe([connection]);
    }

    [Theory]
    [InlineData(SandboxAccount.SignedOut)]
    [InlineData(SandboxAccount.NoCloud)]
    public void Without_a_cloud_no_link_can_be_created(SandboxAccount account)
    {
        Start(driver => driver.With("Account", account));

        var error = _session.Command<NewPiecesLinkCommand>().With("Text", "x").Run().SingleError();

        error.Id().ShouldBe("CloudNotConnected");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.AuthenticationError);
        error.Message().Length.ShouldBeGreaterThan("x: ".Length);
    }

    [Fact]
    public async Task Latency_and_content_options_are_applied()
    {
        var sandbox = Start(static driver => driver.With("Sample", 1).With("Pace", 0.002).With("ContentOnRequest", true));
        using var http = new HttpClient { BaseAddress = sandbox.Uri };
        http.DefaultRequestHeaders.Authorization = new("Bearer", sandbox.AdminToken);

        (await http.GetStringAsync(new Uri(".sandbox/pace", UriKind.Relative))).ShouldBe("""{"factor":0.002}""");
        (await http.GetStringAsync(new Uri("assets", UriKind.Relative))).ShouldNotContain("\"raw\"");
        (await http.GetStringAsync(new Uri("assets?transferables=true", UriKind.Relative))).ShouldContain("\"raw\"");
    }

    [Fact]
    public void A_data_file_keeps_the_assets_for_the_next_sandbox()
    {
        _session.Location = _folder.Path;
        var first = Start(static driver => driver.With("DataPath", "kept.db"));
        first.DataPath.ShouldBe(System.IO.Path.Combine(_folder.Path, "kept.db"));
        _session.Command<NewPiecesAssetCommand>().With("Text", "still here").With("Name", "kept").Run().ShouldSucceed();
        _session.Command<StopPiecesSandboxCommand>().Run().ShouldSucceed();

        Start(static driver => driver.With("DataPath", "kept.db"));

        _session.Command<GetPiecesAssetCommand>().With("Name", "kept").Run().ShouldSucceed().OutputAs<Asset>().Count.ShouldBe(1);
        _session.Command<StopPiecesSandboxCommand>().Run().ShouldSucceed();
    }

    [Fact]
    public void A_port_in_use_is_an_error_with_the_message_of_the_sandbox()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        taken.Listen();

        var error = _session.Command<StartPiecesSandboxCommand>().With("Port", ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port).Run().SingleError();

        error.Id().ShouldBe("SandboxNotStarted");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidOperation);
        error.Message().Length.ShouldBeGreaterThan("The sandbox did not start: ".Length);
        error.ErrorDetails!.RecommendedAction.ShouldContain("port");
        SessionConnection().ShouldBeEmpty();
    }

    private PiecesSandbox Start(Func<CommandCall, CommandCall> prepare) =>
        prepare(_session.Command<StartPiecesSandboxCommand>().With("PassThru")).Run().ShouldSucceed().OutputAs<PiecesSandbox>().ShouldHaveSingleItem();

    private System.Collections.Generic.IReadOnlyList<PiecesOsConnection> SessionConnection() =>
        _session.Command<GetPiecesOsConnectionCommand>().Run().ShouldSucceed().OutputAs<PiecesOsConnection>();
}
