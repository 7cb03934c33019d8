using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The fields of an asset that search and filters use, read from its JSON.</summary>
internal sealed record AssetIndexEntry
{
    public required string Id { get; init; }

    public required string? Name { get; init; }

    /// <summary>All formats.</summary>
    public required IReadOnlyList<StoredFormat> Formats { get; init; }

    /// <summary>The IDs of the tags, websites and the like that belong to the asset, in order, each with the name of the relation.</summary>
    public required IReadOnlyList<(string Relation, string Id)> Related { get; init; }

    /// <summary>The ClassificationSpecificEnum value of the original format.</summary>
    public required string Ext { get; init; }

    public required bool Pseudo { get; init; }

    public required DateTime Created { get; init; }

    public required DateTime Updated { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<(string Url, string Name)> Websites { get; init; }

    /// <summary>Names, user names and email addresses.</summary>
    public required IReadOnlyList<string> Persons { get; init; }

    public required IReadOnlyList<(string Type, string Text)> Annotations { get; init; }

    public static AssetIndexEntry Read(JsonElement asset) => new()
    {
        Id = asset.Text("id")!,
        Name = asset.Text("name"),
        Formats = StoredFormat.Read(asset),
        Related = [.. Relation.Names.Where(name => name != Relation.WithoutIndices).SelectMany(name => Ids(asset, name))],
        Ext = asset.Object("original")?.Object("reference")?.Object("classification")?.Text("specific") ?? Classification.Unknown,
        Pseudo = asset.Flag("pseudo") ?? false,
        Created = asset.Time("created") ?? DateTime.UnixEpoch,
        Updated = asset.Time("updated") ?? DateTime.UnixEpoch,
        Tags = [.. Texts(asset, "tags").Distinct(StringComparer.OrdinalIgnoreCase)],
        Websites = [.. Relation.Items(asset, "websites").Select(site => (site.Text("url") ?? "", site.Text("name") ?? ""))],
        Persons = [.. Relation.Items(asset, "persons").SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase)],
        Annotations = [.. Relation.Items(asset, "annotations").Select(note => (note.Text("type") ?? "", note.Text("text") ?? ""))],
    };

    private static IEnumerable<(string Relation, string Id)> Ids(JsonElement asset, string relation) =>
        Relation.Items(asset, relation).Select(item => item.Text("id")).OfType<string>().Select(id => (relation, id));

    private static IEnumerable<string> Texts(JsonElement asset, string member) =>
        Relation.Items(asset, member).Select(item => item.Text("text")).OfType<string>();

    private static IEnumerable<string> Names(JsonElement person) =>
        from side in new[] { "basic", "platform" }
        let of = person.Object("type")?.Object(side)
        where of is not null
        from member in new[] { "name", "username", "email" }
        let text = of.Value.Text(member)
        where text is not null
        select text;
}

/// <summary>A format of an asset, and where its content is; without a slot if it has none.</summary>
internal sealed record StoredFormat(string Id, int? Slot, ContentKind Kind)
{
    /// <summary>The formats of an asset's JSON, in which a number names the slot in place of the content.</summary>
    public static IReadOnlyList<StoredFormat> Read(JsonElement asset) =>
    [
        .. AssetFormats.Of(asset)
            .Where(format => format.Id is not null)
            .GroupBy(format => format.Id!, format => format.Format, StringComparer.OrdinalIgnoreCase)
            .Select(same => Of(same.Key, same.First())),
    ];

    private static StoredFormat Of(string id, JsonElement format)
    {
        foreach (var holder in new[] { format.Object("fragment"), format.Object("file") })
        {
            if (holder?.Get("string") is { ValueKind: JsonValueKind.Number } text)
                return new StoredFormat(id, text.GetInt32(), ContentKind.Text);
            if (holder?.Get("bytes") is { ValueKind: JsonValueKind.Number } bytes)
                return new StoredFormat(id, bytes.GetInt32(), ContentKind.Bytes);
        }

        return new StoredFormat(id, null, ContentKind.None);
    }
}
