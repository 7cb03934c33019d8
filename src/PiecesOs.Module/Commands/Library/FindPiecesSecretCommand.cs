using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Finds possible secrets, such as keys and passwords, in the library (operation <c>assets_snapshot</c>; for content that the list omits,
/// <c>assets_specific_asset_snapshot</c>, <c>assets_specific_asset_formats_snapshot</c> and <c>format_snapshot</c>), in some assets, or in an
/// export on disk. Returns the asset, the kind and the place, never the secret.
/// </summary>
[Cmdlet(VerbsCommon.Find, "PiecesSecret", DefaultParameterSetName = LibrarySet)]
[OutputType(typeof(PiecesSecret))]
public sealed class FindPiecesSecretCommand : PiecesCmdlet
{
    private const string LibrarySet = "Library";
    private const string AssetSet = "Asset";
    private const string ExportSet = "Export";

    private ThrottledProgress? _progress;
    private int _assets;
    private int _secrets;

    /// <summary>The assets to scan: objects, IDs, names or patterns. The default is the whole library.</summary>
    [Parameter(ParameterSetName = AssetSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>The folder of an export to scan. No server is contacted.</summary>
    [Parameter(ParameterSetName = ExportSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string LibraryPath { get; set; } = string.Empty;

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        // Responses contain the secrets.
        Requests.OmitsBodies = true;
        _progress = new ThrottledProgress(WriteProgress, "Searching for secrets");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ParameterSetName switch
    {
        AssetSet => ScanAssetsAsync(cancellationToken),
        ExportSet => ForInputAsync(LibraryPath, () => ScanExportAsync(cancellationToken)),
        _ => ScanLibraryAsync(cancellationToken),
    };

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        _progress?.Complete();
        return Task.CompletedTask;
    }

    private async Task ScanAssetsAsync(CancellationToken cancellationToken)
    {
        await foreach (var reference in Targets.EachAsync(Asset, cancellationToken).ConfigureAwait(false))
        {
            await ForInputAsync(reference.Input, async () =>
            {
                if (reference.Asset is { } input && input.HasAllContent())
                    Scan(input, cancellationToken);
                else
                    await ScanFromServerAsync(await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task ScanExportAsync(CancellationToken cancellationToken)
    {
        var path = await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, LibraryPath)).ConfigureAwait(false);
        var export = await ExportedLibrary.OpenAsync(path, files => _progress!.Report(() => $"{Quantity.Of(files, "file")} verified"), cancellationToken).ConfigureAwait(false);
        await foreach (var asset in export.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
            await ScanInputAsync(asset, cancellationToken).ConfigureAwait(false);
    }

    private async Task ScanLibraryAsync(CancellationToken cancellationToken)
    {
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var removed = new RemovedIds();
        var incomplete = new List<string>();
        await foreach (var asset in server.ListAssetsAsync(transferables: true, removed: removed, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (asset.HasAllContent() || asset.Id is not { Length: > 0 } id)
                await ScanInputAsync(asset, cancellationToken).ConfigureAwait(false);
            else
                incomplete.Add(id);
        }

        // After the list has ended, because Pieces OS serves one request at a time.
        foreach (var id in incomplete.Where(id => !removed.Contains(id)))
            await ForInputAsync(id, () => ScanFromServerAsync(id, cancellationToken)).ConfigureAwait(false);
    }

    private async Task ScanFromServerAsync(string id, CancellationToken cancellationToken)
    {
        var contents = (await GetServerAsync(cancellationToken).ConfigureAwait(false)).Contents;
        var asset = await contents.ReadAsync(id, preview: false, cancellationToken).ConfigureAwait(false);
        await contents.CompleteAllAsync(asset, cancellationToken).ConfigureAwait(false);
        Scan(asset, cancellationToken);
    }

    /// <summary>Scans an asset. Errors have its ID as their target, because its name can be a secret.</summary>
    private Task ScanInputAsync(Asset asset, CancellationToken cancellationToken) => ForInputAsync(asset.Id, () =>
    {
        Scan(asset, cancellationToken);
        return Task.CompletedTask;
    });

    private void Scan(Asset asset, CancellationToken cancellationToken)
    {
        foreach (var secret in AssetSecrets.Find(asset, cancellationToken))
        {
            _secrets++;
            WriteObject(secret);
        }

        _assets++;
        _progress!.Report(() => $"{Quantity.Of(_assets, "asset")}, {Quantity.Of(_secrets, "possible secret")}");
    }
}
