using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RestCore.Http;

/// <summary>Puts a <see cref="JsonBody"/> on the wire.</summary>
internal sealed class JsonBodyContent : HttpContent
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonBody _body;
    private readonly CancellationToken _cancellationToken;

    private JsonBodyContent(JsonBody body, CancellationToken cancellationToken)
    {
        _body = body;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Content with a known length, of which <paramref name="excerpt"/> takes the beginning; for a large body one that is written as it is sent.</summary>
    public static async Task<HttpContent> CreateAsync(JsonBody body, BodyExcerpt? excerpt, CancellationToken cancellationToken)
    {
        HttpContent content = new JsonBodyContent(body, cancellationToken);
        if (!body.IsLarge)
        {
            var bytes = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            excerpt?.Add(bytes);
            content = new ByteArrayContent(bytes) { Headers = { ContentLength = bytes.Length } };
        }

        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var writer = new Utf8JsonWriter(stream, s_options);
        await using (writer.ConfigureAwait(false))
        {
            await _body.WriteToAsync(writer, _cancellationToken).ConfigureAwait(false);
            await writer.FlushAsync(_cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
