using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Module;

/// <summary>
/// Starts a sandbox: a local server that simulates Pieces OS, for experiments and for testing scripts. It becomes the connection
/// of the session, unless -NoConnect is specified, and ends with this process.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "PiecesSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(PiecesSandbox))]
public sealed class StartPiecesSandboxCommand : AsyncCmdlet
{
    /// <summary>Keeps the token out of what PowerShell serializes. The import does not do it, because it takes 35 ms (decision 36).</summary>
    private const string WithoutToken =
        @"Microsoft.PowerShell.Utility\Update-TypeData -TypeName PiecesOs.Module.PiecesSandbox -SerializationMethod SpecificProperties "
        + "-PropertySerializationSet Uri, ProcessId, DataPath, IsRunning -Force";

    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();

    /// <summary>The port to listen on. The default, 0, selects a free port.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A file that stores the data, so that the next sandbox with the same file has it. Without it, the data is not stored.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The number of initial sample assets.</summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    public int Sample { get; set; }

    /// <summary>Who is signed in. With Connected, links can be created. With SignedOut and NoCloud, creating a link returns 511.</summary>
    [Parameter]
    public SandboxAccount Account { get; set; }

    /// <summary>Whether the user has connected GitHub. With None, operations that require GitHub return 412.</summary>
    [Parameter]
    public SandboxGitHub GitHub { get; set; }

    /// <summary>How slow reads are: 1 as measured on a real Pieces OS, 0.1 ten times faster; 0, the default, as fast as possible.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double Pace { get; set; }

    /// <summary>Omit content unless it is requested, as some versions of Pieces OS do.</summary>
    [Parameter]
    public SwitchParameter ContentOnRequest { get; set; }

    /// <summary>Do not connect the session to the sandbox.</summary>
    [Parameter]
    public SwitchParameter NoConnect { get; set; }

    /// <summary>The number of seconds to wait until the sandbox is ready. If it takes longer, it is stopped.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double TimeoutSec { get; set; } = 30;

    /// <summary>Return the sandbox.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync("PiecesOs sandbox", "Start").ConfigureAwait(false))
            return;
        var dataPath = DataPath is null
            ? null
            : await OnPipelineThreadAsync(() => GetUnresolvedProviderPathFromPSPath(DataPath)).ConfigureAwait(false);
        await OnPipelineThreadAsync(() => InvokeCommand.InvokeScript(WithoutToken)).ConfigureAwait(false);
        var sandbox = await SandboxProcess.StartAsync(Arguments(dataPath), dataPath, TimeSpan.FromSeconds(TimeoutSec), cancellationToken).ConfigureAwait(false);
        _session.Add(sandbox);
        if (!NoConnect)
            Connect(sandbox);
        if (PassThru)
            WriteObject(sandbox);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) => ErrorFactory.Create(exception, target);

    /// <summary>Connects the session, and warns if that replaces a connection that the user made.</summary>
    private void Connect(PiecesSandbox sandbox)
    {
        var replaced = _session.ChosenConnection;
        _session.Use(new PiecesOsConnection(sandbox.Uri));
        if (replaced is not null)
        {
            WriteWarning(
                $"The session is now connected to this sandbox instead of {replaced.Uri}. Connect-PiecesOs {replaced.Uri} connects it again. "
                + "-NoConnect starts a sandbox without connecting the session to it.");
        }
    }

    private List<string> Arguments(string? dataPath)
    {
        using var self = Process.GetCurrentProcess();
        var arguments = new List<string>
        {
            "--port", Port.ToString(CultureInfo.InvariantCulture),
            "--sample", Sample.ToString(CultureInfo.InvariantCulture),
            "--account", Account switch { SandboxAccount.SignedOut => "signed-out", SandboxAccount.NoCloud => "no-cloud", _ => "connected" },
            "--github", GitHub == SandboxGitHub.None ? "none" : "connected",
            "--content", ContentOnRequest ? "asked" : "always",
            "--pace", Pace.ToString("0.######", CultureInfo.InvariantCulture),
            "--parent-pid", self.Id.ToString(CultureInfo.InvariantCulture),
        };
        if (dataPath is not null)
            arguments.AddRange(["--data", dataPath]);
        return arguments;
    }
}
