using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Creates shares of assets (operation <c>shares_create_new_share</c>): one for each, or with -AsCollection one for all of them.
/// New-PiecesLink does the same for text and files that are not assets yet.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesShare", DefaultParameterSetName = "Each", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class NewPiecesShareCommand : PiecesCmdlet
{
    private LinkUsers? _users;

    /// <summary>The assets to share: objects, IDs, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>Create one link to all the assets.</summary>
    [Parameter(ParameterSetName = "Collection", Mandatory = true)]
    public SwitchParameter AsCollection { get; set; }

    /// <summary>A name for the link. It must not be in use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

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
    private protected override string? LinkName => Name;

    private LinkTargets Targets => field ??= new LinkTargets(this, "Create share");

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _users = new LinkUsers(new RowColumns(this, nameof(User)), Access, areInRows: MyInvocation.ExpectingInput);
        _users.RequireInArguments(User);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForInputAsync(Asset.FirstOrDefault()?.Input, () => ShareAsync(_users!.Of(User, AsCollection), cancellationToken));

    private Task ShareAsync(string[] users, CancellationToken cancellationToken)
    {
        if (AsCollection)
        {
            Targets.Collect(Asset);
            return Task.CompletedTask;
        }

        return Targets.ForEachAsync(Asset, ThrottleLimit, (client, asset) => new ShareJob(client, asset, Access, users, Name), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => Targets.ForCollectionAsync(Name, _users!, async (client, references, users) =>
    {
        var assets = new List<Asset>();
        foreach (var reference in references)
            assets.Add(await Targets.Resolver.GetWithContentAsync(reference, cancellationToken).ConfigureAwait(false));
        await client.Shares.SharesCreateNewShareAsync(assets, Access, users, Name, transferables: null, cancellationToken)
            .ForEachAsync(WriteObject).ConfigureAwait(false);
    }, cancellationToken);

    private sealed record ShareJob(PiecesClient Client, ReferencedAsset Asset, ShareAccess Access, string[] User, string? Name) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var asset = await Asset.GetWithContentAsync(cancellationToken).ConfigureAwait(false);
            await Client.Shares.SharesCreateNewShareAsync([asset], Access, User, Name, transferables: null, cancellationToken)
                .ForEachAsync(emit).ConfigureAwait(false);
        }
    }
}
