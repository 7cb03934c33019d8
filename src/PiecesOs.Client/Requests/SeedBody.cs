using System.Text.Json;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>A <c>Seed</c>: what an asset is made of. The body of <c>assets_create_new_asset</c> and <c>assets_draft</c>.</summary>
public sealed class SeedBody : JsonBody
{
    /// <summary>The application that saves, as <c>connect</c> returned it.</summary>
    public required Application Application { get; init; }

    /// <summary>The content.</summary>
    public required SeedContent Content { get; init; }

    /// <summary>The title; Pieces OS makes one up when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>The language or file type, such as <c>ps1</c>; Pieces OS guesses when there is none.</summary>
    public string? Language { get; init; }

    /// <summary>Tags of the user's own.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Annotations of the user's own.</summary>
    public IReadOnlyList<SeededAnnotation> Annotations { get; init; } = [];

    /// <summary>Web addresses it belongs to.</summary>
    public IReadOnlyList<SeededWebsite> Websites { get; init; } = [];

    /// <summary>Whether the asset is not among those that the user saved, so that lists omit it.</summary>
    public bool IsPseudo { get; init; }

    /// <inheritdoc/>
    public override bool IsLarge => Content.IsLarge;

    /// <inheritdoc/>
    public override async Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "SEEDED_ASSET");
        writer.WriteStartObject("asset");
        writer.WritePropertyName("application");
        Application.WriteTo(writer);
        WriteMetadata(writer);
        if (IsPseudo)
            writer.WriteBoolean("pseudo", true);
        writer.WriteStartObject("format");
        await Content.WriteFormatAsync(writer, Language, cancellationToken).ConfigureAwait(false);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("mechanism", "MANUAL");
        if (Name is not null)
            writer.WriteString("name", Name);

        if (Tags.Count > 0)
        {
            writer.WriteStartArray("tags");
            foreach (var tag in Tags)
            {
                writer.WriteStartObject();
                writer.WriteString("text", tag);
                writer.WriteString("mechanism", "MANUAL");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (Annotations.Count > 0)
        {
            writer.WriteStartArray("annotations");
            foreach (var annotation in Annotations)
                Write(writer, annotation);
            writer.WriteEndArray();
        }

        if (Websites.Count > 0)
        {
            writer.WriteStartArray("websites");
            foreach (var website in Websites)
                Write(writer, website);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SeededAnnotation annotation)
    {
        writer.WriteStartObject();
        writer.WriteString("type", annotation.Type);
        writer.WriteString("text", annotation.Text);
        writer.WriteString("mechanism", "MANUAL");
        if (annotation.IsFavorite is { } isFavorite)
            writer.WriteBoolean("favorited", isFavorite);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SeededWebsite website)
    {
        writer.WriteStartObject();
        writer.WriteString("url", website.Url);
        writer.WriteString("name", website.Name);
        writer.WriteString("mechanism", website.Mechanism);
        writer.WriteEndObject();
    }
}
