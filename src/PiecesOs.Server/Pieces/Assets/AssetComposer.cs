using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// Writes the Asset that a seed becomes: <c>original</c>, <c>preview</c> and <c>formats</c> all hold the one format,
/// as on the real server. In place of the content it writes a number, which <see cref="AssetDocument"/> removes.
/// </summary>
internal sealed class AssetComposer(Utf8JsonWriter writer, AssetSeed seed, AssetIdentity identity)
{
    private readonly AssetMetadataWriter _metadata = new(writer, seed, identity);
    private readonly string _specific = seed.Ext ?? LanguageDetector.Guess(seed.FileName, seed.Content);

    /// <summary>The whole Asset.</summary>
    public static byte[] Compose(AssetSeed seed, AssetIdentity identity) =>
        Json.Build(writer => new AssetComposer(writer, seed, identity).WriteAsset());

    private void WriteAsset()
    {
        writer.WriteStartObject();
        writer.WriteString("id", identity.Asset);
        writer.WriteOptional("name", seed.Name);
        writer.WriteString("creator", "");
        identity.WriteTimes(writer);
        writer.WriteStartObject("formats");
        writer.WriteStartArray("iterable");
        WriteFormat(flattened: false);
        writer.WriteEndArray();
        new AssetReferenceWriter(writer, seed, identity).Write();
        writer.WriteEndObject();
        writer.WriteObject("preview", () => WriteReference("base"));
        WriteReference("original");
        writer.WriteString("mechanism", seed.Mechanism);
        _metadata.WriteWebsites();
        _metadata.WriteTags();
        _metadata.WriteSensitives();
        _metadata.WritePersons();
        writer.WriteBoolean("discovered", seed.Discovered);
        writer.WriteStartObject("score");
        writer.WriteNumber("manual", 0);
        writer.WriteNumber("automatic", 0);
        writer.WriteEndObject();
        writer.WriteBoolean("favorited", seed.Favorited);
        writer.WriteBoolean("pseudo", seed.Pseudo);
        _metadata.WriteAnnotations();
        _metadata.WriteHints();
        _metadata.WriteAnchors();
        writer.WriteBoolean("demo", seed.Demo);
        writer.WriteEndObject();
    }

    private void WriteReference(string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", identity.Format);
        writer.WritePropertyName("reference");
        WriteFormat(flattened: true);
        writer.WriteEndObject();
    }

    private void WriteFormat(bool flattened)
    {
        writer.WriteStartObject();
        writer.WriteString("id", identity.Format);
        writer.WriteString("creator", "");
        writer.WriteStartObject("classification");
        writer.WriteString("generic", Classification.Generic(_specific));
        writer.WriteString("specific", _specific);
        writer.WriteEndObject();
        writer.WriteString("role", "BOTH");
        writer.WritePropertyName("application");
        seed.Application.WriteWithoutNulls(writer);
        if (flattened)
            writer.WriteString("asset", identity.Asset);
        else
            new AssetReferenceWriter(writer, seed, identity).Write();
        writer.WriteStartObject("bytes");
        writer.WriteNumber("value", seed.Content.Size);
        writer.WriteString("readable", ByteSize.Readable(seed.Content.Size));
        writer.WriteEndObject();
        identity.WriteTimes(writer);
        WriteContent();
        new FormatAnalysis(writer, identity).Write(_specific);
        writer.WriteEndObject();
    }

    private void WriteContent()
    {
        writer.WriteStartObject(seed.IsFile ? "file" : "fragment");
        writer.WriteNumber(seed.Content.Kind == ContentKind.Text ? "string" : "bytes", 0);
        if (!seed.IsFile)
        {
            writer.WriteObject("metadata", () => writer.WriteString("ext", _specific));
        }

        writer.WriteEndObject();
    }
}

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
            writer.WriteObject(() => writer.WriteString("id", id));
        });
        writer.WriteObject("preview", () => writer.WriteString("base", identity.Format));
        writer.WriteString("original", identity.Format);
        writer.WriteString("mechanism", seed.Mechanism);
        writer.WriteBoolean("pseudo", seed.Pseudo);
        writer.WriteEndObject();
    }
}
