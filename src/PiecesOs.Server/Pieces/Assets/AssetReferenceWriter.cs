using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Writes the FlattenedAsset that a Format and a Sensitive must have: identity and references, without content.</summary>
internal sealed class AssetReferenceWriter(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    public void Write()
    {
        writer.WriteStartObject("asset");
        writer.WriteString("id", identity.Asset);
        writer.WriteOptional("name", seed.Name);
        writer.WriteString("creator", "");
        identity.WriteTimes(writer);
        writer.List("formats", [identity.Format], id =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteEndObject();
        });
        writer.WriteStartObject("preview");
        writer.WriteString("base", identity.Format);
        writer.WriteEndObject();
        writer.WriteString("original", identity.Format);
        writer.WriteString("mechanism", seed.Mechanism);
        writer.WriteBoolean("pseudo", seed.Pseudo);
        writer.WriteEndObject();
    }
}
