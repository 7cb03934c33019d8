using System.Globalization;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Relations;

/// <summary>
/// The associations between assets and their tags, annotations, websites and the like, as a store with junction tables
/// serves them. Without <c>--relations junction</c> there are none of these paths.
/// </summary>
internal sealed class RelationRoutes(Database database, PiecesState state)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;
    private const int MaxOwners = 200;

    public void Map(IEndpointRouteBuilder app)
    {
        if (state.Options.Relations != RelationDetail.Junction)
            return;
        foreach (var family in RelationFamily.All)
        {
            foreach (var side in new[] { family.Side, RelationFamily.AssetSide })
            {
                app.MapGet($"/{family.Path}/{side}/{{id}}", context => PageAsync(context, family, side));
                app.MapGet($"/{family.Path}/{side}/{{id}}/count", context => CountAsync(context, family, side));
                app.MapPost($"/{family.Path}/{side}/bulk", context => BulkAsync(context, family, side));
            }
        }
    }

    /// <summary>A page of the associations of one record. A record that does not exist has none.</summary>
    private async Task PageAsync(HttpContext context, RelationFamily family, string side)
    {
        var (limit, offset) = (int.Min(Number(context, "limit", DefaultLimit), MaxLimit), Number(context, "offset", 0));
        using var lease = database.Read();
        var page = family.Find(lease.Session, side, Id(context)).Skip(offset).Take(limit).ToList();
        await WriteAsync(context, page, truncated: false);
    }

    private async Task CountAsync(HttpContext context, RelationFamily family, string side)
    {
        using var lease = database.Read();
        var count = family.Find(lease.Session, side, Id(context)).Count;
        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            writer.WriteString("id", Id(context));
            writer.WriteNumber("count", count);
        }));
    }

    /// <summary>All associations of several records. A malformed body returns an empty 200.</summary>
    private async Task BulkAsync(HttpContext context, RelationFamily family, string side)
    {
        using var body = await LenientBody.ReadAsync(context, state.Options.MaxBody);
        if (body?.Root.Get("iterable") is not { ValueKind: JsonValueKind.Array } given || given.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String))
            return;
        var owners = given.EnumerateArray().Select(id => id.GetString()!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        using var lease = database.Read();
        var found = owners.Take(MaxOwners).SelectMany(owner => family.Find(lease.Session, side, owner)).ToList();
        await WriteAsync(context, found, owners.Count > MaxOwners);
    }

    private static Task WriteAsync(HttpContext context, List<Association> associations, bool truncated) => context.JsonAsync(writer => writer.WriteObject(() =>
    {
        writer.WriteArray("iterable", associations, association => association.Write(writer));
        writer.WriteStartObject("indices");
        for (var index = 0; index < associations.Count; index++)
            writer.WriteNumber(associations[index].Id, index);
        writer.WriteEndObject();
        if (truncated)
            writer.WriteBoolean("truncated", true);
    }));

    private static string Id(HttpContext context) => (string)context.GetRouteValue("id")!;

    private static int Number(HttpContext context, string name, int other) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : other;
}

/// <summary>One of the families of associations with assets; the local server has no records in those without a relation.</summary>
internal sealed record RelationFamily(string Path, string Side, string Member, string? Relation)
{
    /// <summary>The side of the assets.</summary>
    public const string AssetSide = "asset";

    public static IReadOnlyList<RelationFamily> All { get; } =
    [
        new("tag_to_asset_associations", "tag", "tag", "tags"),
        new("website_to_asset_associations", "website", "website", "websites"),
        new("annotation_to_asset_associations", "annotation", "annotation", "annotations"),
        new("person_to_asset_associations", "person", "person", "persons"),
        new("hint_to_asset_associations", "hint", "hint", "hints"),
        new("anchor_to_asset_associations", "anchor", "anchor", "anchors"),
        new("conversation_to_asset_associations", "conversation", "conversation", null),
        new("conversation_message_to_asset_associations", "message", "conversationMessage", null),
    ];

    /// <summary>The associations of a record on one side, the newest first.</summary>
    public List<Association> Find(DatabaseSession session, string side, string id)
    {
        var found = new List<Association>();
        if (Relation is null)
            return found;
        var owner = side == AssetSide ? "a.id = $2" : "r.id = $2";
        using var rows = session.Query(
            $"SELECT r.id, a.id, a.created, a.updated FROM related r JOIN assets a ON a.seq = r.asset WHERE r.kind = $1 AND {owner} AND a.deleted = 0 ORDER BY a.created DESC, a.seq, r.position",
            Relation, side == AssetSide ? id.ToLowerInvariant() : id);
        while (rows.Read())
            found.Add(new Association(this, rows.GetString(0), rows.GetString(1), new DateTime(rows.GetInt64(2), DateTimeKind.Utc), new DateTime(rows.GetInt64(3), DateTimeKind.Utc)));
        return found;
    }
}

/// <summary>One association: its own ID and times, and the IDs of the two records under the names of their types.</summary>
internal sealed record Association(RelationFamily Family, string Other, string Asset, DateTime Created, DateTime Updated)
{
    public string Id { get; } = NameBasedGuid.Of("association", $"{Family.Path} {Other} {Asset}");

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        writer.Timestamp("created", Created);
        writer.Timestamp("updated", Updated);
        writer.WriteString(Family.Member, Other);
        writer.WriteString(RelationFamily.AssetSide, Asset);
    }
}
