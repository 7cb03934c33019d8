using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Finds the assets and shares that the input of a cmdlet names: by id, name, link or pattern.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="readsCurrentNames">
/// Whether names are read from the server for this pipeline instead of what the session knows, because what is deleted by mistake is lost.
/// </param>
internal sealed class TargetResolver(PiecesCmdlet cmdlet, bool readsCurrentNames = false)
{
    private readonly HashSet<string> _matched = new(StringComparer.OrdinalIgnoreCase);
    private AssetResolver? _assets;
    private ShareResolver? _shares;

    private bool ReadsCurrentNames => readsCurrentNames && !cmdlet.IsWhatIf;

    /// <summary>Finds assets by name. A job that runs in parallel holds this, not the cmdlet.</summary>
    public async Task<AssetResolver> GetAssetResolverAsync(CancellationToken cancellationToken) =>
        _assets ??= new AssetResolver(await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false), ReadsCurrentNames);

    /// <summary>The id of an asset.</summary>
    /// <exception cref="InputException">No asset, or more than one, has that name.</exception>
    public async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).GetIdAsync(reference, cancellationToken).ConfigureAwait(false);

    /// <summary>The id of a share.</summary>
    /// <exception cref="InputException">No share has that link, code or name, or several have the name.</exception>
    public async Task<string> GetIdAsync(ShareReference reference, CancellationToken cancellationToken) =>
        await (await GetShareResolverAsync(cancellationToken).ConfigureAwait(false)).GetIdAsync(reference, cancellationToken).ConfigureAwait(false);

    /// <summary>An asset with its content.</summary>
    public async Task<Asset> GetWholeAsync(AssetReference reference, CancellationToken cancellationToken, bool preview = false) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).GetWholeAsync(reference, cancellationToken, preview).ConfigureAwait(false);

    /// <summary>
    /// The assets one by one. A pattern is replaced by all assets whose names match it. If that fails, the error is reported for
    /// the pattern, and the others go on. Only a pattern sends a request.
    /// </summary>
    public IAsyncEnumerable<AssetReference> EachAsync(IEnumerable<AssetReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, _matched, pattern => ReportAsync(pattern, () => MatchAsync(pattern, cancellationToken)));

    /// <summary>The shares one by one; see the overload for assets.</summary>
    public IAsyncEnumerable<ShareReference> EachAsync(IEnumerable<ShareReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, _matched, pattern => ReportAsync(pattern, () => MatchAsync(pattern, cancellationToken)));

    /// <summary>All the assets at once, for one request about them together: a pattern that fails is an error.</summary>
    public Task<List<AssetReference>> AllAsync(IEnumerable<AssetReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, new HashSet<string>(StringComparer.OrdinalIgnoreCase), pattern => MatchAsync(pattern, cancellationToken))
            .ToListAsync(static reference => reference, cancellationToken);

    /// <summary>Adds the assets with their content to a list; what cannot be read is reported.</summary>
    public async Task AddWholeAsync(ICollection<Asset> assets, IEnumerable<AssetReference> references, CancellationToken cancellationToken)
    {
        await foreach (var reference in EachAsync(references, cancellationToken).ConfigureAwait(false))
        {
            await cmdlet.ForInputAsync(
                reference.Input,
                async () => assets.Add(await GetWholeAsync(reference, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    /// <summary>Changes shares one by one: asks for confirmation, finds the id, and makes the change. What fails is reported, and the others go on.</summary>
    /// <param name="references">The shares.</param>
    /// <param name="action">What is done to a share, as -WhatIf and -Confirm show it.</param>
    /// <param name="change">Makes the change.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ChangeEachAsync(
        IEnumerable<ShareReference> references, string action, Func<PiecesClient, string, ShareReference, Task> change, CancellationToken cancellationToken)
    {
        await foreach (var reference in EachAsync(references, cancellationToken).ConfigureAwait(false))
        {
            await cmdlet.ForInputAsync(reference.Input, async () =>
            {
                if (!await cmdlet.ShouldProcessAsync(reference.ToString(), action).ConfigureAwait(false))
                    return;
                var client = await cmdlet.GetClientAsync(cancellationToken).ConfigureAwait(false);
                var id = await GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
                await change(client, id, reference).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task<ShareResolver> GetShareResolverAsync(CancellationToken cancellationToken) =>
        _shares ??= new ShareResolver(await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false), ReadsCurrentNames);

    private async Task<IReadOnlyList<AssetReference>> MatchAsync(AssetReference pattern, CancellationToken cancellationToken) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).MatchAsync(pattern, cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<ShareReference>> MatchAsync(ShareReference pattern, CancellationToken cancellationToken) =>
        await (await GetShareResolverAsync(cancellationToken).ConfigureAwait(false)).MatchAsync(pattern, cancellationToken).ConfigureAwait(false);

    /// <summary>Replaces each pattern by what it matches.</summary>
    /// <param name="references">The input.</param>
    /// <param name="matched">The ids that patterns matched before: what several patterns match is returned once.</param>
    /// <param name="match">Finds what a pattern matches.</param>
    private static async IAsyncEnumerable<T> ExpandAsync<T>(
        IEnumerable<T> references, HashSet<string> matched, Func<T, Task<IReadOnlyList<T>>> match)
        where T : IReference
    {
        foreach (var reference in references)
        {
            if (!reference.IsPattern)
            {
                yield return reference;
                continue;
            }

            foreach (var one in await match(reference).ConfigureAwait(false))
            {
                if (matched.Add(one.Id!))
                    yield return one;
            }
        }
    }

    /// <summary>Finds what a pattern matches. If that fails, the error is reported behind the output of the inputs before it.</summary>
    private async Task<IReadOnlyList<T>> ReportAsync<T>(T pattern, Func<Task<IReadOnlyList<T>>> match)
        where T : IReference
    {
        try
        {
            return await match().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await cmdlet.ForInputInParallelAsync(pattern.Input, throttleLimit: 1, new FailedJob(e)).ConfigureAwait(false);
            return [];
        }
    }

    private sealed record FailedJob(Exception Exception) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken) => Task.FromException(Exception);
    }
}

/// <summary>Something on the server as the input of a cmdlet names it: by its id, or by a name or pattern.</summary>
internal interface IReference
{
    /// <summary>The input.</summary>
    object Input { get; }

    /// <summary>The id, if it is known without a request.</summary>
    string? Id { get; }

    /// <summary>Whether it may name several: there is only a name, with wildcards in it.</summary>
    bool IsPattern { get; }
}
