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

    /// <summary>Requests the other counts, and compares the IDs with those of the list.</summary>
    /// <param name="listed">The number of assets in the list; <see langword="null"/> if the list was not complete.</param>
    /// <param name="isKnown">Whether the list contains an ID, or reports it as removed.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task RunAsync(int? listed, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var hasIds = await TryAddAsync(ListIdsAsync, cancellationToken).ConfigureAwait(false);
        var identifiers = hasIds ? _ids.Count : (int?)null;
        var metrics = await TryCountAsync(server.Client.Materials.CountAssetsAsync, cancellationToken).ConfigureAwait(false);
        if (metrics > Math.Max(listed ?? 0, identifiers ?? 0))
            metrics = await ExplainAsync(metrics.Value, cancellationToken).ConfigureAwait(false);
        Counts = new ServerCounts(listed, identifiers, metrics);
        Unlisted = _ids.Where(id => !isKnown(id)).ToArray();
    }

    /// <summary>Finds the assets that are only counted: pseudo assets, which do not belong to the library, and others, whose IDs another request returns.</summary>
    private async Task<long> ExplainAsync(long metrics, CancellationToken cancellationToken)
    {
        if (pseudo != true && await TryAsync(ListPseudoAsync, cancellationToken).ConfigureAwait(false) is { } ids)
        {
            metrics -= ids.Count;
            _ids.ExceptWith(ids);
            if (metrics <= _ids.Count)
                return metrics;
            await TryAddAsync(async token => (await ListMaterialsAsync(token).ConfigureAwait(false)).Except(ids, StringComparer.OrdinalIgnoreCase).ToArray(), cancellationToken)
                .ConfigureAwait(false);
            return metrics;
        }

        await TryAddAsync(ListMaterialsAsync, cancellationToken).ConfigureAwait(false);
        return metrics;
    }

    private async Task<IReadOnlyCollection<string>> ListIdsAsync(CancellationToken cancellationToken) =>
        [.. (await server.Client.Assets.AssetsIdentifiersSnapshotAsync(pseudo, cancellationToken)
            .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false)).OfType<string>()];

    private async Task<IReadOnlyCollection<string>> ListPseudoAsync(CancellationToken cancellationToken) =>
        [.. (await server.Client.Assets.AssetsPseudoSnapshotAsync(cancellationToken)
            .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false)).OfType<string>()];

    private async Task<IReadOnlyCollection<string>> ListMaterialsAsync(CancellationToken cancellationToken) =>
        await server.Client.Materials.ListAssetsAsync(cancellationToken).ConfigureAwait(false);

    private async Task<bool> TryAddAsync(Func<CancellationToken, Task<IReadOnlyCollection<string>>> read, CancellationToken cancellationToken)
    {
        if (await TryAsync(read, cancellationToken).ConfigureAwait(false) is not { } ids)
            return false;
        _ids.UnionWith(ids);
        return true;
    }

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
