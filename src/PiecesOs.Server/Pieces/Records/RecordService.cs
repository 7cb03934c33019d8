using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Records;

/// <summary>Everything that changes tags, websites and annotations; the assets that have the record change with it.</summary>
internal sealed class RecordService(Database database, AssetService assets, ChangeFeed feed)
{
    // What a record says about assets, and what only the server sets.
    private static readonly string[] Kept = ["id", "created", "updated", "mechanisms", "asset", "assets"];

    /// <summary>Creates the record, or finds the one with the same text or address, and associates it with the asset if there is one.</summary>
    public async Task<string> CreateAsync(RecordType type, JsonObject record, string? asset, string mechanism)
    {
        var id = await database.WriteAsync(session =>
        {
            var created = Create(session, type, record);
            if (asset is not null)
                Associate(session, type, created, asset, mechanism);
            return created;
        });
        if (asset is not null)
            feed.Publish(asset, deleted: false);
        return id;
    }

    /// <summary>Copies every member that was sent to the record and to its copies in assets; 404 if there is no such record.</summary>
    public async Task UpdateAsync(RecordType type, string id, JsonElement sent)
    {
        var changed = await database.WriteAsync(session =>
        {
            var record = Require(session, type, id);
            foreach (var member in sent.EnumerateObject().Where(member => !Kept.Contains(member.Name, StringComparer.Ordinal)))
                record[member.Name] = AssetEdits.ToNode(member.Value);
            record["updated"] = AssetEdits.Timestamp(DateTime.UtcNow);
            RecordTable.Save(session, type, record);
            var owners = RecordTable.Assets(session, type, id);
            foreach (var owner in owners)
                assets.Edit(session, owner, document => RecordCopies.Replace(document, type, RecordTable.WithoutAssets(record)));
            return owners;
        });
        Publish(changed);
    }

    /// <summary>Deletes the record and its copies in assets; 404 if there is no such record.</summary>
    public async Task DeleteAsync(RecordType type, string id)
    {
        var changed = await database.WriteAsync(session =>
        {
            Require(session, type, id);
            var owners = RecordTable.Assets(session, type, id);
            foreach (var owner in owners)
                assets.Edit(session, owner, document => RecordCopies.Remove(document, type, id));
            RecordTable.Delete(session, type, id);
            return owners;
        });
        Publish(changed);
    }

    /// <summary>Adds the record to the asset; 404 and 410 if one of them does not exist.</summary>
    public async Task AssociateAsync(RecordType type, string id, string asset)
    {
        if (await database.WriteAsync(session => Associate(session, type, id, asset, "MANUAL")))
            feed.Publish(asset, deleted: false);
    }

    /// <summary>Removes the record from the asset. It stays a record, also if no other asset has it.</summary>
    public async Task DisassociateAsync(RecordType type, string id, string asset)
    {
        var changed = await database.WriteAsync(session =>
        {
            var record = Require(session, type, id);
            if (!IsAssociated(session, type, id, asset))
                return false;
            if (!RecordTable.IsStored(session, type.Many, id))
                RecordTable.Save(session, type, record);
            assets.Edit(session, asset, document => RecordCopies.Remove(document, type, id));
            return true;
        });
        if (changed)
            feed.Publish(asset, deleted: false);
    }

    private static string Create(DatabaseSession session, RecordType type, JsonObject record)
    {
        if (type.Key is not { } name)
        {
            record["id"] = Guid.NewGuid().ToString();
        }
        else
        {
            var key = (string)record[name]!;
            if (RecordTable.Find(session, type, key) is { } existing)
                return existing;
            record["id"] = RecordTable.IdFor(session, type, key);
        }

        RecordTable.Save(session, type, record);
        return (string)record["id"]!;
    }

    private bool Associate(DatabaseSession session, RecordType type, string id, string asset, string mechanism)
    {
        var record = Require(session, type, id);
        if (IsAssociated(session, type, id, asset))
            return false;
        assets.Edit(session, asset, document => RecordCopies.Add(document, type, record, mechanism));
        return true;
    }

    private static bool IsAssociated(DatabaseSession session, RecordType type, string id, string asset) => session.Scalar(
        "SELECT 1 FROM related WHERE kind = $1 AND id = $2 AND asset = $3", type.Many, id, AssetTable.Find(session, asset)) is not null;

    private static JsonObject Require(DatabaseSession session, RecordType type, string id) =>
        RecordTable.Read(session, type.Many, id) ?? throw ApiError.NotFound($"{char.ToUpperInvariant(type.One[0])}{type.One[1..]} not found: {id}");

    private void Publish(List<string> changed)
    {
        foreach (var asset in changed)
            feed.Publish(asset, deleted: false);
    }
}
