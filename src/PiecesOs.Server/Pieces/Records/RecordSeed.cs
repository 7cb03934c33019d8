using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;

namespace PiecesOs.Server.Pieces.Records;

/// <summary>The record that a SeededTag, SeededWebsite or SeededAnnotation describes; it has no ID yet.</summary>
internal static class RecordSeed
{
    public static JsonObject Read(RecordType type, JsonElement seed)
    {
        var now = DateTime.UtcNow;
        var record = new JsonObject { ["created"] = AssetEdits.Timestamp(now), ["updated"] = AssetEdits.Timestamp(now) };
        if (type == RecordType.Tag)
        {
            record["text"] = Required(seed, "text");
            record["category"] = seed.Text("category") ?? "UNKNOWN";
        }
        else if (type == RecordType.Website)
        {
            record["url"] = Required(seed, "url");
            record["name"] = seed.Text("name") ?? seed.Text("url");
        }
        else
        {
            record["mechanism"] = seed.Text("mechanism") ?? "MANUAL";
            record["type"] = Required(seed, "type");
            record["text"] = Required(seed, "text");
            if (seed.Flag("favorited") is { } favorited)
                record["favorited"] = favorited;
            if (seed.Flag("pseudo") is { } pseudo)
                record["pseudo"] = pseudo;
        }

        return record;
    }

    private static string Required(JsonElement seed, string name) => seed.Text(name) ?? throw ApiError.InvalidBody($"{name} is required.");
}
