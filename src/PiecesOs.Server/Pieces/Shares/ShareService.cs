using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>Everything that changes shares; an asset's own <c>shares</c> member follows in the same transaction.</summary>
internal sealed class ShareService(Database database, AssetService assets, ChangeFeed feed, PiecesState state)
{
    private const int ShortLength = 10;

    /// <summary>Makes the share; 409 when its name is taken. HttpContextExtensions its id.</summary>
    public async Task<string> CreateAsync(ShareSeed seed)
    {
        var id = Guid.NewGuid();
        var text = id.ToString();
        var code = seed.Name ?? id.ToString("N")[..ShortLength];
        await database.WriteAsync(session =>
        {
            if (session.Scalar("SELECT 1 FROM shares WHERE short = $1 COLLATE NOCASE AND state = 0", code) is not null)
                throw new ApiError(409, $"The name '{code}' is already taken.");
            var document = ShareDocument.Compose(seed, text, code, state.UserId, DateTime.UtcNow);
            session.Execute("INSERT INTO shares(id, short, document) VALUES($1, $2, $3)", text, code, document);
            foreach (var asset in seed.Assets.Distinct(StringComparer.Ordinal))
                session.Execute("INSERT INTO share_assets(share, asset) VALUES($1, $2)", text, asset);
            Follow(session, seed.Assets);
            return true;
        });
        Tell(seed.Assets);
        return text;
    }

    /// <summary>Ends the share; what is left is that it was there.</summary>
    public async Task EndAsync(string id, ShareState how)
    {
        var touched = await database.WriteAsync(session =>
        {
            ShareRow.Require(session, id);
            session.Execute("UPDATE shares SET state = $2 WHERE id = $1", id, (int)how);
            var holding = ShareRow.Assets(session, id);
            Follow(session, holding);
            return holding;
        });
        Tell(touched);
    }

    /// <summary>Changes the share's JSON as it is stored.</summary>
    public async Task EditAsync(string id, Action<JsonObject> edit)
    {
        var touched = await database.WriteAsync(session =>
        {
            var row = ShareRow.Require(session, id);
            var share = JsonNode.Parse(row.Document)!.AsObject();
            edit(share);
            session.Execute("UPDATE shares SET document = $2 WHERE id = $1", id, Json.Build(writer => share.WriteTo(writer)));
            var holding = ShareRow.Assets(session, id);
            Follow(session, holding);
            return holding;
        });
        Tell(touched);
    }

    /// <summary>Writes the open shares of each asset into the asset.</summary>
    private void Follow(DatabaseSession session, IReadOnlyList<string> touched)
    {
        foreach (var asset in touched.Distinct(StringComparer.Ordinal))
        {
            if (session.Scalar("SELECT 1 FROM assets WHERE id = $1 AND deleted = 0", asset) is null)
                continue;
            var shares = ShareRow.OfAsset(session, asset);
            assets.Edit(session, asset, document =>
            {
                if (shares.Count == 0)
                    document.Remove("shares");
                else
                    document["shares"] = ShareDocument.ListOfAsset(shares, asset);
                return null;
            });
        }
    }

    private void Tell(IReadOnlyList<string> touched)
    {
        foreach (var asset in touched)
            feed.Publish(asset, deleted: false);
    }
}
