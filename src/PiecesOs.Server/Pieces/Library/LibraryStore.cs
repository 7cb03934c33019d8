using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Shares;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Library;

/// <summary>
/// Stores records of an export. The same record again changes nothing, so a request can be repeated; another record with the same
/// ID replaces the stored one only on request.
/// </summary>
internal sealed class LibraryStore(Database database, AssetTable table, ChangeFeed feed)
{
    /// <summary>Stores an asset; 409 if the library has another one with its ID and <paramref name="replace"/> is false.</summary>
    public async Task<StoreOutcome> StoreAsync(AssetRecord asset, bool replace)
    {
        var outcome = await database.WriteAsync(session => Store(session, asset, replace));
        if (outcome != StoreOutcome.Unchanged)
            feed.Publish(asset.Id, deleted: false);
        return outcome;
    }

    /// <summary>Stores a share; 409 if its code belongs to another open share, or if the library has another share with its ID and <paramref name="replace"/> is false.</summary>
    public async Task<StoreOutcome> StoreAsync(ShareRecord share, bool replace)
    {
        var (outcome, changed) = await database.WriteAsync(session => Store(session, share, replace));
        foreach (var asset in changed)
            feed.Publish(asset, deleted: false);
        return outcome;
    }

    private StoreOutcome Store(DatabaseSession session, AssetRecord asset, bool replace)
    {
        var (sequence, isDeleted) = FindAsset(session, asset.Id);
        if (sequence is { } stored && !isDeleted)
        {
            if (asset.IsStored(session, stored))
                return StoreOutcome.Unchanged;
            if (!replace)
                throw new ApiError(StatusCodes.Status409Conflict, $"The library has another version of the asset: {asset.Id}");
        }

        if (sequence is { } old)
            AssetTable.Erase(session, old);
        var (document, entry) = asset.Compose(ShareRow.OfAsset(session, asset.Id));
        table.Insert(session, document, entry, asset.Kind, asset.Contents, isDeleted ? null : sequence);
        return sequence is null || isDeleted ? StoreOutcome.Created : StoreOutcome.Replaced;
    }

    private static (StoreOutcome Outcome, IReadOnlyList<string> Changed) Store(DatabaseSession session, ShareRecord share, bool replace)
    {
        if (session.Scalar("SELECT 1 FROM shares WHERE short = $1 COLLATE NOCASE AND state = 0 AND id <> $2 COLLATE NOCASE", share.Code, share.Id) is not null)
            throw new ApiError(StatusCodes.Status409Conflict, $"The code '{share.Code}' belongs to another link of the library.");
        var stored = ShareRow.Find(session, share.Id);
        var before = stored is null ? [] : ShareRow.Assets(session, stored.Id);
        if (stored is { State: ShareState.Open } && share.IsSame(stored, before))
            return (StoreOutcome.Unchanged, []);
        if (stored is not null && !replace)
        {
            throw new ApiError(StatusCodes.Status409Conflict, stored.State == ShareState.Open
                ? $"The library has another version of the link: {share.Id}"
                : $"The link was revoked or deleted in the library: {share.Id}");
        }

        if (stored is not null)
        {
            session.Execute("UPDATE shares SET short = $2, state = 0, document = $3 WHERE id = $1", stored.Id, share.Code, share.Document);
            session.Execute("DELETE FROM share_assets WHERE share = $1", stored.Id);
        }
        else
        {
            session.Execute("INSERT INTO shares(id, short, document) VALUES($1, $2, $3)", share.Id, share.Code, share.Document);
        }

        foreach (var asset in share.Assets)
            session.Execute("INSERT INTO share_assets(share, asset) VALUES($1, $2)", stored?.Id ?? share.Id, asset);
        var changed = before.Union(share.Assets, StringComparer.Ordinal).Where(asset => UpdateAsset(session, asset)).ToList();
        return (stored is null ? StoreOutcome.Created : StoreOutcome.Replaced, changed);
    }

    /// <summary>Writes the open shares of an asset into it. Its other members, also <c>updated</c>, stay as they are.</summary>
    private static bool UpdateAsset(DatabaseSession session, string id)
    {
        if (FindAsset(session, id) is not ({ } sequence, false))
            return false;
        var document = AssetRecord.WithShares(session, sequence, ShareRow.OfAsset(session, id));
        session.Execute("UPDATE assets SET document = $2, splices = $3 WHERE seq = $1", sequence, document.Json, document.Insertions);
        return true;
    }

    private static (long? Sequence, bool IsDeleted) FindAsset(DatabaseSession session, string id)
    {
        using var row = session.Query("SELECT seq, deleted FROM assets WHERE id = $1", id);
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1) != 0) : (null, false);
    }
}

/// <summary>What became of a record.</summary>
internal enum StoreOutcome
{
    /// <summary>There was none with its ID, or it was deleted.</summary>
    Created,

    /// <summary>It has replaced another one with its ID.</summary>
    Replaced,

    /// <summary>It was there.</summary>
    Unchanged,
}
