using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>The assets to create links for: one link per asset, or one link for all of them as a collection.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="action">The action, as -WhatIf and -Confirm show it.</param>
internal sealed class LinkTargets(PiecesCmdlet cmdlet, string action)
{
    private readonly List<AssetReference> _collection = [];
    private bool _areHostsChecked;

    /// <summary>Finds the assets.</summary>
    public TargetResolver Resolver { get; } = new(cmdlet);

    /// <summary>Prompts for confirmation for each asset and starts its job.</summary>
    public async Task ForEachAsync(
        IEnumerable<AssetReference> references, int throttleLimit, Func<PiecesClient, ReferencedAsset, IPipelineJob> createJob, CancellationToken cancellationToken)
    {
        await foreach (var reference in Resolver.EachAsync(references, cancellationToken).ConfigureAwait(false))
        {
            if (!await cmdlet.ShouldProcessAsync(reference.ToString(), action).ConfigureAwait(false))
                continue;
            var server = await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false);
            await CheckHostsAsync(server, cancellationToken).ConfigureAwait(false);
            var asset = new ReferencedAsset(reference, await Resolver.GetAssetResolverAsync(cancellationToken).ConfigureAwait(false));
            await cmdlet.ForInputInParallelAsync(reference.Input, throttleLimit, createJob(server.Client, asset)).ConfigureAwait(false);
        }
    }

    /// <summary>Adds assets to the collection.</summary>
    public void Collect(IEnumerable<AssetReference> references) => _collection.AddRange(references);

    /// <summary>Prompts for confirmation for the whole collection and creates its link.</summary>
    /// <param name="name">The name of the link.</param>
    /// <param name="users">Its users.</param>
    /// <param name="make">Creates the link.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task ForCollectionAsync(
        string? name, LinkUsers users, Func<PiecesClient, IReadOnlyList<AssetReference>, string[], Task> make, CancellationToken cancellationToken)
    {
        object?[] inputs = _collection.Select(static reference => reference.Input).ToArray();
        return cmdlet.ForInputAsync(inputs, async () =>
        {
            var assets = await Resolver.AllAsync(_collection, cancellationToken).ConfigureAwait(false);
            var target = $"{Quantity.Of(assets.Count, "asset")}{(name is null ? string.Empty : $" as '{DisplayText.Of(name)}'")}";
            if (assets.Count == 0)
                return;
            var emails = users.OfCollection();
            if (!await cmdlet.ShouldProcessAsync(target, action).ConfigureAwait(false))
                return;
            var server = await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false);
            await CheckHostsAsync(server, cancellationToken).ConfigureAwait(false);
            await make(server.Client, assets, emails).ConfigureAwait(false);
        });
    }

    /// <summary>Warns once, before the first link is created, if the account reports that link hosts have failed.</summary>
    public async Task CheckHostsAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        if (_areHostsChecked)
            return;
        _areHostsChecked = true;
        try
        {
            var context = await server.Connection.GetContextAsync(server.Client, server.Timeout, cancellationToken).ConfigureAwait(false);
            if (LinkHosts.ProblemOf(context.User) is { } problem)
                cmdlet.WriteWarning(problem);
        }
        catch (RestException) when (!cancellationToken.IsCancellationRequested)
        {
            // The request for the link reports the problem.
        }
    }
}

/// <summary>An asset that the user specified, and the resolver that finds it.</summary>
internal sealed record ReferencedAsset(AssetReference Reference, AssetResolver Resolver)
{
    /// <summary>The asset with its content.</summary>
    public Task<Asset> GetWithContentAsync(CancellationToken cancellationToken) => Resolver.GetWithContentAsync(Reference, cancellationToken);
}
