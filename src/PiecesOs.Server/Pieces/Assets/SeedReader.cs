using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Reads a Seed; an invalid one returns the 500 that the API documents, with the reason.</summary>
internal static class SeedReader
{
    private static readonly string[] NotImplemented = ["base64", "base64_url", "data_url"];

    /// <summary>Reads the seed at <paramref name="seed"/> of the body; unknown members are ignored.</summary>
    public static AssetSeed Read(JsonElement seed, IReadOnlyList<ContentPart> parts)
    {
        if (seed.Text("type") is { } type and not "SEEDED_ASSET")
            throw ApiError.InvalidBody($"Seed.type '{type}' is not supported: only SEEDED_ASSET creates an asset.");
        var asset = seed.Object("asset") ?? throw ApiError.InvalidBody("Seed.asset is required.");
        var application = asset.Object("application") ?? throw ApiError.InvalidBody("Seed.asset.application is required: the Application that /connect returned.");
        if (application.Text("id") is null)
            throw ApiError.InvalidBody("Seed.asset.application.id is required: the Application that /connect returned.");
        var format = asset.Object("format") ?? throw ApiError.InvalidBody("Seed.asset.format is required.");
        var file = format.Object("file");
        var fragment = format.Object("fragment");
        if (file is null == fragment is null)
            throw ApiError.InvalidBody("Seed.asset.format needs exactly one of file and fragment.");

        var place = file is null ? "Seed.asset.format.fragment" : "Seed.asset.format.file";
        var holder = file ?? fragment!.Value;
        var metadata = asset.Object("metadata");
        return new AssetSeed
        {
            Application = application,
            Content = Content(holder, place, parts),
            IsFile = file is not null,
            Ext = holder.Object("metadata")?.Text("ext"),
            FileName = file is null ? null : holder.Object("metadata")?.Text("name"),
            Name = metadata?.Text("name"),
            Mechanism = metadata?.Text("mechanism") ?? "MANUAL",
            Discovered = asset.Flag("discovered") ?? false,
            Pseudo = asset.Flag("pseudo") ?? false,
            Demo = asset.Flag("demo") ?? false,
            Tags = [.. Tags(metadata)],
            Websites = [.. Websites(metadata)],
            Annotations = [.. Annotations(metadata)],
            Persons = Objects(metadata, "persons"),
            Sensitives = Objects(metadata, "sensitives"),
            Hints = Objects(metadata, "hints"),
            Anchors = Objects(metadata, "anchors"),
        };
    }

    /// <summary>The one content value of a fragment or file; with <paramref name="textWins"/> bytes beside a text are ignored.</summary>
    public static ContentPart Content(JsonElement holder, string place, IReadOnlyList<ContentPart> parts, bool textWins = false)
    {
        var text = holder.Object("string");
        var bytes = textWins && text?.Get("raw") is not null ? null : holder.Object("bytes");
        if (text is null == bytes is null)
            throw ApiError.InvalidBody($"{place} needs exactly one of string and bytes.");

        var name = text is null ? "bytes" : "string";
        var transferable = text ?? bytes!.Value;
        if (transferable.Get("raw") is not { } raw)
        {
            throw ApiError.InvalidBody(NotImplemented.FirstOrDefault(member => transferable.Get(member) is not null) is { } given
                ? $"{place}.{name}.{given} is not implemented: use raw."
                : $"{place}.{name}.raw is required.");
        }

        var part = parts[raw.GetInt32()];
        if (part.Problem is { } problem)
            throw ApiError.InvalidBody($"{place}.{name}: {problem}.");
        if ((part.Kind == ContentKind.Text) != (text is not null))
            throw ApiError.InvalidBody($"{place}.{name}.raw must be {(text is null ? "an array of integers" : "a string")}.");
        return part;
    }

    private static IEnumerable<SeedTag> Tags(JsonElement? metadata) =>
        (from tag in Objects(metadata, "tags")
         let text = tag.Text("text")
         where !string.IsNullOrWhiteSpace(text)
         select new SeedTag(text, tag.Text("mechanism") ?? "MANUAL", tag.Text("category") ?? "UNKNOWN")).DistinctBy(tag => tag.Text, StringComparer.Ordinal);

    private static IEnumerable<SeedWebsite> Websites(JsonElement? metadata) =>
        from site in Objects(metadata, "websites")
        let url = site.Text("url")
        where url is not null
        select new SeedWebsite(url, site.Text("name") ?? url, site.Text("mechanism") ?? "MANUAL");

    private static IEnumerable<SeedAnnotation> Annotations(JsonElement? metadata) =>
        from note in Objects(metadata, "annotations")
        let text = note.Text("text")
        where text is not null
        select new SeedAnnotation(note.Text("type") ?? "COMMENT", text, note.Text("mechanism") ?? "MANUAL");

    private static List<JsonElement> Objects(JsonElement? metadata, string name) =>
        metadata is { } element ? [.. element.Items(name).Where(item => item.ValueKind == JsonValueKind.Object)] : [];
}
