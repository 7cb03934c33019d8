using System.Text.Json;
using PiecesOs.Sandbox.Http;

namespace PiecesOs.Sandbox.Assets;

/// <summary>Writes the FlattenedAsset that a Format and a Sensitive must have: identity and references, none of the content.</summary>
internal sealed class AssetOutline(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    public void Write()
    {
        writer.WriteStartObject("asset");
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Asset);
        writer.WriteString("name", seed.Name);
        writer.WriteString("creator", identity.Creator);
        identity.WriteTimes(writer);
        writer.List("formats", [identity.Format], id =>
        {
            writer.WriteStartObject();
            writer.WriteNull("schema");
            writer.WriteString("id", id);
            writer.WriteNull("reference");
            writer.WriteEndObject();
        });
        writer.WriteStartObject("preview");
        writer.WriteNull("schema");
        writer.WriteString("base", identity.Format);
        writer.WriteNull("overlay");
        writer.WriteEndObject();
        writer.WriteString("original", identity.Format);
        writer.WriteNull("shares");
        writer.WriteString("mechanism", seed.Mechanism);
        writer.Nulls("websites", "interacted", "tags", "sensitives", "persons", "curated", "discovered", "activities", "score", "favorited");
        writer.WriteBoolean("pseudo", seed.Pseudo);
        writer.Nulls("annotations", "hints", "anchors", "conversations", "demo", "summaries");
        writer.WriteEndObject();
    }
}
