using System.Text.Json;

namespace PiecesOs.Server.Streams;

/// <summary>Writes the WorkstreamSuggestions of a frame.</summary>
internal static class Suggestions
{
    /// <summary>One suggestion for each asset; <c>current</c> names the one they are related to.</summary>
    public static void Write(Utf8JsonWriter writer, string? current, IReadOnlyList<string> assets)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("iterable");
        foreach (var asset in assets)
        {
            writer.WriteStartObject();
            WriteSuggestion(writer, asset);
            writer.WriteStartObject("current");
            WriteSuggestion(writer, current!);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSuggestion(Utf8JsonWriter writer, string asset)
    {
        writer.WriteStartObject("asset");
        writer.WriteString("id", asset);
        writer.WriteEndObject();
    }
}
