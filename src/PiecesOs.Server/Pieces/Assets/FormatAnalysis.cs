using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Writes the Analysis of a format: of code with the model that classified it, of an image with its IDs only.</summary>
internal sealed class FormatAnalysis(Utf8JsonWriter writer, string format, string id)
{
    private static readonly string Model = NameBasedGuid.Of("model", "classification");
    private static readonly DateTime ModelCreated = new(2023, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes it; <paramref name="recognition"/> writes the formats of a text recognition, if there was one.</summary>
    public void Write(string specific, Action? recognition)
    {
        var generic = Classification.Generic(specific);
        if (generic is not ("CODE" or "TEXT" or "IMAGE"))
            return;
        writer.WriteStartObject("analysis");
        writer.WriteString("id", id);
        writer.WriteString("format", format);
        writer.WriteStartObject(generic == "IMAGE" ? "image" : "code");
        writer.WriteString("id", id);
        writer.WriteString("analysis", id);
        if (generic != "IMAGE")
        {
            writer.WriteString("type", generic);
            writer.WriteString("language", specific);
            WriteModel("Code classification", "CODE_CLASSIFICATION");
        }
        else if (recognition is not null)
        {
            WriteRecognition(recognition);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteRecognition(Action formats) => writer.WriteObject("ocr", () =>
    {
        writer.WriteString("id", NameBasedGuid.Of("recognition", id));
        writer.WriteString("image", id);
        formats();
        WriteModel("Text recognition", "OCR");
    });

    private void WriteModel(string name, string usage)
    {
        writer.WriteStartObject("model");
        writer.WriteString("id", Model);
        writer.WriteString("version", "1.0.0");
        writer.Timestamp("created", ModelCreated);
        writer.WriteString("name", name);
        writer.WriteBoolean("cloud", false);
        writer.WriteString("type", "SPEED");
        writer.WriteString("usage", usage);
        writer.WriteEndObject();
    }
}
