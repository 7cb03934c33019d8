using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// Writes the Asset that a seed becomes: <c>original</c>, <c>preview</c> and <c>formats</c> all hold the format, as on the
/// real server. In place of the content it writes the number of its slot, which <see cref="AssetDocument"/> removes.
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
        foreach (var format in All())
            WriteFormat(format, flattened: false);
        writer.WriteEndArray();
        new AssetReferenceWriter(writer, seed, identity).Write();
        writer.WriteEndObject();
        writer.WriteObject("preview", () => WriteReference("base", All().FirstOrDefault(format => format.Use == SeedFormatUse.Preview) ?? Original()));
        WriteReference("original", Original());
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

    private ComposedFormat Original() => new(identity.Format, 0, null, _specific, seed.Content, seed.IsFile);

    private IEnumerable<ComposedFormat> All() => seed.More
        .Select((format, index) => new ComposedFormat(identity.FormatOf(format.Use), index + 1, format.Use, format.Ext, format.Content, format.Use != SeedFormatUse.Preview))
        .Prepend(Original());

    private void WriteReference(string name, ComposedFormat format)
    {
        writer.WriteStartObject(name);
        writer.WriteString("id", format.Id);
        writer.WritePropertyName("reference");
        WriteFormat(format, flattened: true, withRecognition: name == "original");
        writer.WriteEndObject();
    }

    private void WriteFormat(ComposedFormat format, bool flattened, bool withRecognition = false)
    {
        writer.WriteStartObject();
        writer.WriteString("id", format.Id);
        writer.WriteString("creator", "");
        writer.WriteStartObject("classification");
        writer.WriteString("generic", Classification.Generic(format.Specific));
        writer.WriteString("specific", format.Specific);
        writer.WriteEndObject();
        writer.WriteString("role", format.Role(seed));
        writer.WritePropertyName("application");
        seed.Application.WriteWithoutNulls(writer);
        if (flattened)
            writer.WriteString("asset", identity.Asset);
        else
            new AssetReferenceWriter(writer, seed, identity).Write();
        writer.WriteStartObject("bytes");
        writer.WriteNumber("value", format.Content.Size);
        writer.WriteString("readable", ByteSize.Readable(format.Content.Size));
        writer.WriteEndObject();
        identity.WriteTimes(writer);
        WriteContent(format);
        new FormatAnalysis(writer, format.Id, AssetIdentity.AnalysisOf(format.Id)).Write(format.Specific, withRecognition && seed.More.Count > 0 ? WriteRecognition : null);
        writer.WriteEndObject();
    }

    private void WriteContent(ComposedFormat format)
    {
        writer.WriteStartObject(format.IsFile ? "file" : "fragment");
        writer.WriteNumber(format.Content.Kind == ContentKind.Text ? "string" : "bytes", format.Slot);
        if (!format.IsFile)
        {
            writer.WriteObject("metadata", () => writer.WriteString("ext", format.Specific));
        }

        writer.WriteEndObject();
    }

    /// <summary>The formats that a text recognition has made of an image.</summary>
    private void WriteRecognition()
    {
        foreach (var format in All().Where(format => format.Use is SeedFormatUse.RecognizedText or SeedFormatUse.RecognizedLayout))
        {
            writer.WritePropertyName(format.Use == SeedFormatUse.RecognizedText ? "raw" : "hocr");
            WriteFormat(format, flattened: false);
        }
    }

    private sealed record ComposedFormat(string Id, int Slot, SeedFormatUse? Use, string Specific, ContentPart Content, bool IsFile)
    {
        public string Role(AssetSeed seed) => Use switch
        {
            SeedFormatUse.Preview => "PREVIEW",
            null when seed.More.Any(format => format.Use == SeedFormatUse.Preview) => "ORIGINAL",
            null => "BOTH",
            _ => "ADDITIONAL",
        };
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
        var (all, preview) = identity.Formats(seed);
        writer.List("formats", all, id =>
        {
            writer.WriteObject(() => writer.WriteString("id", id));
        });
        writer.WriteObject("preview", () => writer.WriteString("base", preview));
        writer.WriteString("original", identity.Format);
        writer.WriteString("mechanism", seed.Mechanism);
        writer.WriteBoolean("pseudo", seed.Pseudo);
        writer.WriteEndObject();
    }
}
