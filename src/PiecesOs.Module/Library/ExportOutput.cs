using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The assets file, the manifest and the contents of an export in progress.</summary>
internal sealed class ExportOutput : IDisposable
{
    /// <summary>The maximum number of assets that are waiting to be written.</summary>
    private const int MaxWaiting = 8;

    private readonly JsonLinesWriter _lines;
    private readonly ManifestWriter _manifest;
    private readonly ContentFiles _files;
    private readonly ExportProblems _problems;
    private readonly EarlierExport _earlier;

    /// <summary>Creates the two files.</summary>
    /// <param name="assets">The assets file.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="source">The address and the version of the server.</param>
    /// <param name="files">The contents.</param>
    /// <param name="problems">Receives the assets with invalid content.</param>
    /// <param name="earlier">The earlier export, whose contents are not scanned for secrets again.</param>
    public ExportOutput(string assets, string manifest, ExportedServer source, ContentFiles files, ExportProblems problems, EarlierExport earlier)
    {
        _earlier = earlier;
        _files = files;
        _problems = problems;
        _lines = new JsonLinesWriter(assets);
        _manifest = new ManifestWriter(manifest, source);
    }

    /// <summary>The counts of what was written.</summary>
    public ExportCounts Counts { get; } = new();

    /// <summary>Adds an asset whose content file exists, or that has none.</summary>
    public void Write(Asset asset, ManifestEntry entry)
    {
        _manifest.Write(entry with { Updated = asset.Updated, Offset = _lines.Position });
        _lines.Write(asset);
        Counts.Add(entry, _files.WasKept(entry.ContentFile), (entry.Secrets ?? 0) + AssetSecrets.CountInTexts(asset));
    }

    /// <summary>Adds an asset, and writes its content.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="position">Its position in the list.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public void WriteWithContent(Asset asset, int position, CancellationToken cancellationToken) =>
        Write(asset, WriteContent(asset, position, cancellationToken) ?? new ManifestEntry(asset.Id, asset.Name, ContentFile: null, default));

    /// <summary>Adds assets in the background, while the next ones arrive.</summary>
    /// <param name="assets">The assets.</param>
    /// <param name="onWritten">Is called from time to time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task WriteAsync(IAsyncEnumerable<Asset> assets, Action onWritten, CancellationToken cancellationToken)
    {
        var writing = Task.CompletedTask;
        var arrived = new List<Asset>();
        try
        {
            await foreach (var asset in assets.ConfigureAwait(false))
            {
                arrived.Add(asset);
                if (!writing.IsCompleted && arrived.Count < MaxWaiting)
                    continue;
                await writing.ConfigureAwait(false);
                onWritten();
                writing = WriteAsync(arrived, cancellationToken);
                arrived = new List<Asset>();
            }
        }
        finally
        {
            // If the list was incomplete, the received assets are written too.
            await writing.ConfigureAwait(false);
            await WriteAsync(arrived, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes both files.</summary>
    public void Finish(FileDigest shares, int shareCount, ServerCounts server) => _manifest.Finish(_lines.Finish(), shares, Counts, shareCount, server, _problems);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _manifest.Dispose();
    }

    private Task WriteAsync(List<Asset> assets, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var asset in assets)
            {
                // A preview is written only after the original was requested separately.
                if (asset.HasContent())
                    WriteWithContent(asset, Counts.Assets, cancellationToken);
                else
                    Write(asset, new ManifestEntry(asset.Id, asset.Name, ContentFile: null, default));
            }
        },
        CancellationToken.None);

    private ManifestEntry? WriteContent(Asset asset, int position, CancellationToken cancellationToken)
    {
        try
        {
            if (AssetFile.Of(asset) is not { } file)
                return null;
            using var content = file.Content.OpenRead();
            var (name, digest) = _files.Write(asset, position, file.Name, content, cancellationToken);
            return new ManifestEntry(asset.Id, asset.Name, name, digest, Secrets: CountSecrets(asset, digest, file.Content, content, cancellationToken));
        }
        catch (InvalidDataException e)
        {
            // The line in assets.jsonl contains it as the server sent it.
            _problems.AddUnreadable(asset, e.Message);
            return null;
        }
    }

    private int CountSecrets(Asset asset, FileDigest digest, AssetContent content, Stream stream, CancellationToken cancellationToken)
    {
        if (_earlier.FindSecretCount(asset.Id, digest) is { } known)
            return known;
        if (!content.IsText)
            return 0;
        stream.Position = 0;
        return SecretScanner.Count(stream, cancellationToken);
    }
}

/// <summary>The server of an export.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Version">Its version, if it is known.</param>
internal sealed record ExportedServer(Uri Address, string? Version);
