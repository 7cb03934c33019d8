using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>Everything that changes shares; an asset's own <c>shares</c> member is updated in the same transaction.</summary>
internal sealed class ShareService(Database database, AssetService assets, ChangeFeed feed, PiecesState state)
{
    private const int ShortLength = 10;

    /// <summary>Creates the share and returns its ID; 409 if its name is taken.</summary>
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
            UpdateAssets(session, seed.Assets);
        });
        Publish(seed.Assets);
        return text;
    }

    /// <summary>Ends the share; only the fact that it existed is kept.</summary>
    public Task EndAsync(string id, ShareState state) =>
        ChangeAsync(id, (session, _) => session.Execute("UPDATE shares SET state = $2 WHERE id = $1", id, (int)state));

    /// <summary>Changes the stored JSON of the share.</summary>
    public Task EditAsync(string id, Action<JsonObject> edit) => ChangeAsync(id, (session, row) =>
    {
        var share = JsonNode.Parse(row.Document)!.AsObject();
        edit(share);
        session.Execute("UPDATE shares SET document = $2 WHERE id = $1", id, Json.Build(writer => share.WriteTo(writer)));
    });

    private async Task ChangeAsync(string id, Action<DatabaseSession, ShareRow> change)
    {
        var changed = await database.WriteAsync(session =>
        {
            change(session, ShareRow.Require(session, id));
            var shared = ShareRow.Assets(session, id);
            UpdateAssets(session, shared);
            return shared;
        });
        Publish(changed);
    }

    /// <summary>Writes the open shares of each asset into the asset.</summary>
    private void UpdateAssets(DatabaseSession session, IReadOnlyList<string> changed)
    {
        foreach (var asset in changed.Distinct(StringComparer.Ordinal))
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
            });
        }
    }

    private void Publish(IReadOnlyList<string> changed)
    {
        foreach (var asset in changed)
            feed.Publish(asset, deleted: false);
    }
}
