using System.Collections.Generic;
using System.Text.Json;
using PiecesOs.Sandbox.Http;

namespace PiecesOs.Sandbox.Streams;

/// <summary>Writes the WorkstreamSuggestions of a frame.</summary>
internal static class Suggestions
{
    private static readonly string[] Others =
    [
        "summary", "tag", "website", "anchor", "conversation", "person", "seed", "seeds", "summaries", "assets", "tags", "websites", "anchors",
        "conversations", "persons", "related",
    ];

    /// <summary>One suggestion for each asset; <c>current</c> names the one they are related to.</summary>
    public static void Write(Utf8JsonWriter writer, string? current, IReadOnlyList<string> assets)
    {
        writer.WriteStartObject();
        writer.WriteNull("schema");
        writer.WriteStartArray("iterable");
        foreach (var asset in assets)
        {
            writer.WriteStartObject();
            WriteSuggestion(writer, asset);
            writer.WriteStartObject("current");
            WriteSuggestion(writer, current!);
            writer.WriteNull("current");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNull("types");
        writer.WriteEndObject();
    }

    private static void WriteSuggestion(Utf8JsonWriter writer, string asset)
    {
        writer.WriteNull("schema");
        writer.WriteStartObject("asset");
        writer.WriteNull("schema");
        writer.WriteString("id", asset);
        writer.WriteNull("reference");
        writer.WriteEndObject();
        writer.Nulls(Others);
    }
}
