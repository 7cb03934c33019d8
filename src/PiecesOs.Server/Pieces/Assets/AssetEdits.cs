using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>What the update operations do to an asset's JSON.</summary>
internal static class AssetEdits
{
    // What an asset is by its creation, and what other operations keep up to date, no update changes.
    private static readonly string[] Kept = ["id", "created", "creator", "updated", "shares"];
    private static readonly string[] Required = ["formats", "preview", "original", "mechanism"];
    private static readonly string[] Holders = ["fragment", "file"];

    /// <summary>Takes over every member that was sent, known or not; answers the content when it was sent too.</summary>
    public static ContentPart? Merge(JsonObject asset, RequestBody body)
    {
        foreach (var member in body.Root.EnumerateObject())
        {
            if (Kept.Contains(member.Name, StringComparer.Ordinal))
                continue;
            if (member.Value.ValueKind == JsonValueKind.Null && Required.Contains(member.Name, StringComparer.Ordinal))
                continue;

            // A record out of a list may have null for a relation, or its indices alone; that says nothing about the elements.
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

    /// <summary>Gives every format the classification.</summary>
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
    /// Brings every format in line with the asset: marks where the content goes, whatever of it the client has sent
    /// back, and repeats size and name.
    /// </summary>
    public static void Settle(JsonObject asset, ContentKind kind, long? size)
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
