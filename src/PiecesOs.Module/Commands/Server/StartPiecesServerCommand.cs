using System.Globalization;

namespace PiecesOs.Module;

/// <summary>
/// Starts a lasting server: a home for a library when Pieces OS is gone. It keeps running when PowerShell ends, until
/// Stop-PiecesServer stops it. If the session has no connection, it becomes its connection.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "PiecesServer", SupportsShouldProcess = true)]
[OutputType(typeof(PiecesServerInfo))]
public sealed class StartPiecesServerCommand : AsyncCmdlet
{
    private const int FirstPort = 39300;
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();

    /// <summary>The file that stores the data. The default is library.db in the folder PiecesOs in the data folder of the user.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The port to listen on. The default is the first free port from 39300 to 39333, where clients search for Pieces OS.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>Check the whole data file before the start, including its indexes. This can take minutes.</summary>
    [Parameter]
    public SwitchParameter FullCheck { get; set; }

    /// <summary>The number of seconds to wait until the server is ready. If it takes longer, it is stopped.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double TimeoutSec { get; set; } = 300;

    /// <summary>Return the server.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var dataPath = DataPath is null
            ? ServerRegistry.DefaultDataPath
            : await OnPipelineThreadAsync(() => GetUnresolvedProviderPathFromPSPath(DataPath)).ConfigureAwait(false);
        if (!await ShouldProcessAsync(dataPath, "Start server").ConfigureAwait(false))
            return;

        var server = ServerRegistry.Find(dataPath);
        if (server is not null)
            WriteWarning($"A server with the data file '{DisplayText.Safe(server.DataPath)}' is already running at {server.Uri}.{(Port > 0 && Port != server.Uri.Port ? " To change its port, stop it first, with Stop-PiecesServer." : string.Empty)}");
        else
            server = await StartAsync(dataPath, cancellationToken).ConfigureAwait(false);

        if (_session.Connection is not { } connection)
            _session.Use(new PiecesOsConnection(server.Uri));
        else if (!connection.IsTo(server.Uri))
            WriteWarning($"The session stays connected to {connection.Uri}. To use the server, run: Connect-PiecesOs {server.Uri}");
        if (PassThru)
            WriteObject(server);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) => ErrorFactory.Create(exception, target ?? DataPath);

    private async Task<PiecesServerInfo> StartAsync(string dataPath, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        LaunchedServer launched;
        try
        {
            launched = await ServerLauncher.StartAsync(Arguments(dataPath), timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (ServerLaunchException e)
        {
            throw e.ExitCode switch
            {
                null => ServerErrors.TimedOut(timeout),
                ServerLaunchException.DataFileInUse => ServerErrors.DataFileInUse(dataPath),
                _ => ServerErrors.NotStarted(e.Message, e.Recommendation),
            };
        }

        // Its output goes to a file from now on.
        var processId = launched.Process.Id;
        launched.Process.Dispose();
        if (Port == 0 && launched.Uri.Port != FirstPort)
            WriteWarning($"Port {FirstPort} is in use, for example by Pieces OS or another server. The server listens on port {launched.Uri.Port}.");
        return ServerRegistry.Running().FirstOrDefault(server => server.ProcessId == processId)
            ?? new PiecesServerInfo(launched.Uri, dataPath, processId, launched.AdminToken);
    }

    private List<string> Arguments(string dataPath)
    {
        var arguments = new List<string> { "--home", "--detach", "--check", FullCheck ? "full" : "quick" };
        if (DataPath is not null)
            arguments.AddRange(["--data", dataPath]);
        if (Port > 0)
            arguments.AddRange(["--port", Port.ToString(CultureInfo.InvariantCulture)]);
        return arguments;
    }
}
