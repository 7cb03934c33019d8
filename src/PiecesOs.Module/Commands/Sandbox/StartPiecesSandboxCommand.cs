using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Module;

/// <summary>
/// Starts a sandbox: a server on this machine that stands in for Pieces OS, for trying things out and for testing scripts.
/// It becomes the session's connection and ends with this process.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "PiecesSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(PiecesSandbox))]
public sealed class StartPiecesSandboxCommand : AsyncCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();

    /// <summary>The port to listen on. The default, 0, selects a free port.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A file that keeps the data, so that the next sandbox with the same file has it. Without it nothing is kept.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>How many sample assets to start with.</summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    public int Sample { get; set; }

    /// <summary>Who is signed in: Connected can make links; SignedOut and NoCloud are answered with 511.</summary>
    [Parameter]
    public SandboxAccount Account { get; set; }

    /// <summary>Whether the user has connected GitHub; None is answered with 412 where GitHub is needed.</summary>
    [Parameter]
    public SandboxGitHub GitHub { get; set; }

    /// <summary>How slow reads are: 1 as measured on a real Pieces OS, 0.1 ten times faster; 0, the default, as fast as it can.</summary>
    [Parameter]
    [ValidateRange(0.0, 100.0)]
    public double Pace { get; set; }

    /// <summary>Leave content out of what is read unless it is requested, as some versions of Pieces OS do.</summary>
    [Parameter]
    public SwitchParameter ContentOnRequest { get; set; }

    /// <summary>How many seconds to wait until the sandbox is ready. A sandbox that needs longer is ended.</summary>
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
        var dll = Path.Combine(Path.GetDirectoryName(typeof(StartPiecesSandboxCommand).Assembly.Location)!, "..", "server", "PiecesOs.Server.dll");

        var sandbox = await SandboxProcess.StartAsync(
            Path.GetFullPath(dll), Arguments(dataPath), dataPath, TimeSpan.FromSeconds(TimeoutSec), cancellationToken).ConfigureAwait(false);
        _session.Add(sandbox);
        _session.Use(new PiecesOsConnection(sandbox.Uri));
        if (PassThru)
            WriteObject(sandbox);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) => ErrorFactory.Create(exception, target);

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
