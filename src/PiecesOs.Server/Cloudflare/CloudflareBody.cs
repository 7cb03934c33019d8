using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Reads a small JSON body as it is: the body reader of the Pieces side accepts no arrays, and would extract content from <c>meta</c>.</summary>
internal static class CloudflareBody
{
    /// <summary>The JSON if it has the expected kind; 400 for anything else and 413 above <paramref name="limit"/> bytes.</summary>
    public static async Task<JsonDocument> ReadAsync(HttpContext context, long limit, JsonValueKind kind = JsonValueKind.Object)
    {
        var utf8 = await ReadBytesAsync(context, limit);
        if (utf8.Length == 0)
            throw CloudflareError.BadRequest("The request needs a JSON body.");
        if (!Utf8.IsValid(utf8.Span))
            throw CloudflareError.BadRequest("The body is not valid UTF-8.");
        try
        {
            var document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind == kind)
                return document;
            document.Dispose();
        }
        catch (JsonException error)
        {
            throw CloudflareError.BadRequest($"The body is not valid JSON: {error.Message}");
        }

        throw CloudflareError.BadRequest(kind == JsonValueKind.Array ? "The body must be a JSON array." : "The body must be a JSON object.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext context, long limit)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            while (await context.Request.Body.ReadAsync(buffer.GetMemory(4096), context.RequestAborted) is var read and > 0)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > limit)
                    throw CloudflareError.TooLarge(limit);
            }
        }
        catch (Exception error) when (error is BadHttpRequestException or IOException)
        {
            throw CloudflareError.BadRequest("The body is incomplete.");
        }

        context.Features.Get<RequestRecord>()?.AddRequestBytes(new ReadOnlySequence<byte>(buffer.WrittenMemory));
        return buffer.WrittenMemory;
    }
}

/// <summary>Reads members of request bodies, and names the one that is wrong.</summary>
internal static class BodyMembers
{
    /// <summary>A member that must be text with something in it.</summary>
    public static string RequiredText(this JsonElement body, string name) =>
        body.OptionalText(name) is { Length: > 0 } text ? text : throw CloudflareError.BadRequest($"'{name}' is required.");

    /// <summary>A member that must be an ID.</summary>
    public static string RequiredId(this JsonElement body, string name) =>
        body.OptionalId(name) ?? throw CloudflareError.BadRequest($"'{name}' is required.");

    /// <summary>A member that is an ID; null without it.</summary>
    public static string? OptionalId(this JsonElement body, string name)
    {
        if (body.OptionalText(name) is not { } id)
            return null;
        return id.Length is > 0 and <= AllowedValues.MaxIdLength
            ? id
            : throw CloudflareError.BadRequest($"'{name}' must be an ID of at most {AllowedValues.MaxIdLength} characters.");
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
