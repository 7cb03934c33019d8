using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// Tags, websites and annotations as records of their own. An asset contains a copy of each of its records; the table has
/// those that clients created, whether or not an asset has them. Where both exist, the copy counts (decision 26).
/// </summary>
internal static class RecordTable
{
    private const string Mechanisms = "mechanisms";
    private const string OfAssets = "FROM related r JOIN assets a ON a.seq = r.asset WHERE r.kind = $1 AND r.id = $2 AND a.deleted = 0";

    /// <summary>Stores the record, in place of the one with the same ID. What it says about assets is in the assets alone.</summary>
    public static void Save(DatabaseSession session, RecordType type, JsonObject record)
    {
        var stored = WithoutAssets(record);
        session.Execute(
            "INSERT OR REPLACE INTO records(kind, id, key, document) VALUES($1, $2, $3, $4)",
            type.Many, (string)record["id"]!, type.Key is { } key ? (string?)record[key] : null, Json.WithoutNulls(stored));
    }

    public static void Delete(DatabaseSession session, RecordType type, string id) =>
        session.Execute("DELETE FROM records WHERE kind = $1 AND id = $2", type.Many, id);

    /// <summary>Whether the table has any records.</summary>
    public static bool Any(DatabaseSession session) => session.Scalar("SELECT 1 FROM records LIMIT 1") is not null;

    public static bool Exists(DatabaseSession session, string type, string id) =>
        IsStored(session, type, id) || session.Scalar($"SELECT 1 {OfAssets} LIMIT 1", type, id) is not null;

    /// <summary>Whether the table has the record itself.</summary>
    public static bool IsStored(DatabaseSession session, string type, string id) =>
        session.Scalar("SELECT 1 FROM records WHERE kind = $1 AND id = $2", type, id) is not null;

    /// <summary>The IDs of the assets that have the record.</summary>
    public static List<string> Assets(DatabaseSession session, RecordType type, string id)
    {
        var assets = new List<string>();
        using var rows = session.Query($"SELECT a.id {OfAssets} ORDER BY a.seq", type.Many, id);
        while (rows.Read())
            assets.Add(rows.GetString(0));
        return assets;
    }

    /// <summary>The record, with the mechanisms of all assets that have it; null if there is none with the ID.</summary>
    public static JsonObject? Read(DatabaseSession session, string type, string id)
    {
        JsonObject? record = null;
        using (var rows = session.Query($"SELECT a.document {OfAssets} ORDER BY a.seq", type, id))
        {
            while (rows.Read())
            {
                using var asset = JsonDocument.Parse(rows.GetFieldValue<byte[]>(0));
                var copy = Relation.Items(asset.RootElement, type).First(item => string.Equals(item.Text("id"), id, StringComparison.OrdinalIgnoreCase));
                record = Merge(record, copy);
            }
        }

        return record ?? (session.Scalar("SELECT document FROM records WHERE kind = $1 AND id = $2", type, id) is byte[] json ? JsonNode.Parse(json)!.AsObject() : null);
    }

    /// <summary>The ID of the record with exactly this text or address, or null.</summary>
    public static string? Find(DatabaseSession session, RecordType type, string key)
    {
        if (session.Scalar("SELECT id FROM records WHERE kind = $1 AND key = $2", type.Many, key) is string stored)
            return stored;
        var sql = type == RecordType.Tag
            ? "SELECT a.document FROM tags t JOIN assets a ON a.seq = t.asset WHERE t.text = $1 AND a.deleted = 0 ORDER BY a.seq"
            : "SELECT a.document FROM websites w JOIN assets a ON a.seq = w.asset WHERE w.url = $1 AND a.deleted = 0 ORDER BY a.seq";
        using var rows = session.Query(sql, key);
        while (rows.Read())
        {
            using var asset = JsonDocument.Parse(rows.GetFieldValue<byte[]>(0));
            if (Relation.Items(asset.RootElement, type.Many).Where(item => item.Text(type.Key!) == key).Select(item => item.Text("id")).FirstOrDefault() is { } id)
                return id;
        }

        return null;
    }

    /// <summary>
    /// The ID that a new record with this text or address has: the one of the record that exists, else one computed from it, unless
    /// a renamed record has that.
    /// </summary>
    public static string IdFor(DatabaseSession session, RecordType type, string key)
    {
        if (session.Scalar("SELECT id FROM records WHERE kind = $1 AND key = $2", type.Many, key) is string stored)
            return stored;
        var id = NameBasedGuid.Of(type.One, key);
        while (IsStored(session, type.Many, id))
            id = NameBasedGuid.Of(type.One, id);
        return id;
    }

    /// <summary>Every record once, those of assets first.</summary>
    public static IEnumerable<JsonObject> All(DatabaseSession session, string type)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        using (var rows = session.Query("SELECT document FROM assets WHERE deleted = 0 AND pseudo = 0 ORDER BY seq"))
        {
            while (rows.Read())
            {
                using var asset = JsonDocument.Parse(rows.GetFieldValue<byte[]>(0));
                foreach (var item in Relation.Items(asset.RootElement, type))
                {
                    if (item.Text("id") is { } id)
                        found[id] = Merge(found.GetValueOrDefault(id), item);
                }
            }
        }

        using (var rows = session.Query("SELECT id, document FROM records WHERE kind = $1 ORDER BY id", type))
        {
            while (rows.Read())
            {
                if (!found.ContainsKey(rows.GetString(0)))
                    found.Add(rows.GetString(0), JsonNode.Parse(rows.GetFieldValue<byte[]>(1))!.AsObject());
            }
        }

        return found.Values;
    }

    /// <summary>A copy without the members that are about assets.</summary>
    public static JsonObject WithoutAssets(JsonObject record)
    {
        var copy = record.DeepClone().AsObject();
        copy.Remove("asset");
        copy.Remove("assets");
        copy.Remove(Mechanisms);
        return copy;
    }

    /// <summary>The first copy, with the mechanisms of the others.</summary>
    private static JsonObject Merge(JsonObject? record, JsonElement copy)
    {
        if (record is null)
            return JsonNode.Parse(copy.GetRawText())!.AsObject();
        if (copy.Object(Mechanisms) is not { } more)
            return record;
        if (record[Mechanisms] is not JsonObject mechanisms)
            record[Mechanisms] = mechanisms = [];
        foreach (var member in more.EnumerateObject())
        {
            if (!mechanisms.Any(one => one.Key.Equals(member.Name, StringComparison.OrdinalIgnoreCase)))
                mechanisms[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return record;
    }
}
