using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The fields of an asset that search and filters use, read from its JSON.</summary>
internal sealed record AssetIndexEntry
{
    public required string Id { get; init; }

    public required string? Name { get; init; }

    /// <summary>The ID of the original format.</summary>
    public required string? Format { get; init; }

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
        Format = asset.Object("original")?.Text("id"),
        Ext = asset.Object("original")?.Object("reference")?.Object("classification")?.Text("specific") ?? Classification.Unknown,
        Pseudo = asset.Flag("pseudo") ?? false,
        Created = asset.Time("created") ?? DateTime.UnixEpoch,
        Updated = asset.Time("updated") ?? DateTime.UnixEpoch,
        Tags = [.. Texts(asset, "tags").Distinct(StringComparer.OrdinalIgnoreCase)],
        Websites = [.. Relation.Items(asset, "websites").Select(site => (site.Text("url") ?? "", site.Text("name") ?? ""))],
        Persons = [.. Relation.Items(asset, "persons").SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase)],
        Annotations = [.. Relation.Items(asset, "annotations").Select(note => (note.Text("type") ?? "", note.Text("text") ?? ""))],
    };

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
