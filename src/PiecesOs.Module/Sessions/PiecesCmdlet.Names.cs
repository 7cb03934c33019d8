namespace PiecesOs.Module;

/// <summary>What a cmdlet is to work on: the way from what the user named to single assets and shares.</summary>
public abstract partial class PiecesCmdlet
{
    private readonly HashSet<string> _matched = new(StringComparer.OrdinalIgnoreCase);
    private AssetResolver? _assets;
    private ShareResolver? _shares;

    /// <summary>Whether names are looked up on the server for each pipeline, and not in what the session knows: what is deleted by mistake is lost.</summary>
    private protected virtual bool ReadsNamesAfresh => false;

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var whatIf) && whatIf is SwitchParameter { IsPresent: true };

    /// <summary>Finds assets by their names.</summary>
    private protected async Task<AssetResolver> GetAssetResolverAsync(CancellationToken cancellationToken) =>
        _assets ??= new AssetResolver(await GetServerAsync(cancellationToken).ConfigureAwait(false), ReadsNamesAfresh && !IsWhatIf);

    /// <summary>Finds shares by their links, codes and names.</summary>
    private protected async Task<ShareResolver> GetShareResolverAsync(CancellationToken cancellationToken) =>
        _shares ??= new ShareResolver(await GetServerAsync(cancellationToken).ConfigureAwait(false), ReadsNamesAfresh && !IsWhatIf);

    /// <summary>
    /// The assets one by one: instead of a pattern all whose names it fits, as if each had been given. What goes wrong with a
    /// pattern is reported beside it, and the others go on. Only a pattern asks the server.
    /// </summary>
    private protected IAsyncEnumerable<AssetReference> EachAsync(IEnumerable<AssetReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, _matched, pattern => ReportAsync(pattern, () => MatchAsync(pattern, cancellationToken)));

    /// <summary>The same for shares.</summary>
    private protected IAsyncEnumerable<ShareReference> EachAsync(IEnumerable<ShareReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, _matched, pattern => ReportAsync(pattern, () => MatchAsync(pattern, cancellationToken)));

    /// <summary>All the assets at once, for a question about them together, which any pattern can make fail.</summary>
    private protected Task<List<AssetReference>> AllAsync(IEnumerable<AssetReference> references, CancellationToken cancellationToken) =>
        ExpandAsync(references, new HashSet<string>(StringComparer.OrdinalIgnoreCase), pattern => MatchAsync(pattern, cancellationToken))
            .ToListAsync(static reference => reference, cancellationToken);

    private async Task<IReadOnlyList<AssetReference>> MatchAsync(AssetReference pattern, CancellationToken cancellationToken)
    {
        var assets = await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false);
        return await assets.MatchAsync(pattern, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ShareReference>> MatchAsync(ShareReference pattern, CancellationToken cancellationToken)
    {
        var shares = await GetShareResolverAsync(cancellationToken).ConfigureAwait(false);
        return await shares.MatchAsync(pattern, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts what a pattern stands for in its place.</summary>
    /// <param name="references">What was given.</param>
    /// <param name="matched">The ids that patterns have given already: what several of them fit is meant once.</param>
    /// <param name="match">Looks a pattern up.</param>
    private static async IAsyncEnumerable<T> ExpandAsync<T>(
        IEnumerable<T> references, HashSet<string> matched, Func<T, Task<IReadOnlyList<T>>> match)
        where T : INamed
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

    /// <summary>Looks a pattern up; when that fails, reports why, and goes on with none.</summary>
    private async Task<IReadOnlyList<T>> ReportAsync<T>(T pattern, Func<Task<IReadOnlyList<T>>> match)
        where T : INamed
    {
        try
        {
            return await match().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Takes its turn behind what the inputs before it are still at.
            await ForInputInParallelAsync(pattern.Input, throttleLimit: 1, new FailedJob(e)).ConfigureAwait(false);
            return [];
        }
    }

    private sealed record FailedJob(Exception Exception) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken) => Task.FromException(Exception);
    }
}
