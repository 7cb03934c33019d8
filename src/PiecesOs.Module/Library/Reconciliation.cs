using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Finds the assets that a server has and its list does not contain.</summary>
/// <param name="server">The server.</param>
/// <param name="pseudo">Whether pseudo assets are included; <see langword="null"/> for the default of the server.</param>
/// <param name="warn">Receives a sentence about a count that could not be requested.</param>
internal sealed class Reconciliation(PiecesServer server, bool? pseudo, Action<string> warn)
{
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The counts.</summary>
    public ServerCounts Counts { get; private set; } = new(List: null, Identifiers: null, Metrics: null);

    /// <summary>The IDs of the assets that the list does not contain.</summary>
    public IReadOnlyList<string> Unlisted { get; private set; } = [];

    /// <summary>Requests only these assets, and no counts.</summary>
    public void Select(IReadOnlyList<string> ids) => Unlisted = ids;

    /// <summary>Requests the other counts, and compares the IDs with those of the list.</summary>
    /// <param name="listed">The number of assets in the list; <see langword="null"/> if the list was not complete.</param>
    /// <param name="indexed">The IDs in the indices of the list, which count if the server does not return the IDs alone.</param>
    /// <param name="isKnown">Whether the list contains an ID, or reports it as removed.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task RunAsync(int? listed, IEnumerable<string> indexed, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var ids = await TryAsync(ListIdsAsync, cancellationToken).ConfigureAwait(false);
        _ids.UnionWith(ids ?? indexed);
        var metrics = await TryCountAsync(server.Client.Materials.CountAssetsAsync, cancellationToken).ConfigureAwait(false);
        var known = Math.Max(listed ?? 0, ids?.Count ?? 0);
        if (metrics > known)
            metrics = await ExplainAsync(metrics.Value, known, cancellationToken).ConfigureAwait(false);
        Counts = new ServerCounts(listed, ids?.Count, metrics);
        Unlisted = _ids.Where(id => !isKnown(id)).ToArray();
    }

    /// <summary>
    /// Finds the assets that are only counted, whose IDs another request returns. Pseudo assets among them do not belong to the library; without
    /// that request, they are assumed to be counted if that explains the count.
    /// </summary>
    private async Task<long> ExplainAsync(long metrics, long known, CancellationToken cancellationToken)
    {
        var pseudoIds = pseudo == true ? [] : await TryAsync(ListPseudoAsync, cancellationToken).ConfigureAwait(false) ?? [];
        _ids.ExceptWith(pseudoIds);
        if (await TryAsync(ListMaterialsAsync, cancellationToken).ConfigureAwait(false) is not { } counted)
            return metrics - pseudoIds.Count >= known ? metrics - pseudoIds.Count : metrics;
        var assets = counted.Except(pseudoIds, StringComparer.OrdinalIgnoreCase).ToArray();
        _ids.UnionWith(assets);
        return metrics - (counted.Count - assets.Length);
    }

    private async Task<IReadOnlyCollection<string>> ListIdsAsync(CancellationToken cancellationToken) =>
        [.. (await server.Client.Assets.AssetsIdentifiersSnapshotAsync(pseudo, cancellationToken)
            .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false)).OfType<string>()];

    private async Task<IReadOnlyCollection<string>> ListPseudoAsync(CancellationToken cancellationToken) =>
        [.. (await server.Client.Assets.AssetsPseudoSnapshotAsync(cancellationToken)
            .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false)).OfType<string>()];

    private async Task<IReadOnlyCollection<string>> ListMaterialsAsync(CancellationToken cancellationToken) =>
        await server.Client.Materials.ListAssetsAsync(cancellationToken).ConfigureAwait(false);

    private async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        T? response = null;
        await ReportFailureAsync(async token => response = await read(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return response;
    }

    private async Task<long?> TryCountAsync(Func<CancellationToken, Task<long>> read, CancellationToken cancellationToken)
    {
        long? response = null;
        await ReportFailureAsync(async token => response = await read(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return response;
    }

    /// <summary>Runs a request, and warns if it fails. Older servers do not have every path.</summary>
    private async Task ReportFailureAsync(Func<CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await read(cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            // The result says what was compared.
        }
        catch (RestException e) when (!cancellationToken.IsCancellationRequested)
        {
            warn($"The assets could not be counted in every way: {server.DescribeFailure(e)}");
        }
    }
}

/// <summary>What a server says about the number of its assets, in three independent ways. <see langword="null"/> where it does not say it.</summary>
/// <param name="List">The number of assets in the list.</param>
/// <param name="Identifiers">The number of IDs.</param>
/// <param name="Metrics">The count of the materials, without pseudo assets if they are not exported.</param>
internal sealed record ServerCounts(int? List, int? Identifiers, long? Metrics);
