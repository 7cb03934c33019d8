using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The changes of the update operations to an asset's JSON.</summary>
internal static class AssetEdits
{
    // Set by the creation or by other operations; an update does not change them.
    private static readonly string[] Kept = ["id", "created", "creator", "updated", "shares"];
    private static readonly string[] Required = ["formats", "preview", "original", "mechanism"];
    private static readonly string[] Holders = ["fragment", "file"];

    /// <summary>Copies every member that was sent, known or not; returns the content of each format that was sent with one.</summary>
    public static IReadOnlyDictionary<string, ContentPart> Merge(JsonObject asset, RequestBody body)
    {
        var original = AssetFormats.Original(asset);
        foreach (var member in body.Root.EnumerateObject())
        {
            if (Kept.Contains(member.Name, StringComparer.Ordinal))
                continue;
            if (member.Value.ValueKind == JsonValueKind.Null && Required.Contains(member.Name, StringComparer.Ordinal))
                continue;

            // A record from a list may have null for a relation, or only its indices; the elements did not change.
            if (Relation.Names.Contains(member.Name) && member.Value.Get("iterable") is null)
                continue;
            asset[member.Name] = ToNode(member.Value);
        }

        return Contents(body, original);
    }

    /// <summary>Sets the classification of the original wherever it is in the asset.</summary>
    public static void Reclassify(JsonObject asset, string ext)
    {
        var original = AssetFormats.Original(asset);
        foreach (var (id, format) in AssetFormats.Of(asset))
        {
            if (!string.Equals(id, original, StringComparison.OrdinalIgnoreCase))
                continue;
            if (format["classification"] is JsonObject classification)
            {
                classification["specific"] = ext;
                classification["generic"] = Classification.Generic(ext);
            }

            if (format["fragment"] is JsonObject fragment)
                fragment["metadata"] = new JsonObject { ["ext"] = ext };
        }
    }

    /// <summary>Sets when a format was updated, wherever it is in the asset.</summary>
    public static void Touch(JsonObject asset, string id)
    {
        foreach (var (_, format) in AssetFormats.Of(asset).Where(format => string.Equals(format.Id, id, StringComparison.OrdinalIgnoreCase)))
            format["updated"] = Timestamp(DateTime.UtcNow);
    }

    /// <summary>
    /// Makes every format consistent with the asset: names the slot of its content, whatever the client has sent back, and
    /// repeats size and name.
    /// </summary>
    public static void Normalize(JsonObject asset, ContentChanges contents)
    {
        if (asset["formats"]?["asset"] is JsonObject outline)
            outline["name"] = asset["name"]?.DeepClone();
        var original = AssetFormats.Original(asset) ?? "";
        foreach (var (given, format) in AssetFormats.Of(asset).ToList())
        {
            var id = given ?? original;
            if (format["asset"] is JsonObject nested)
                nested["name"] = asset["name"]?.DeepClone();
            foreach (var name in Holders)
            {
                if (format[name] is not JsonObject holder)
                    continue;
                holder.Remove("string");
                holder.Remove("bytes");
                if (contents.Find(id) is { } stored)
                    holder[stored.Kind == ContentKind.Text ? "string" : "bytes"] = stored.Slot;
            }

            if (contents.NewSize(id) is { } bytes)
                format["bytes"] = new JsonObject { ["value"] = bytes, ["readable"] = ByteSize.Readable(bytes) };
        }
    }

    /// <summary>A GroupedTimestamp.</summary>
    public static JsonObject Timestamp(DateTime time) => new()
    {
        ["value"] = Json.Format(time),
        ["readable"] = RelativeTime.Of(time),
    };

    /// <summary>A copy that can be changed.</summary>
    public static JsonNode? ToNode(JsonElement element) => JsonNode.Parse(element.GetRawText());

    /// <summary>A format can be sent several times, with different contents; that of the original's place wins.</summary>
    private static Dictionary<string, ContentPart> Contents(RequestBody body, string? original)
    {
        var contents = new Dictionary<string, ContentPart>(StringComparer.OrdinalIgnoreCase);
        foreach (var (given, format) in AssetFormats.Of(body.Root))
        {
            var holder = format.Object("fragment") ?? format.Object("file");
            if ((holder?.Object("string")?.Get("raw") ?? holder?.Object("bytes")?.Get("raw")) is null || (given ?? original) is not { } id || contents.ContainsKey(id))
                continue;

            // A client that sends a record back sends the text twice, and changes it as a string.
            contents.Add(id, SeedReader.Content(holder!.Value, $"format {id}", body.Parts, textWins: true));
        }

        return contents;
    }
}
