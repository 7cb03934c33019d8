using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Reads and compares the metadata of resources.</summary>
internal static class ShareMeta
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The metadata as JSON; undefined if there is none.</summary>
    public static JsonElement Of(CloudflareShareResource resource)
    {
        using var document = JsonDocument.Parse(resource.ToJson());
        return document.RootElement.TryGetProperty("meta", out var meta) ? meta.Clone() : default;
    }

    /// <summary>Whether there is no metadata, or none in it.</summary>
    public static bool IsEmpty(CloudflareShareResource resource) => Of(resource) is not { ValueKind: JsonValueKind.Object } meta || !meta.EnumerateObject().Any();

    /// <summary>Whether the metadata is what the file wants. A file that does not say wants what is there. The order of members does not count.</summary>
    public static bool IsAsWanted(DesiredResource wanted, CloudflareShareResource resource) =>
        wanted.Meta.ValueKind == JsonValueKind.Undefined || JsonNode.DeepEquals(NodeOf(wanted.Meta), NodeOf(Of(resource)));

    /// <summary>The metadata on one line.</summary>
    public static string TextOf(JsonElement meta)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
            meta.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static JsonNode? NodeOf(JsonElement meta) => meta.ValueKind == JsonValueKind.Object ? JsonObject.Create(meta) : new JsonObject();
}
