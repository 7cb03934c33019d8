namespace PiecesOs.Module;

/// <summary>Stops a lasting server: it completes the running requests and writes everything to its data file.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PiecesServer", SupportsShouldProcess = true, DefaultParameterSetName = "DataPath")]
[OutputType(typeof(void))]
public sealed class StopPiecesServerCommand : AsyncCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();

    /// <summary>The data file of the server to stop. The default is that of Start-PiecesServer.</summary>
    [Parameter(ParameterSetName = "DataPath", Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The server to stop, as returned by Get-PiecesServer.</summary>
    [Parameter(ParameterSetName = "Server", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PiecesServerInfo? Server { get; set; }

    /// <summary>The number of seconds to wait until the server has ended.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double TimeoutSec { get; set; } = 30;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var dataPath = DataPath is null
            ? ServerRegistry.DefaultDataPath
            : await OnPipelineThreadAsync(() => GetUnresolvedProviderPathFromPSPath(DataPath)).ConfigureAwait(false);
        var server = Server ?? ServerRegistry.Find(dataPath);
        if (server is null)
        {
            if (DataPath is not null && !File.Exists(dataPath))
                throw ServerErrors.NotRunning(dataPath);
            WriteVerbose($"No server is running with the data file '{dataPath}'.");
            return;
        }

        if (!await ShouldProcessAsync(server.DataPath, "Stop server").ConfigureAwait(false))
            return;
        await StopAsync(server, cancellationToken).ConfigureAwait(false);
        if (_session.Connection is { } connection && connection.IsTo(server.Uri))
            _session.Use(connection: null);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) => ErrorFactory.Create(exception, target ?? Server ?? (object?)DataPath);

    private async Task StopAsync(PiecesServerInfo server, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        await ServerLauncher.RequestStopAsync(server.Uri, server.AdminToken, limit.Token).ConfigureAwait(false);
        await ServerLauncher.WaitForExitAsync(() => !ServerRegistry.IsLocked(server.DataPath), limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested && ServerRegistry.IsLocked(server.DataPath))
            throw ServerErrors.NotStopped(server.Uri, server.ProcessId, timeout);
    }
}
