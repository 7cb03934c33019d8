using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Writes the Analysis of a format: of code with the model that classified it, of an image with its IDs only.</summary>
internal sealed class FormatAnalysis(Utf8JsonWriter writer, AssetIdentity identity)
{
    private static readonly string Model = NameBasedGuid.Of("model", "classification");
    private static readonly DateTime ModelCreated = new(2023, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    public void Write(string specific)
    {
        var generic = Classification.Generic(specific);
        if (generic is not ("CODE" or "TEXT" or "IMAGE"))
            return;
        writer.WriteStartObject("analysis");
        writer.WriteString("id", identity.Analysis);
        writer.WriteString("format", identity.Format);
        writer.WriteStartObject(generic == "IMAGE" ? "image" : "code");
        writer.WriteString("id", identity.Analysis);
        writer.WriteString("analysis", identity.Analysis);
        if (generic != "IMAGE")
        {
            writer.WriteString("type", generic);
            writer.WriteString("language", specific);
            WriteModel();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteModel()
    {
        writer.WriteStartObject("model");
        writer.WriteString("id", Model);
        writer.WriteString("version", "1.0.0");
        writer.Timestamp("created", ModelCreated);
        writer.WriteString("name", "Code classification");
        writer.WriteBoolean("cloud", false);
        writer.WriteString("type", "SPEED");
        writer.WriteString("usage", "CODE_CLASSIFICATION");
        writer.WriteEndObject();
    }
}
