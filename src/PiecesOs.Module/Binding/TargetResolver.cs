using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Finds the assets and shares that the input of a cmdlet identifies by ID, name, link or pattern.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="readsCurrentNames">
/// Whether names are read from the server for this pipeline instead of from the session, because an accidental deletion cannot be undone.
/// </param>
internal sealed class TargetResolver(PiecesCmdlet cmdlet, bool readsCurrentNames = false)
{
    private readonly HashSet<string> _matched = new(StringComparer.OrdinalIgnoreCase);
    private AssetResolver? _assets;
    private ShareResolver? _shares;

    private bool ReadsCurrentNames => readsCurrentNames && !cmdlet.IsWhatIf;

    /// <summary>Finds assets by name. A parallel job references this object instead of the cmdlet.</summary>
    public async Task<AssetResolver> GetAssetResolverAsync(CancellationToken cancellationToken) =>
        _assets ??= new AssetResolver(await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false), ReadsCurrentNames);

    /// <summary>The ID of an asset.</summary>
    /// <exception cref="InputException">No asset, or more than one, has that name.</exception>
    public async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).GetIdAsync(reference, cancellationToken).ConfigureAwait(false);

    /// <summary>The ID of a share.</summary>
    /// <exception cref="InputException">No share has that link, code or name, or several have the name.</exception>
    public async Task<string> GetIdAsync(ShareReference reference, CancellationToken cancellationToken) =>
        await (await GetShareResolverAsync(cancellationToken).ConfigureAwait(false)).GetIdAsync(reference, cancellationToken).ConfigureAwait(false);

    /// <summary>An asset with its content.</summary>
    public async Task<Asset> GetWithContentAsync(AssetReference reference, CancellationToken cancellationToken, bool preview = false) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).GetWithContentAsync(reference, cancellationToken, preview).ConfigureAwait(false);

    /// <summary>
    /// Returns the assets one by one. A pattern is replaced by all assets with matching names. If that fails, the error is reported
    /// for the pattern, and the others are processed. Only a pattern sends a request.
    /// </summary>
    public IAsyncEnumerable<AssetReference> EachAsync(IEnumerable<AssetReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, _matched, pattern => ReportAsync(pattern, () => MatchAsync(pattern, cancellationToken)));

    /// <summary>Returns the shares one by one; see the overload for assets.</summary>
    public IAsyncEnumerable<ShareReference> EachAsync(IEnumerable<ShareReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, _matched, pattern => ReportAsync(pattern, () => MatchAsync(pattern, cancellationToken)));

    /// <summary>Returns all assets, for one request that includes all of them. A pattern that fails ends the request with an error.</summary>
    public Task<List<AssetReference>> AllAsync(IEnumerable<AssetReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, new HashSet<string>(StringComparer.OrdinalIgnoreCase), pattern => MatchAsync(pattern, cancellationToken))
            .ToListAsync(static reference => reference, cancellationToken);

    /// <summary>Adds the assets with their content to a list. Assets that cannot be read are reported.</summary>
    public async Task AddWithContentAsync(ICollection<Asset> assets, IEnumerable<AssetReference> references, CancellationToken cancellationToken)
    {
        await foreach (var reference in EachAsync(references, cancellationToken).ConfigureAwait(false))
        {
            await cmdlet.ForInputAsync(
                reference.Input,
                async () => assets.Add(await GetWithContentAsync(reference, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    /// <summary>Changes shares one by one: prompts for confirmation, finds the ID, and makes the change. Failures are reported, and the others are processed.</summary>
    /// <param name="references">The shares.</param>
    /// <param name="action">The action, as -WhatIf and -Confirm show it.</param>
    /// <param name="change">Makes the change.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of changed shares, and that of shares that could not be changed.</returns>
    public async Task<(int Changed, int Failed)> ChangeEachAsync(
        IEnumerable<ShareReference> references, string action, Func<PiecesClient, string, ShareReference, Task> change, CancellationToken cancellationToken)
    {
        var (asked, declined, changed) = (0, 0, 0);
        await foreach (var reference in EachAsync(references, cancellationToken).ConfigureAwait(false))
        {
            asked++;
            await cmdlet.ForInputAsync(reference.Input, async () =>
            {
                if (!await cmdlet.ShouldProcessAsync(reference.ToString(), action).ConfigureAwait(false))
                {
                    declined++;
                    return;
                }

                var client = await cmdlet.GetClientAsync(cancellationToken).ConfigureAwait(false);
                var id = await GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
                await change(client, id, reference).ConfigureAwait(false);
                changed++;
            }).ConfigureAwait(false);
        }

        return (changed, asked - declined - changed);
    }

    private async Task<ShareResolver> GetShareResolverAsync(CancellationToken cancellationToken) =>
        _shares ??= new ShareResolver(await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false), ReadsCurrentNames);

    private async Task<IReadOnlyList<AssetReference>> MatchAsync(AssetReference pattern, CancellationToken cancellationToken) =>
        await (await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false)).MatchAsync(pattern, cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<ShareReference>> MatchAsync(ShareReference pattern, CancellationToken cancellationToken) =>
        await (await GetShareResolverAsync(cancellationToken).ConfigureAwait(false)).MatchAsync(pattern, cancellationToken).ConfigureAwait(false);

    /// <summary>Replaces each pattern by its matches.</summary>
    /// <param name="references">The input.</param>
    /// <param name="matched">The IDs that earlier patterns matched. An ID that several patterns match is returned once.</param>
    /// <param name="match">Finds the matches of a pattern.</param>
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

    /// <summary>Finds the matches of a pattern. If that fails, the error is reported after the output of the earlier inputs.</summary>
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

/// <summary>A cmdlet input that identifies an object on the server by its ID, or by a name or pattern.</summary>
internal interface IReference
{
    /// <summary>The input.</summary>
    object Input { get; }

    /// <summary>The ID, if it is known without a request.</summary>
    string? Id { get; }

    /// <summary>Whether it can match several objects: there is only a name, and it contains wildcards.</summary>
    bool IsPattern { get; }
}
