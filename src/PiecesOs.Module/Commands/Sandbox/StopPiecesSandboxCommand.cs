namespace PiecesOs.Module;

/// <summary>Stops a sandbox. Without -Sandbox, stops all sandboxes that this session started. Data files are kept.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PiecesSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopPiecesSandboxCommand : AsyncCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();

    /// <summary>The sandbox to stop, as returned by Start-PiecesSandbox -PassThru.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PiecesSandbox? Sandbox { get; set; }

    /// <summary>The number of seconds to wait for the sandbox to exit. After that, its process is killed.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double TimeoutSec { get; set; } = 5;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        IEnumerable<PiecesSandbox> sandboxes = Sandbox is null ? _session.Sandboxes : [Sandbox];
        foreach (var sandbox in sandboxes)
        {
            if (!await ShouldProcessAsync(sandbox.ToString(), "Stop sandbox").ConfigureAwait(false))
                continue;
            await SandboxProcess.StopAsync(sandbox, TimeSpan.FromSeconds(TimeoutSec), cancellationToken).ConfigureAwait(false);
            _session.Remove(sandbox);
        }
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) => ErrorFactory.Create(exception, target ?? Sandbox);
}
