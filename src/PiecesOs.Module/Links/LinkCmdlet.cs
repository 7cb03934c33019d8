using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>A cmdlet that makes links: to single assets as they come in, or to all of them at the end.</summary>
public abstract class LinkCmdlet : SeedCmdlet
{
    private readonly List<AssetReference> _collection = [];
    private bool _areHostsChecked;

    /// <summary>Who may open the link: anybody who has it, or the users named with -User.</summary>
    [Parameter]
    public ShareAccess Access { get; set; } = ShareAccess.Public;

    /// <summary>The e-mail addresses of the users to share with. Private links need at least one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Access == ShareAccess.Private && User.Length == 0
        ? throw new TerminatingErrorException(ErrorFactory.Create(
            new InputException("UsersRequired", ErrorCategory.InvalidArgument, "A private link is shared with somebody.")
            {
                RecommendedAction = "Name the users to share with by -User.",
            },
            Access))
        : Task.CompletedTask;

    /// <inheritdoc/>
    private protected override SeedMaterial DescribeMaterial() => new();

    /// <summary>Asks about each asset, and then starts the job for it; what goes wrong with one is reported beside it.</summary>
    private protected async Task ForEachAssetAsync(
        IEnumerable<AssetReference> references, string action, CancellationToken cancellationToken, Func<PiecesClient, ReferencedAsset, IPipelineJob> createJob)
    {
        await foreach (var reference in EachAsync(references, cancellationToken).ConfigureAwait(false))
        {
            if (!await ShouldProcessAsync(reference.ToString(), action).ConfigureAwait(false))
                continue;
            await BeforeSendingAsync(cancellationToken).ConfigureAwait(false);
            var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
            var asset = new ReferencedAsset(reference, await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false));
            await ForInputInParallelAsync(reference.Input, ThrottleLimit, createJob(client, asset)).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps assets for the end.</summary>
    private protected void Collect(IEnumerable<AssetReference> references) => _collection.AddRange(references);

    /// <summary>Asks about the collection as a whole, and then does it.</summary>
    private protected async Task WithCollectionAsync(
        string? name, string action, CancellationToken cancellationToken, Func<IReadOnlyList<AssetReference>, Task> make)
    {
        object?[] inputs = _collection.Select(static reference => reference.Input).ToArray();
        await ForInputAsync(inputs, async () =>
        {
            var assets = await AllAsync(_collection, cancellationToken).ConfigureAwait(false);
            var target = $"{Quantity.Of(assets.Count, "asset")}{(name is null ? string.Empty : $" as '{DisplayText.Of(name)}'")}";
            if (assets.Count == 0 || !await ShouldProcessAsync(target, action).ConfigureAwait(false))
                return;
            await BeforeSendingAsync(cancellationToken).ConfigureAwait(false);
            await make(assets).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Warns once, before the first link is made, if the account says that the hosts of links have failed.</summary>
    private protected sealed override async Task BeforeSendingAsync(CancellationToken cancellationToken)
    {
        if (_areHostsChecked)
            return;
        _areHostsChecked = true;
        try
        {
            var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
            var context = await server.Connection.GetContextAsync(server.Client, server.Timeout, cancellationToken).ConfigureAwait(false);
            if (LinkHosts.ProblemOf(context.User) is { } problem)
                WriteWarning(problem);
        }
        catch (RestException) when (!cancellationToken.IsCancellationRequested)
        {
            // The request for the link says what is wrong.
        }
    }

    /// <summary>An asset that the user named, and who finds it.</summary>
    private protected sealed record ReferencedAsset(AssetReference Reference, AssetResolver Resolver)
    {
        /// <summary>The asset with its content.</summary>
        public Task<Asset> GetWholeAsync(CancellationToken cancellationToken) => Resolver.GetWholeAsync(Reference, cancellationToken);
    }

    /// <summary>The id of an asset.</summary>
    private protected async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).GetIdAsync(reference, cancellationToken).ConfigureAwait(false);

    /// <summary>An asset with its content.</summary>
    private protected async Task<Asset> GetWholeAsync(AssetReference reference, CancellationToken cancellationToken) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).GetWholeAsync(reference, cancellationToken).ConfigureAwait(false);
}
