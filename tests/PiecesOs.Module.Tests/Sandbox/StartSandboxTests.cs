using System;
using System.Linq;
using System.Management.Automation;
using System.Net.Sockets;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using PowerShellDouble;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Sandbox;

/// <summary>The cmdlets that start and stop a sandbox as a process of this one.</summary>
public sealed class StartSandboxTests : IDisposable
{
    private readonly DoubleSession _session = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        new CmdletDriver<StopPiecesSandboxCommand>(_session).Run();
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_becomes_the_sessions_connection_until_it_is_stopped()
    {
        var sandbox = Start(static driver => driver.With("Sample", 3));

        sandbox.IsRunning.ShouldBeTrue();
        sandbox.DataPath.ShouldBeNull();
        sandbox.ProcessId.ShouldBeGreaterThan(0);
        sandbox.ToString().ShouldBe(sandbox.Uri.ToString());
        SessionConnection().ShouldHaveSingleItem().Uri.ShouldBe(sandbox.Uri);
        new CmdletDriver<GetPiecesAssetCommand>(_session).Run().ShouldSucceed().Output.Count.ShouldBe(3);

        var stop = new CmdletDriver<StopPiecesSandboxCommand>(_session).Input(sandbox).Run().ShouldSucceed();

        stop.ShouldProcessQuestions.Single().Target.ShouldBe(sandbox.Uri.ToString());
        sandbox.IsRunning.ShouldBeFalse();
        SessionConnection().ShouldBeEmpty();
    }

    [Fact]
    public void Without_PassThru_it_says_nothing_and_Stop_without_an_argument_stops_it()
    {
        new CmdletDriver<StartPiecesSandboxCommand>(_session).Run().ShouldSucceed().Output.ShouldBeEmpty();

        new CmdletDriver<StopPiecesSandboxCommand>(_session).Run().ShouldSucceed().ShouldProcessQuestions.Count.ShouldBe(1);

        SessionConnection().ShouldBeEmpty();
        new CmdletDriver<StopPiecesSandboxCommand>(_session).Run().ShouldSucceed().ShouldProcessQuestions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SandboxAccount.SignedOut)]
    [InlineData(SandboxAccount.NoCloud)]
    public void Without_a_cloud_no_link_can_be_made(SandboxAccount account)
    {
        Start(driver => driver.With("Account", account));

        var error = new CmdletDriver<NewPiecesLinkCommand>(_session).With("Text", "x").Run().SingleError();

        error.Id().ShouldBe("CloudNotConnected");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.AuthenticationError);
        error.Words().Length.ShouldBeGreaterThan("x: ".Length);
    }

    [Fact]
    public void A_data_file_keeps_the_assets_for_the_next_sandbox()
    {
        _session.Location = _folder.Path;
        var first = Start(static driver => driver.With("DataPath", "kept.db"));
        first.DataPath.ShouldBe(System.IO.Path.Combine(_folder.Path, "kept.db"));
        new CmdletDriver<NewPiecesAssetCommand>(_session).With("Text", "still here").With("Name", "kept").Run().ShouldSucceed();
        new CmdletDriver<StopPiecesSandboxCommand>(_session).Run().ShouldSucceed();

        Start(static driver => driver.With("DataPath", "kept.db"));

        new CmdletDriver<GetPiecesAssetCommand>(_session).With("Name", "kept").Run().ShouldSucceed().OutputAs<Asset>().Count.ShouldBe(1);
        new CmdletDriver<StopPiecesSandboxCommand>(_session).Run().ShouldSucceed();
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_with_the_sandboxs_words()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        taken.Listen();

        var error = new CmdletDriver<StartPiecesSandboxCommand>(_session).With("Port", ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port).Run().SingleError();

        error.Id().ShouldBe("SandboxNotStarted");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidOperation);
        error.Words().Length.ShouldBeGreaterThan("The sandbox did not start: ".Length);
        error.ErrorDetails!.RecommendedAction.ShouldContain("port");
        SessionConnection().ShouldBeEmpty();
    }

    private PiecesSandbox Start(Func<CmdletDriver, CmdletDriver> prepare) =>
        prepare(new CmdletDriver<StartPiecesSandboxCommand>(_session).With("PassThru")).Run().ShouldSucceed().OutputAs<PiecesSandbox>().ShouldHaveSingleItem();

    private System.Collections.Generic.IReadOnlyList<PiecesOsConnection> SessionConnection() =>
        new CmdletDriver<GetPiecesOsConnectionCommand>(_session).Run().ShouldSucceed().OutputAs<PiecesOsConnection>();
}
