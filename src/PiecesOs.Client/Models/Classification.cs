using RestCore.Json;


namespace PiecesOs.Client;

/// <summary>What a piece of content is.</summary>
public sealed class Classification : PiecesResource
{
    /// <summary>Wraps a <c>Classification</c> as the server sent it.</summary>
    public Classification(JsonValue json)
        : base(json)
    {
    }

    /// <summary>CODE, TEXT, IMAGE, ...</summary>
    public string? Generic => GetString("generic");

    /// <summary>The language or file type, such as <c>ps1</c>.</summary>
    public string? Specific => GetString("specific");

    /// <summary>How a rendered preview is written.</summary>
    public string? Rendering => GetString("rendering");

    /// <summary>The specific classification.</summary>
    public override string ToString() => Specific ?? Generic ?? string.Empty;
}
