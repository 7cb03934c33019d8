namespace PiecesOs.Module;

/// <summary>
/// Saves the content of assets as files (operation <c>assets_specific_asset_snapshot</c>, if the object does not include it,
/// and <c>assets_specific_asset_formats_snapshot</c> and <c>format_snapshot</c>, if the server omits it), byte for byte; text as UTF-8 without a byte order mark. The files are named after the assets, with names that are valid on any
/// system and the extension of their language.
/// </summary>
[Cmdlet(VerbsData.Save, "PiecesAsset", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SavePiecesAssetCommand : PiecesCmdlet
{
    private readonly UniqueFileNames _names = new();
    private readonly Sequencer _sequencer = new();
    private string _folder = string.Empty;

    /// <summary>The assets: objects, IDs, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>The folder to write to. It is created if it does not exist. The default is the current folder.</summary>
    [Parameter(Position = 1)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>Overwrite existing files, except those that the same command wrote.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Use the format that Pieces shows instead of the format that was saved.</summary>
    [Parameter]
    public SwitchParameter Preview { get; set; }

    /// <summary>The maximum number of assets that are read at a time. Output keeps the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            _folder = await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, Destination)).ConfigureAwait(false);
        }
        catch (InputException e)
        {
            // No asset can be saved there.
            throw new TerminatingErrorException(ErrorFactory.Create(e, Destination));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await foreach (var reference in Targets.EachAsync(Asset, cancellationToken).ConfigureAwait(false))
        {
            if (!await ShouldProcessAsync(reference.ToString(), $"Save content to '{DisplayText.Safe(_folder)}'").ConfigureAwait(false))
                continue;

            // Input that includes its content needs no server.
            var isWhole = reference.Asset?.HasContent(Preview) == true;
            var resolver = isWhole ? null : await Targets.GetAssetResolverAsync(cancellationToken).ConfigureAwait(false);
            var job = new SaveJob(reference, resolver, new TargetFolder(_folder, _names, Force), _sequencer.Issue(), Preview);
            await ForInputInParallelAsync(reference.Input, ThrottleLimit, job).ConfigureAwait(false);
        }
    }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <summary>The folder to write to, the file names used so far, and whether existing files are overwritten.</summary>
    private sealed record TargetFolder(string Path, UniqueFileNames Names, bool Force);

    /// <summary>Writes the content of one asset.</summary>
    /// <param name="Reference">The asset.</param>
    /// <param name="Resolver">Reads an asset whose content is not in the input.</param>
    /// <param name="Target">The destination.</param>
    /// <param name="Ticket">Lets jobs choose file names in input order, so that repeated names are numbered in that order.</param>
    /// <param name="Preview">Whether to save the preview format.</param>
    private sealed record SaveJob(AssetReference Reference, AssetResolver? Resolver, TargetFolder Target, Sequencer.Ticket Ticket, bool Preview) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            AssetFile file;
            string path;
            using (Ticket)
            {
                var asset = Reference.Asset?.HasContent(Preview) == true
                    ? Reference.Asset
                    : await Resolver!.GetWithContentAsync(Reference, cancellationToken, Preview).ConfigureAwait(false);
                file = AssetFile.Of(asset, Preview) ?? throw InputErrors.AssetWithoutContent(asset.Id);
                await Ticket.WaitAsync().ConfigureAwait(false);
                path = Path.Combine(Target.Path, Target.Names.GetUnique(file.Name));
            }

            if (!Target.Force && (File.Exists(path) || Directory.Exists(path)))
                throw LibraryErrors.FileExists(path);
            OutputFile.Attempt(Target.Path, () => Directory.CreateDirectory(Target.Path));
            using (var content = file.Content.OpenRead())
                OutputFile.Write(path, content, Target.Force);
            emit(new FileInfo(path));
        }
    }
}
