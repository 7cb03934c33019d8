using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>What comes before an asset: a draft with what Pieces OS found out about it.</summary>
public sealed class Seed : PiecesResource
{
    /// <summary>Wraps a <c>Seed</c> as the server sent it.</summary>
    public Seed(JsonValue json)
        : base(json)
    {
    }

    /// <summary>SEEDED_ASSET or SEEDED_FORMAT.</summary>
    public string? Type => GetString("type");

    /// <summary>The proposed title.</summary>
    public string? Name => Metadata.Member("name").AsText();

    /// <summary>The language or file type.</summary>
    public string? Language => Format.Member("fragment").Member("metadata", "ext").AsText() ?? Format.Member("file").Member("metadata", "ext").AsText();

    /// <summary>The proposed tags.</summary>
    public IReadOnlyList<string> Tags => TextsOf("tags", "text");

    /// <summary>The proposed descriptions.</summary>
    public IReadOnlyList<string> Annotations => TextsOf("annotations", "text");

    /// <summary>The content, if it is text.</summary>
    public string? Text => GetContent()?.Text;

    /// <summary>The content.</summary>
    public AssetContent? GetContent() => AssetContent.Of(Format.Member("fragment"), Format.Member("file"));

    /// <summary>The proposed title.</summary>
    public override string ToString() => Name ?? string.Empty;

    private JsonValue Metadata => Member("asset").Member("metadata");

    private JsonValue Format => Member("asset").Member("format");

    private IReadOnlyList<string> TextsOf(string list, string member) => new JoinedList<string>(
        Metadata.Member(list) is { ValueKind: JsonValueKind.Array } items
            ? [.. items.EnumerateArray().Select(item => item.Member(member).AsText()).OfType<string>()]
            : []);
}
