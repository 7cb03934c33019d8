using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Shows what Pieces OS would create from text, files or bytes: name, language, tags, descriptions (operation <c>assets_draft</c>).
/// Nothing is saved; New-PiecesAsset saves the draft.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesAssetDraft", DefaultParameterSetName = "Text", SupportsShouldProcess = true)]
[OutputType(typeof(Seed))]
public sealed class NewPiecesAssetDraftCommand : PiecesCmdlet
{
    private RowColumns? _columns;
    private ByteInput? _bytes;

    /// <summary>The text to save. Each string from the pipeline becomes an asset: use Get-Content -Raw for a whole file. Objects with a Text property are accepted as well.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TextOnlyTransformation]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>A file to save, as returned by Get-ChildItem, Get-Item or Resolve-Path, or a row with a path.</summary>
    [Parameter(ParameterSetName = "File", Mandatory = true, ValueFromPipeline = true)]
    [FileTransformation]
    [ValidateNotNull]
    public FileSystemInfo? File { get; set; }

    /// <summary>Bytes to save. All bytes from the pipeline, one by one or in arrays, become one asset, with the name in -Name.</summary>
    [Parameter(ParameterSetName = "Byte", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Bytes")]
    [ByteTransformation]
    [ValidateNotNullOrEmpty]
    public Array Byte { get; set; } = Array.Empty<byte>();

    /// <summary>Files to save; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to save; wildcard characters in the paths have no special meaning.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The title. The default is the file name; for text, Pieces OS generates one.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>
    /// The language or file type in any spelling, such as ps1, .PS1, PowerShell or png. The default follows from the file name
    /// extension; for text, Pieces OS guesses.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>Tags to add to the asset.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>A description to add to the asset.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    /// <summary>The maximum number of requests that run at a time. Output keeps the order of the input. With 1, a request starts only when its result is needed.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    private SeedSource Source => new(this, "Draft asset", ThrottleLimit, static (server, material) => new DraftJob(server, material));

    private SeedMaterial Material => new()
    {
        Name = RowColumns.Text(Name),
        Language = RowColumns.Text(Language),
        Tags = _columns!.List(nameof(Tag), Tag),
        Description = RowColumns.Text(Description),
    };

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _columns = new RowColumns(this, nameof(Name), nameof(Language), nameof(Tag), nameof(Description));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != "Byte")
            return Source.SendAsync(ParameterSetName == "Text" ? Text : null, File, Path, LiteralPath, Material, cancellationToken);
        (_bytes ??= new ByteInput()).Add(Byte);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _bytes is null ? Task.CompletedTask : Source.SendAsync(_bytes, Material, cancellationToken);

    private sealed record DraftJob(PiecesServer Server, SeedMaterial Material) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var seed = await Material.ToSeedAsync(Server, cancellationToken).ConfigureAwait(false);
            emit(await Server.Client.Assets.AssetsDraftAsync(seed, transferables: null, cancellationToken).ConfigureAwait(false));
        }
    }
}
