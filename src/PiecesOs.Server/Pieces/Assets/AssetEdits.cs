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

    /// <summary>Copies every member that was sent, known or not; returns the content if it was sent too.</summary>
    public static ContentPart? Merge(JsonObject asset, RequestBody body)
    {
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

        var format = body.Root.Object("original")?.Object("reference");
        var holder = format?.Object("fragment") ?? format?.Object("file");
        var sent = holder?.Object("string")?.Get("raw") ?? holder?.Object("bytes")?.Get("raw");

        // A client that sends a record back sends the text twice, and changes it as a string.
        return sent is null ? null : SeedReader.Content(holder!.Value, "original.reference", body.Parts, textWins: true);
    }

    /// <summary>Sets the classification of every format.</summary>
    public static void Reclassify(JsonObject asset, string ext)
    {
        foreach (var format in Formats(asset))
        {
            if (format["classification"] is JsonObject classification)
            {
                classification["specific"] = ext;
                classification["generic"] = Classification.Generic(ext);
            }

            if (format["fragment"] is JsonObject fragment)
                fragment["metadata"] = new JsonObject { ["ext"] = ext };
        }
    }

    /// <summary>
    /// Makes every format consistent with the asset: marks the position of the content, whatever the client has sent
    /// back, and repeats size and name.
    /// </summary>
    public static void Normalize(JsonObject asset, ContentKind kind, long? size)
    {
        if (asset["formats"]?["asset"] is JsonObject outline)
            outline["name"] = asset["name"]?.DeepClone();
        foreach (var format in Formats(asset))
        {
            if (format["asset"] is JsonObject nested)
                nested["name"] = asset["name"]?.DeepClone();
            foreach (var name in Holders)
            {
                if (format[name] is not JsonObject holder)
                    continue;
                holder.Remove("string");
                holder.Remove("bytes");
                if (kind != ContentKind.None)
                    holder[kind == ContentKind.Text ? "string" : "bytes"] = 0;
            }

            if (size is { } bytes)
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

    private static IEnumerable<JsonObject> Formats(JsonObject asset)
    {
        if ((asset["original"] as JsonObject)?["reference"] is JsonObject original)
            yield return original;
        if (asset["preview"] is JsonObject preview)
        {
            if ((preview["base"] as JsonObject)?["reference"] is JsonObject main)
                yield return main;
            if ((preview["overlay"] as JsonObject)?["reference"] is JsonObject overlay)
                yield return overlay;
        }

        if ((asset["formats"] as JsonObject)?["iterable"] is not JsonArray formats)
            yield break;
        foreach (var format in formats.OfType<JsonObject>())
            yield return format;
    }
}
