using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Makes share links (operation <c>linkify</c>): one for each asset, text or file; text and files are saved as assets along the
/// way. With -AsCollection one link to all the assets (operation <c>linkify_multiple</c>). Needs a signed-in user with a
/// connected personal cloud.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesLink", DefaultParameterSetName = "Asset", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class NewPiecesLinkCommand : LinkCmdlet
{
    private const string Action = "Create share link";

    /// <summary>The assets to link to: objects, ids, names or patterns.</summary>
    [Parameter(ParameterSetName = "Asset", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Collection", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>Text to save and link to.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true)]
    [TextOnlyTransformation]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>Files to save and link to; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to save and link to, taken as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Make one link to all the assets; they must be backed up to the cloud.</summary>
    [Parameter(ParameterSetName = "Collection", Mandatory = true)]
    public SwitchParameter AsCollection { get; set; }

    /// <summary>
    /// Of a collection: a name for the link, which must not be taken. Of text and files: the title of the asset that is saved.
    /// </summary>
    [Parameter(ParameterSetName = "Collection")]
    [Parameter(ParameterSetName = "Text")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The language or file type of the text or file, such as ps1.</summary>
    [Parameter(ParameterSetName = "Text")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNullOrEmpty]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <inheritdoc/>
    private protected override string? LinkName => AsCollection ? Name : null;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        switch (ParameterSetName)
        {
            case "Text":
                return WithTextAsync(Text, Action, LinkMaterial, cancellationToken);
            case "Path":
                return WithFilesAsync(Path, areLiteral: false, Action, LinkMaterial, cancellationToken);
            case "LiteralPath":
                return WithFilesAsync(LiteralPath, areLiteral: true, Action, LinkMaterial, cancellationToken);
            case "Collection" when AsCollection:
                Collect(Asset);
                return Task.CompletedTask;
            default:
                return ForEachAssetAsync(Asset, Action, cancellationToken, LinkAsset);
        }
    }

    /// <inheritdoc/>
    private protected override SeedMaterial DescribeMaterial() => new() { Name = Name, Language = Language };

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => WithCollectionAsync(Name, Action, cancellationToken, async references =>
    {
        var ids = new List<string>();
        foreach (var reference in references)
            ids.Add(await GetIdAsync(reference, cancellationToken).ConfigureAwait(false));
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await client.Linkify.LinkifyMultipleAsync(ids, Access, User, Name, cancellationToken).ForEachAsync(WriteObject).ConfigureAwait(false);
    });

    private LinkMaterialJob LinkMaterial(PiecesServer server, SeedMaterial material) => new(server, material, Access, User);

    private LinkAssetJob LinkAsset(PiecesClient client, ReferencedAsset asset) => new(client, asset, Access, User);

    private sealed record LinkMaterialJob(PiecesServer Server, SeedMaterial Material, ShareAccess Access, string[] User) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var seed = await Material.ToSeedAsync(Server, cancellationToken).ConfigureAwait(false);
            var body = new LinkifyBody { Seed = seed, Access = Access, UserEmails = User };
            await Server.Client.Linkify.LinkifyAsync(body, cancellationToken).ForEachAsync(emit).ConfigureAwait(false);
        }
    }

    private sealed record LinkAssetJob(PiecesClient Client, ReferencedAsset Asset, ShareAccess Access, string[] User) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var asset = await Asset.GetWholeAsync(cancellationToken).ConfigureAwait(false);
            var body = new LinkifyBody { Asset = asset, Access = Access, UserEmails = User };
            await Client.Linkify.LinkifyAsync(body, cancellationToken).ForEachAsync(emit).ConfigureAwait(false);
        }
    }
}
