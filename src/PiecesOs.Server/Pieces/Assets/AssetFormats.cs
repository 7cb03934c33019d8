using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// The places of an asset that hold a format; one format can be in several. Those that decide come first: the original,
/// the previews, the list, and the two results of a text recognition.
/// </summary>
internal static class AssetFormats
{
    private static readonly string[] Recognized = ["raw", "hocr"];

    /// <summary>The formats, each with its ID if it has one.</summary>
    public static IEnumerable<(string? Id, JsonElement Format)> Of(JsonElement asset)
    {
        if (Reference(asset.Object("original")) is { } original)
            yield return original;
        if (Reference(asset.Object("preview")?.Object("base")) is { } preview)
            yield return preview;
        if (Reference(asset.Object("preview")?.Object("overlay")) is { } overlay)
            yield return overlay;
        foreach (var format in asset.Items("formats").Where(format => format.ValueKind == JsonValueKind.Object))
            yield return (format.Text("id"), format);
        var recognition = asset.Object("original")?.Object("reference")?.Object("analysis")?.Object("image")?.Object("ocr");
        foreach (var name in Recognized)
        {
            if (recognition?.Object(name) is { } format)
                yield return (format.Text("id"), format);
        }
    }

    /// <summary>The same of an asset that is being changed.</summary>
    public static IEnumerable<(string? Id, JsonObject Format)> Of(JsonObject asset)
    {
        if (Reference(asset["original"]) is { } original)
            yield return original;
        if (Reference((asset["preview"] as JsonObject)?["base"]) is { } preview)
            yield return preview;
        if (Reference((asset["preview"] as JsonObject)?["overlay"]) is { } overlay)
            yield return overlay;
        if ((asset["formats"] as JsonObject)?["iterable"] is JsonArray formats)
        {
            foreach (var format in formats.OfType<JsonObject>())
                yield return (Id(format), format);
        }

        var image = (((asset["original"] as JsonObject)?["reference"] as JsonObject)?["analysis"] as JsonObject)?["image"] as JsonObject;
        foreach (var name in Recognized)
        {
            if ((image?["ocr"] as JsonObject)?[name] is JsonObject format)
                yield return (Id(format), format);
        }
    }

    /// <summary>The ID of the original, or null.</summary>
    public static string? Original(JsonObject asset) => asset["original"] is JsonObject original ? Id(original) ?? Id(original["reference"]) : null;

    private static (string? Id, JsonElement Format)? Reference(JsonElement? holder) =>
        holder?.Object("reference") is { } format ? (format.Text("id") ?? holder.Value.Text("id"), format) : null;

    private static (string? Id, JsonObject Format)? Reference(JsonNode? holder) =>
        (holder as JsonObject)?["reference"] is JsonObject format ? (Id(format) ?? Id(holder), format) : null;

    /// <summary>The ID of an object, or null.</summary>
    public static string? Id(JsonNode? node) => node is JsonObject item && item["id"] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;
}
