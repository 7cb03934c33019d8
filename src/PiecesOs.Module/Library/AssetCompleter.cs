using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Adds what the list omits to its records: content and relations. Assets that are unchanged since the earlier export come from it;
/// the others are requested in batches, one request after another.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="batches">Reads assets by their IDs.</param>
/// <param name="earlier">The earlier export.</param>
/// <param name="completeness">Knows what the list omits.</param>
/// <param name="problems">Receives the assets that cannot be read completely.</param>
internal sealed class AssetCompleter(
    PiecesServer server, BatchReader batches, EarlierExport earlier, ListCompleteness completeness, ExportProblems problems)
{
    private readonly RelationReader _relations = server.CreateRelationReader();

    /// <summary>Completes some assets.</summary>
    /// <param name="assets">The assets.</param>
    /// <param name="areSingleRecords">Whether they are single records, and not elements of a list.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task CompleteAsync(IReadOnlyCollection<Asset> assets, bool areSingleRecords, CancellationToken cancellationToken)
    {
        var singleRecords = new HashSet<Asset>(areSingleRecords ? assets : []);
        var unchanged = new HashSet<Asset>();
        foreach (var asset in assets.Where(earlier.IsUnchanged))
        {
            if (await CopyUnchangedAsync(asset, cancellationToken).ConfigureAwait(false))
                unchanged.Add(asset);
        }

        var failures = new Dictionary<string, RestException>(StringComparer.OrdinalIgnoreCase);
        var lacking = assets.Where(asset => asset.Id is { Length: > 0 } && !unchanged.Contains(asset) && !asset.HasAllContent())
            .ToDictionary(static asset => asset.Id!, StringComparer.OrdinalIgnoreCase);
        await foreach (var item in batches.ReadAsync([.. lacking.Keys], transferables: true, cancellationToken).ConfigureAwait(false))
        {
            if (item.Asset is { } record)
            {
                Copy(record, lacking[item.Id]);
                singleRecords.Add(lacking[item.Id]);
            }
            else if (!ErrorFactory.IsMissing(item.Failure))
                failures[item.Id] = item.Failure!;
        }

        foreach (var asset in assets.Where(completeness.IsIncomplete))
        {
            var relations = await TryAsync(() => RequestRelationsAsync(asset, singleRecords.Contains(asset), cancellationToken), cancellationToken).ConfigureAwait(false);
            var content = failures.TryGetValue(asset.Id!, out var failure) ? server.DescribeFailure(failure)
                : unchanged.Contains(asset) ? null
                : await TryAsync(() => server.Contents.CompleteAllAsync(asset, cancellationToken), cancellationToken).ConfigureAwait(false);
            var problem = content ?? relations;
            var isKept = await KeepEarlierContentAsync(asset, problem ?? "The server no longer returns its content.", cancellationToken).ConfigureAwait(false);
            if (problem is not null && !isKept)
                problems.AddUnreadable(asset, problem);
        }
    }

    /// <summary>
    /// Runs requests, and returns why they failed. If the asset was deleted after the list was created, or the server has no single records,
    /// that is not a failure: the record of the list is used.
    /// </summary>
    private async Task<string?> TryAsync(Func<Task> request, CancellationToken cancellationToken)
    {
        try
        {
            await request().ConfigureAwait(false);
            return null;
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }
        catch (Exception e) when (e is RestStatusException or MalformedResponseException or RequestTimedOutException && !cancellationToken.IsCancellationRequested)
        {
            return server.DescribeFailure(e);
        }
    }

    /// <summary>Copies an unchanged asset from the earlier export. Returns whether it has content there.</summary>
    private async Task<bool> CopyUnchangedAsync(Asset asset, CancellationToken cancellationToken)
    {
        if (await earlier.FindAsync(asset.Id, cancellationToken).ConfigureAwait(false) is not { } saved || !saved.HasContent() || (asset.Size is { } size && size != saved.Size))
            return false;
        Copy(saved, asset);
        return true;
    }

    private void Copy(Asset source, Asset asset)
    {
        asset.CopyRelations(source, completeness.RelationsMissingIn(asset).Where(relation => !source.LacksRelation(relation)).ToArray());
        if (!asset.HasAllContent())
            asset.CopyContent(source);
    }

    private async Task RequestRelationsAsync(Asset asset, bool isSingleRecord, CancellationToken cancellationToken)
    {
        var missing = completeness.RelationsMissingIn(asset);
        if (missing.Count == 0)
            return;
        if (!isSingleRecord)
            asset.CopyRelations(await server.ReadAssetAsync(asset.Id!, transferables: false, cancellationToken).ConfigureAwait(false), missing);
        await _relations.CompleteAsync(asset, missing, isSingleRecord: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Content that was saved is not lost if the server cannot return it any more.</summary>
    private async Task<bool> KeepEarlierContentAsync(Asset asset, string reason, CancellationToken cancellationToken)
    {
        if (asset.HasContent() || await earlier.FindAsync(asset.Id, cancellationToken).ConfigureAwait(false) is not { } saved || !saved.HasContent())
            return false;
        asset.CopyContent(saved);
        problems.AddUnreadable(asset, $"{reason} The content of the earlier export was kept.");
        return true;
    }
}
