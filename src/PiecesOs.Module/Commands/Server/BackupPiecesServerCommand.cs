using System.Globalization;

namespace PiecesOs.Module;

/// <summary>Copies the data of a running lasting server to a file, without stopping it. Returns the file.</summary>
[Cmdlet(VerbsData.Backup, "PiecesServer", SupportsShouldProcess = true, DefaultParameterSetName = "DataPath")]
[OutputType(typeof(FileInfo))]
public sealed class BackupPiecesServerCommand : AsyncCmdlet
{
    /// <summary>The file to write, or a folder for a file with the time in its name.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>The data file of the server. The default is that of Start-PiecesServer.</summary>
    [Parameter(ParameterSetName = "DataPath")]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The server, as returned by Get-PiecesServer.</summary>
    [Parameter(ParameterSetName = "Server", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PiecesServerInfo? Server { get; set; }

    /// <summary>Replace an existing file, after the new one is complete.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The number of seconds to wait for the backup.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double TimeoutSec { get; set; } = 3600;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var dataPath = DataPath is null
            ? ServerRegistry.DefaultDataPath
            : await OnPipelineThreadAsync(() => GetUnresolvedProviderPathFromPSPath(DataPath)).ConfigureAwait(false);
        var server = Server ?? ServerRegistry.Find(dataPath) ?? throw ServerErrors.NotRunning(dataPath);
        var file = FileAt(await OnPipelineThreadAsync(() => GetUnresolvedProviderPathFromPSPath(Destination)).ConfigureAwait(false), server);
        if (!await ShouldProcessAsync(file, "Back up server").ConfigureAwait(false))
            return;
        if (!Force && File.Exists(file))
            throw LibraryErrors.FileExists(file);
        OutputFile.Attempt(file, () => Directory.CreateDirectory(Path.GetDirectoryName(file)!));
        await ServerBackup.RunAsync(server, file, Force, TimeSpan.FromSeconds(TimeoutSec), cancellationToken).ConfigureAwait(false);
        WriteObject(new FileInfo(file));
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) => ErrorFactory.Create(exception, target ?? Destination);

    /// <summary>The path itself, or in an existing folder the name of the data file with the time.</summary>
    private static string FileAt(string destination, PiecesServerInfo server) => Directory.Exists(destination)
        ? Path.Combine(destination, $"{Path.GetFileNameWithoutExtension(server.DataPath)}-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.db")
        : destination;
}
