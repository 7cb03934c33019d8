using System.Text.Json;
using PiecesOs.Sandbox.Http;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Assets;

/// <summary>
/// Writes the Asset that a seed becomes: <c>original</c>, <c>preview</c> and <c>formats</c> all hold the one format,
/// as on the real server. Where content belongs it writes a number, which <see cref="AssetDocument"/> takes out.
/// </summary>
internal sealed class AssetComposer(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    private readonly AssetMetadataWriter _metadata = new(writer, seed, identity);
    private readonly string _specific = seed.Ext ?? LanguageGuess.Guess(seed.FileName, seed.Content);

    /// <summary>The whole Asset.</summary>
    public static byte[] Compose(AssetSeed seed, AssetIdentity identity) =>
        Json.Build(writer => new AssetComposer(writer, seed, identity).WriteAsset());

    private void WriteAsset()
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Asset);
        writer.WriteString("name", seed.Name);
        writer.WriteString("creator", identity.Creator);
        identity.WriteTimes(writer);
        writer.WritePropertyName("formats");
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteStartArray("iterable");
        WriteFormat(flattened: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("preview");
        writer.WriteNull("schema");
        WriteReference("base");
        writer.WriteNull("overlay");
        writer.WriteEndObject();
        WriteReference("original");
        writer.WriteNull("shares");
        writer.WriteString("mechanism", seed.Mechanism);
        _metadata.WriteWebsites();
        writer.WriteNull("interacted");
        _metadata.WriteTags();
        _metadata.WriteSensitives();
        _metadata.WritePersons();
        writer.WriteNull("curated");
        writer.WriteBoolean("discovered", seed.Discovered);
        writer.Nulls("activities", "score");
        writer.WriteBoolean("favorited", seed.Favorited);
        writer.WriteBoolean("pseudo", seed.Pseudo);
        _metadata.WriteAnnotations();
        _metadata.WriteHints();
        _metadata.WriteAnchors();
        writer.Nulls("conversations", "summaries", "messages");
        writer.WriteBoolean("demo", seed.Demo);
        writer.WriteEndObject();
    }

    private void WriteReference(string name)
    {
        writer.WriteStartObject(name);
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Format);
        writer.WritePropertyName("reference");
        WriteFormat(flattened: true);
        writer.WriteEndObject();
    }

    private void WriteFormat(bool flattened)
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteString("id", identity.Format);
        writer.WriteString("creator", identity.Creator);
        writer.WriteStartObject("classification");
        writer.WriteNull("schema");
        writer.WriteString("generic", Classification.Generic(_specific));
        writer.WriteString("specific", _specific);
        writer.WriteNull("rendering");
        writer.WriteEndObject();
        writer.WriteNull("icon");
        writer.WriteString("role", "BOTH");
        writer.WritePropertyName("application");
        seed.Application.WriteTo(writer);
        if (flattened)
            writer.WriteString("asset", identity.Asset);
        else
            new AssetOutline(writer, seed, identity).Write();
        writer.WriteStartObject("bytes");
        writer.WriteNull("schema");
        writer.WriteNumber("value", seed.Content.Size);
        writer.WriteString("readable", ByteSize.Readable(seed.Content.Size));
        writer.WriteEndObject();
        writer.Timestamp("created", identity.Time);
        writer.Timestamp("updated", identity.Time);
        writer.Nulls("deleted", "synced", "cloud");
        WriteContent();
        writer.Nulls("analysis", "relationship", "activities");
        writer.WriteEndObject();
    }

    private void WriteContent()
    {
        writer.WriteNull(seed.IsFile ? "fragment" : "file");
        writer.WriteStartObject(seed.IsFile ? "file" : "fragment");
        writer.WriteNull("schema");
        if (seed.Content.Kind == ContentKind.Text)
        {
            writer.WriteNumber("string", 0);
            writer.WriteNull("bytes");
        }
        else
        {
            writer.WriteNull("string");
            writer.WriteNumber("bytes", 0);
        }

        if (!seed.IsFile)
        {
            writer.WriteStartObject("metadata");
            writer.WriteNull("schema");
            writer.WriteString("ext", _specific);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
