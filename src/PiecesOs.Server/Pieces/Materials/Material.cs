using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Materials;

/// <summary>One record of a type that the server counts.</summary>
internal sealed record Material(string Id, DateTime Created, DateTime Updated)
{
    /// <summary>The records of a type such as ASSETS; none for a type that the server does not have.</summary>
    public static IReadOnlyCollection<Material> Find(Database database, string type)
    {
        using var lease = database.Read();
        return type switch
        {
            "ASSETS" => Rows(lease.Session, "SELECT id, created, updated FROM assets WHERE deleted = 0 AND pseudo = 0 ORDER BY seq"),
            "FORMATS" => Rows(lease.Session, "SELECT f.id, a.created, a.updated FROM assets a JOIN formats f ON f.asset = a.seq WHERE a.deleted = 0 AND a.pseudo = 0 ORDER BY a.seq, f.slot, f.id"),
            "SHARES" => Shares(lease.Session),
            "TAGS" => Related(lease.Session, "tags"),
            "ANNOTATIONS" => Related(lease.Session, "annotations"),
            "WEBSITES" => Related(lease.Session, "websites"),
            _ => [],
        };
    }

    private static List<Material> Rows(DatabaseSession session, string sql)
    {
        var found = new List<Material>();
        using var rows = session.Query(sql);
        while (rows.Read())
            found.Add(new Material(rows.GetString(0), new DateTime(rows.GetInt64(1), DateTimeKind.Utc), new DateTime(rows.GetInt64(2), DateTimeKind.Utc)));
        return found;
    }

    private static List<Material> Shares(DatabaseSession session)
    {
        var found = new List<Material>();
        using var rows = session.Query("SELECT document FROM shares WHERE state = 0 ORDER BY seq");
        while (rows.Read())
        {
            using var share = JsonDocument.Parse(rows.GetFieldValue<byte[]>(0));
            found.Add(From(share.RootElement));
        }

        return found;
    }

    /// <summary>The records that assets have and those that clients created, each once.</summary>
    private static Dictionary<string, Material>.ValueCollection Related(DatabaseSession session, string relation)
    {
        var found = new Dictionary<string, Material>(StringComparer.Ordinal);
        using var rows = session.Query("SELECT document FROM assets WHERE deleted = 0 AND pseudo = 0 ORDER BY seq");
        while (rows.Read())
        {
            using var asset = JsonDocument.Parse(rows.GetFieldValue<byte[]>(0));
            foreach (var material in Relation.Items(asset.RootElement, relation).Where(item => item.Text("id") is not null).Select(From))
                found.TryAdd(material.Id, material);
        }

        using var records = session.Query("SELECT document FROM records WHERE kind = $1 ORDER BY id", relation);
        while (records.Read())
        {
            using var record = JsonDocument.Parse(records.GetFieldValue<byte[]>(0));
            var material = From(record.RootElement);
            found.TryAdd(material.Id, material);
        }

        return found.Values;
    }

    private static Material From(JsonElement record)
    {
        var created = record.Time("created") ?? DateTime.UnixEpoch;
        return new Material(record.Text("id")!, created, record.Time("updated") ?? created);
    }
}
