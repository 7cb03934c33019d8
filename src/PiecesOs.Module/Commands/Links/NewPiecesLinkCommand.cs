using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Creates share links (operation <c>linkify</c>): one for each asset, text or file. Text and files are saved as assets first.
/// With -AsCollection, it creates one link to all the assets (operation <c>linkify_multiple</c>). Requires a signed-in user with
/// a connected personal cloud.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesLink", DefaultParameterSetName = "Asset", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class NewPiecesLinkCommand : PiecesCmdlet
{
    private const string Action = "Create share link";

    private LinkUsers? _users;

    /// <summary>The assets to link to: objects, IDs, names or patterns.</summary>
    [Parameter(ParameterSetName = "Asset", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "Collection", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation(LeavesFiles = true)]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>A file to save and link to, as returned by Get-ChildItem, Get-Item or Resolve-Path, or a row with a path.</summary>
    [Parameter(ParameterSetName = "File", Mandatory = true, ValueFromPipeline = true)]
    [FileTransformation]
    [ValidateNotNull]
    public FileSystemInfo? File { get; set; }

    /// <summary>Text to save and link to.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true)]
    [TextOnlyTransformation(AllowsNumber = true)]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>Files to save and link to; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to save and link to; wildcard characters in the paths have no special meaning.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Create one link to all the assets. They must be backed up to the cloud.</summary>
    [Parameter(ParameterSetName = "Collection", Mandatory = true)]
    public SwitchParameter AsCollection { get; set; }

    /// <summary>
    /// For a collection, a name for the link that is not in use. For text and files, the title of the new asset.
    /// </summary>
    [Parameter(ParameterSetName = "Collection")]
    [Parameter(ParameterSetName = "Text")]
    [Parameter(ParameterSetName = "File", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    public string? Name { get; set; }

    /// <summary>The language or file type of the text or file, such as ps1.</summary>
    [Parameter(ParameterSetName = "Text")]
    [Parameter(ParameterSetName = "File", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>Who can open the link: anyone who has it, or the users specified with -User.</summary>
    [Parameter]
    public ShareAccess Access { get; set; } = ShareAccess.Public;

    /// <summary>The email addresses of the users to share with. Private links require at least one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] User { get; set; } = [];

    /// <summary>The maximum number of requests that run at a time. Output keeps the order of the input. With 1, a request starts only when its result is needed.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    private protected override string? LinkName => AsCollection ? Name : null;

    private LinkTargets Targets => field ??= new LinkTargets(this, Action);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _users = new LinkUsers(new RowColumns(this, nameof(Name), nameof(Language), nameof(User)), Access, areInRows: MyInvocation.ExpectingInput);
        _users.RequireInArguments(User);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForInputAsync(
        File?.FullName ?? Asset.FirstOrDefault()?.Input, () => LinkAsync(_users!.Of(User, AsCollection), cancellationToken));

    private Task LinkAsync(string[] users, CancellationToken cancellationToken)
    {
        switch (ParameterSetName)
        {
            case "Text" or "File" or "Path" or "LiteralPath":
                var source = new SeedSource(this, Action, ThrottleLimit, (server, material) => new LinkMaterialJob(server, material, Access, users))
                {
                    BeforeRequest = Targets.CheckHostsAsync,
                };
                var text = ParameterSetName == "Text" ? Text : null;
                var material = new SeedMaterial { Name = RowColumns.Text(Name), Language = RowColumns.Text(Language) };
                return source.SendAsync(text, File, Path, LiteralPath, material, cancellationToken);
            case "Collection" when AsCollection:
                Targets.Collect(Asset);
                return Task.CompletedTask;
            default:
                return Targets.ForEachAsync(Asset, ThrottleLimit, (client, asset) => new LinkAssetJob(client, asset, Access, users), cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => Targets.ForCollectionAsync(Name, _users!, async (client, references, users) =>
    {
        var ids = new List<string>();
        foreach (var reference in references)
            ids.Add(await Targets.Resolver.GetIdAsync(reference, cancellationToken).ConfigureAwait(false));
        await client.Linkify.LinkifyMultipleAsync(ids, Access, users, Name, cancellationToken).ForEachAsync(WriteObject).ConfigureAwait(false);
    }, cancellationToken);

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
            var asset = await Asset.GetWithContentAsync(cancellationToken).ConfigureAwait(false);
            var body = new LinkifyBody { Asset = asset, Access = Access, UserEmails = User };
            await Client.Linkify.LinkifyAsync(body, cancellationToken).ForEachAsync(emit).ConfigureAwait(false);
        }
    }
}
