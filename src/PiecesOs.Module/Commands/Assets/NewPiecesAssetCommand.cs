using PiecesOs.Client;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// Saves text, files or bytes as assets (operation <c>assets_create_new_asset</c>). Each string or file becomes one asset, and so do all
/// bytes of a pipeline. Text files are saved as text, without a byte order mark; other files are saved byte for byte.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesAsset", DefaultParameterSetName = "Text", SupportsShouldProcess = true)]
[OutputType(typeof(Asset))]
public sealed class NewPiecesAssetCommand : PiecesCmdlet
{
    private const string Action = "Create asset";

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

    /// <summary>A draft to save, as returned by New-PiecesAssetDraft.</summary>
    [Parameter(ParameterSetName = "Draft", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Seed? Draft { get; set; }

    private SeedSource Source => new(this, Action, ThrottleLimit, static (server, material) => new CreateAssetJob(server, material));

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
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Draft is not null)
            await ForInputAsync(Draft, () => SaveDraftAsync(Draft, cancellationToken)).ConfigureAwait(false);
        else if (ParameterSetName == "Byte")
            (_bytes ??= new ByteInput()).Add(Byte);
        else
            await Source.SendAsync(ParameterSetName == "Text" ? Text : null, File, Path, LiteralPath, Material, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _bytes is null ? Task.CompletedTask : Source.SendAsync(_bytes, Material, cancellationToken);

    private async Task SaveDraftAsync(Seed draft, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(DisplayText.Of(draft.Name ?? "draft"), Action).ConfigureAwait(false))
            return;
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        WriteObject(await CreateAsync(server, JsonBody.From(draft.WriteTo), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Asset> CreateAsync(PiecesServer server, JsonBody seed, CancellationToken cancellationToken)
    {
        // The response would repeat large content several times, and the caller already has it.
        bool? transferables = seed.IsLarge ? false : null;
        var asset = await server.Client.Assets.AssetsCreateNewAssetAsync(seed, transferables, cancellationToken).ConfigureAwait(false);
        server.Connection.Assets.Add(asset);
        return asset;
    }

    private sealed record CreateAssetJob(PiecesServer Server, SeedMaterial Material) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var seed = await Material.ToSeedAsync(Server, cancellationToken).ConfigureAwait(false);
            emit(await CreateAsync(Server, seed, cancellationToken).ConfigureAwait(false));
        }
    }
}
