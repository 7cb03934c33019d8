using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A description, comment, summary or the like of an asset.</summary>
public sealed class Annotation : PiecesResource
{
    /// <summary>Wraps a <c>Annotation</c> as the server sent it.</summary>
    public Annotation(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>Its text.</summary>
    public string? Text => GetString("text");

    /// <summary>DESCRIPTION, COMMENT, SUMMARY, ...</summary>
    public string? Type => GetString("type");

    /// <summary>MANUAL when the user wrote it.</summary>
    public string? Mechanism => GetString("mechanism");

    /// <summary>Whether it is marked as a favorite.</summary>
    public bool? IsFavorite => GetBoolean("favorited");

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>Sets its text; takes effect when the annotation is sent to <c>annotation_update</c>.</summary>
    public void SetText(string text) => SetString("text", text);

    /// <summary>Its text.</summary>
    public override string ToString() => Text ?? string.Empty;
}
