using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using PiecesOs.Server.Admin;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Reads a small JSON body as it is: <see cref="Http.BodyReader"/> takes no arrays, and would take contents out of <c>meta</c>.</summary>
internal static class CloudflareBody
{
    /// <summary>The JSON, of the wanted kind; 400 for anything else and 413 above <paramref name="limit"/> bytes.</summary>
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
            throw CloudflareError.BadRequest("The body broke off.");
        }

        context.Features.Get<RequestRecord>()?.AddRequestBytes(new ReadOnlySequence<byte>(buffer.WrittenMemory));
        return buffer.WrittenMemory;
    }
}
