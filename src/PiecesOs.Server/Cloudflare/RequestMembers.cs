using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Reads members of request bodies, and says which one is wrong.</summary>
internal static class RequestMembers
{
    /// <summary>A member that must be text with something in it.</summary>
    public static string RequiredText(this JsonElement body, string name) =>
        body.OptionalText(name) is { Length: > 0 } text ? text : throw CloudflareError.BadRequest($"'{name}' is required.");

    /// <summary>A member that must be an id.</summary>
    public static string RequiredId(this JsonElement body, string name) =>
        body.OptionalId(name) ?? throw CloudflareError.BadRequest($"'{name}' is required.");

    /// <summary>A member that is an id; null without it.</summary>
    public static string? OptionalId(this JsonElement body, string name)
    {
        if (body.OptionalText(name) is not { } id)
            return null;
        return id.Length is > 0 and <= SharingWords.MostIdLength
            ? id
            : throw CloudflareError.BadRequest($"'{name}' must be an id of at most {SharingWords.MostIdLength} characters.");
    }

    /// <summary>A member that is text; null without it.</summary>
    public static string? OptionalText(this JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw CloudflareError.BadRequest("Each item must be a JSON object.");
        return body.Get(name) is null or { ValueKind: JsonValueKind.String } ? body.Text(name) : throw CloudflareError.BadRequest($"'{name}' must be text.");
    }

    /// <summary>A member that must be an array.</summary>
    public static JsonElement.ArrayEnumerator RequiredArray(this JsonElement body, string name) =>
        body.Get(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : throw CloudflareError.BadRequest($"'{name}' is required and must be an array.");

    /// <summary>A member that must be an object, as the text that was sent.</summary>
    public static string RequiredObject(this JsonElement body, string name) =>
        body.Object(name) is { } value ? value.GetRawText() : throw CloudflareError.BadRequest($"'{name}' is required and must be an object.");
}
