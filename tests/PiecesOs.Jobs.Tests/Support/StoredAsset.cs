using System.Text;
using System.Text.Json;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>An asset as the server stores it.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
/// <param name="Language">The language or file type of its original format.</param>
/// <param name="Content">The content; text as UTF-8.</param>
/// <param name="IsText">Whether the content is stored as text.</param>
/// <param name="Tags">The tags.</param>
/// <param name="Descriptions">The descriptions.</param>
/// <param name="Updated">When it was last changed.</param>
/// <param name="FormatCount">The number of its formats.</param>
public sealed record StoredAsset(
    string Id,
    string Name,
    string Language,
    byte[] Content,
    bool IsText,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Descriptions,
    string Updated,
    int FormatCount)
{
    /// <summary>The content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>Reads an asset from the JSON of the server.</summary>
    public static StoredAsset From(JsonElement asset)
    {
        var format = asset.GetProperty("original").GetProperty("reference");
        var (content, isText) = ContentOf(format);
        return new StoredAsset(
            asset.GetProperty("id").GetString()!,
            Member(asset, "name")?.GetString() ?? string.Empty,
            format.GetProperty("classification").GetProperty("specific").GetString()!,
            content,
            isText,
            [.. Each(asset, "tags").Select(static tag => tag.GetProperty("text").GetString()!)],
            [.. Each(asset, "annotations").Where(static note => note.GetProperty("type").GetString() == "DESCRIPTION").Select(static note => note.GetProperty("text").GetString()!)],
            asset.GetProperty("updated").GetProperty("value").GetString()!,
            Each(asset, "formats").Count());
    }

    /// <summary>The elements of a relation. A missing or null relation has none.</summary>
    internal static IEnumerable<JsonElement> Each(JsonElement parent, string relation) =>
        Member(parent, relation) is { } list && Member(list, "iterable") is { } elements ? elements.EnumerateArray() : [];

    internal static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static (byte[] Content, bool IsText) ContentOf(JsonElement format)
    {
        foreach (var holder in new[] { "fragment", "file" })
        {
            if (Member(format, holder) is not { } form)
                continue;
            if (Member(form, "string") is { } text && Member(text, "raw") is { } raw)
                return (Encoding.UTF8.GetBytes(raw.GetString()!), true);
            if (Member(form, "bytes") is { } bytes && Member(bytes, "raw") is { } numbers)
                return ([.. numbers.EnumerateArray().Select(static number => number.GetByte())], false);
        }

        throw new InvalidOperationException("The server stores an asset without content.");
    }
}
