using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>One form of an asset's content.</summary>
public sealed class AssetFormat : PiecesResource
{
    /// <summary>Wraps a <c>Format</c> or <c>FlattenedFormat</c> as the server sent it.</summary>
    public AssetFormat(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID, a UUID.</summary>
    public string? Id => GetString("id");

    /// <summary>The asset it belongs to.</summary>
    public string? AssetId => Member("asset").AsText() ?? Member("asset").Member("id").AsText();

    /// <summary>ORIGINAL, PREVIEW, BOTH or ADDITIONAL.</summary>
    public string? Role => GetString("role");

    /// <summary>The language or file type, such as <c>ps1</c>.</summary>
    public string? Language => GetClassification()?.Specific;

    /// <summary>CODE, TEXT, IMAGE and the like.</summary>
    public string? Kind => GetClassification()?.Generic;

    /// <summary>The size in bytes.</summary>
    public long? Size => Member("bytes").Member("value").AsInt64();

    /// <summary>The content, if it came along and is text.</summary>
    public string? Text => GetContent()?.Text;

    /// <summary>The number of lines of <see cref="Text"/>.</summary>
    public int? LineCount => GetContent()?.LineCount;

    /// <summary>The SHA-256 hash of the content, if it came along.</summary>
    public string? Sha256 => GetContent()?.Sha256;

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created => GetTimestamp("created");

    /// <summary>The days since it was created.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated => GetTimestamp("updated");

    /// <summary>The ID of the user who made it.</summary>
    public string? Creator => GetString("creator");

    /// <summary>The icon's name.</summary>
    public string? Icon => GetString("icon");

    /// <summary>The application that saved it.</summary>
    public Application? Application => GetResource("application", static json => new Application(json));

    /// <summary>What the content is.</summary>
    public Classification? GetClassification() => GetResource("classification", static json => new Classification(json));

    /// <summary>The content; <see langword="null"/> when it was left out.</summary>
    public AssetContent? GetContent() => AssetContent.Of(Member("fragment"), Member("file"), GetClassification());

    /// <summary>The role and the language.</summary>
    public override string ToString() => $"{Role} {Language}".Trim() is { Length: > 0 } text ? text : Id ?? string.Empty;

    /// <summary>Its members as they came, for a body that repeats them.</summary>
    internal IEnumerable<KeyValuePair<string, JsonValue>> EnumerateMembers() => Json.EnumerateMembers();

    /// <summary>
    /// The format that a <c>ReferencedFormat</c> names, or in a flattened asset the bare ID: the one inside it, else the one
    /// with its ID in the asset's list.
    /// </summary>
    /// <param name="referencedFormat">The reference.</param>
    /// <param name="formats">Reads the asset's list, which is long, where it is needed.</param>
    internal static AssetFormat? Referenced(JsonValue referencedFormat, Func<JsonValue> formats) => Inside(referencedFormat) ?? Listed(referencedFormat, formats);

    /// <summary>The same, but the one of the two that carries content; <see langword="null"/> when neither does.</summary>
    internal static AssetFormat? WithContent(JsonValue referencedFormat, Func<JsonValue> formats) =>
        Inside(referencedFormat) is { } inside && inside.GetContent() is not null ? inside
        : Listed(referencedFormat, formats) is { } listed && listed.GetContent() is not null ? listed
        : null;

    /// <summary>The ID of the format that a <c>ReferencedFormat</c> names.</summary>
    internal static string? IdOf(JsonValue referencedFormat) =>
        referencedFormat.AsText() ?? referencedFormat.Member("id").AsText() ?? referencedFormat.Member("reference", "id").AsText();

    private static AssetFormat? Inside(JsonValue referencedFormat) =>
        referencedFormat.Member("reference") is { ValueKind: JsonValueKind.Object } inside ? new AssetFormat(inside) : null;

    private static AssetFormat? Listed(JsonValue referencedFormat, Func<JsonValue> formats)
    {
        if (IdOf(referencedFormat) is not { } id)
            return null;
        foreach (var format in formats().Member("iterable").EnumerateArray())
        {
            if (string.Equals(format.Member("id").AsText(), id, StringComparison.OrdinalIgnoreCase))
                return new AssetFormat(Dereferenced(format));
        }

        return null;
    }
}
