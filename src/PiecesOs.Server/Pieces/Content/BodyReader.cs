using System.Globalization;
using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>Reads request bodies up to a limit, without buffering more than the current token.</summary>
internal static class BodyReader
{
    /// <summary>Reads a JSON object; 400 without one, 413 above <paramref name="limit"/> bytes.</summary>
    public static async Task<RequestBody> ReadAsync(HttpContext context, long limit) =>
        await ReadOptionalAsync(context, limit) ?? throw ApiError.BadRequest("The request needs a JSON body.");

    /// <summary>As <see cref="ReadAsync"/>, but null for an empty body.</summary>
    public static async Task<RequestBody?> ReadOptionalAsync(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
            throw TooLarge(limit);

        var splitter = new ContentExtractor();
        try
        {
            if (!await FeedAsync(context, splitter, limit))
                return null;
            var document = JsonDocument.Parse(splitter.Skeleton);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new RequestBody(document, splitter.Parts);
            document.Dispose();
            throw ApiError.BadRequest("The body must be a JSON object.");
        }
        catch (JsonException error)
        {
            throw ApiError.BadRequest($"The body is not valid JSON: {error.Message}");
        }
        catch (Exception error) when (error is BadHttpRequestException or IOException)
        {
            throw ApiError.BadRequest("The body is incomplete.");
        }
    }

    private static async Task<bool> FeedAsync(HttpContext context, ContentExtractor splitter, long limit)
    {
        var pipe = context.Request.BodyReader;
        var record = context.Features.Get<RequestRecord>();
        var total = 0L;
        var wanted = 1;
        while (true)
        {
            var read = await pipe.ReadAtLeastAsync(wanted, context.RequestAborted);
            var buffer = read.Buffer;
            if (read.IsCompleted && total + buffer.Length == 0)
                return false;
            if (total + buffer.Length > limit)
            {
                // Released first, so that the server can read to the end: otherwise the connection breaks before the response arrives.
                pipe.AdvanceTo(buffer.End);
                throw TooLarge(limit);
            }

            var used = splitter.Feed(buffer, read.IsCompleted);
            total += used;
            record?.AddRequestBytes(buffer.Slice(0, used));

            // A value longer than the buffer is read again only when twice as much is there: linear, not quadratic.
            wanted = used == 0 ? checked((int)long.Min(buffer.Length * 2, Array.MaxLength)) : 1;
            pipe.AdvanceTo(buffer.GetPosition(used), buffer.End);
            if (read.IsCompleted)
                return true;
        }
    }

    private static ApiError TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"Request Entity Too Large: the body may have at most {limit} bytes."));
}

/// <summary>
/// A request's JSON in which every content value (<c>string.raw</c>, <c>bytes.raw</c>) is replaced
/// by the index of its part. So a document is small even if the upload is large.
/// </summary>
internal sealed class RequestBody(JsonDocument document, IReadOnlyList<ContentPart> parts) : IDisposable
{
    /// <summary>The root, always an object.</summary>
    public JsonElement Root => document.RootElement;

    /// <summary>The content values in order.</summary>
    public IReadOnlyList<ContentPart> Parts { get; } = parts;

    public void Dispose() => document.Dispose();
}
