using System.Net;
using System.Text;
using RestCore.Json;

namespace RestCore.Http;

/// <summary>The content of a successful response, and how to read it as what the operation promises.</summary>
public sealed class ResponseContent : HttpContent
{
    /// <summary>The longest response that is read as text: IDs, versions and the like.</summary>
    private const int MaxTextBytes = 64 * 1024;

    private const int BlockBytes = 80 * 1024;

    private readonly HttpRequestMessage _request;

    private ResponseContent(HttpRequestMessage request, HttpStatusCode status, ResponseBodyStream body)
    {
        _request = request;
        Status = status;
        Body = body;
    }

    /// <summary>The HTTP status of the response.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The operation of the request.</summary>
    public RestOperation Operation => _request.GetOperation();

    /// <summary>
    /// The ID of the resource that the request names: the value at the end of its path, or the ID in its body where the body is an
    /// update. <see langword="null"/> when it creates a resource.
    /// </summary>
    public string? ResourceId =>
        _request.GetPathTemplate().EndsWith("}", StringComparison.Ordinal) ? LastPathValue : (_request.Content as JsonBody)?.ResourceId;

    /// <summary>The last value in the path.</summary>
    public string LastPathValue => PathValues.Last().Value;

    internal ResponseBodyStream Body { get; }

    private KeyValuePair<string, string>[] PathValues => _request.GetOption<KeyValuePair<string, string>[]>(RequestOptions.PathValues) ?? [];

    /// <summary>The content of a response that came through the handlers of a <see cref="RestClient"/>.</summary>
    public static ResponseContent Of(HttpResponseMessage response) => (ResponseContent)(response ?? throw new ArgumentNullException(nameof(response))).Content;

    /// <summary>A value in the path, by its parameter's name; <see langword="null"/> when the path has no such parameter.</summary>
    public string? GetPathValue(string name) => PathValues.FirstOrDefault(value => value.Key == name).Value;

    /// <summary>Reads the content as one JSON value.</summary>
    public async Task<JsonValue> ReadJsonAsync(CancellationToken cancellationToken)
    {
        using var reader = new JsonByteReader(Body, Operation, cancellationToken);
        return await reader.ReadDocumentAsync().ConfigureAwait(false);
    }

    /// <summary>Reads the content as text of at most 64 KB, without white space around it.</summary>
    public async Task<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        Body.LimitTotal();
        var text = new byte[MaxTextBytes + 1];
        var length = 0;
        try
        {
            int read;
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            while (length < text.Length && (read = await Body.ReadAsync(text, length, text.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
                length += read;
#pragma warning restore CA1835
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new MalformedResponseException(Operation, length, "the connection was lost", e);
        }

        return length <= MaxTextBytes
            ? Encoding.UTF8.GetString(text, 0, length).TrimStart('\uFEFF').Trim()
            : throw new MalformedResponseException(Operation, length, "a short text was expected");
    }

    /// <summary>Reads the content as bytes, whatever its length.</summary>
    public async Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        try
        {
            await Body.CopyToAsync(bytes, BlockBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new MalformedResponseException(Operation, bytes.Length, "the connection was lost", e);
        }

        return bytes.ToArray();
    }

    /// <summary>Bytes of the content as text, in the encoding that the response names, or else in UTF-8.</summary>
    public string ToText(byte[] bytes) => ServerMessage.EncodingOf(this).GetString(bytes).TrimStart('\uFEFF');

    /// <summary>Reads the elements of a list while they arrive; see <see cref="JsonListReader"/>.</summary>
    public IAsyncEnumerable<JsonValue> ReadListAsync(
        IReadOnlyList<string> listPath, JsonSiblings? siblings, bool isRequired, CancellationToken cancellationToken) =>
        JsonListReader.ReadAsync(Body, Operation, listPath, siblings, isRequired, cancellationToken);

    /// <summary>Reads the elements of a list while they arrive: of an array, which may be empty, or of a member, which must be there.</summary>
    public IAsyncEnumerable<JsonValue> ReadListAsync(string memberName, CancellationToken cancellationToken) =>
        JsonListReader.ReadAsync(Body, Operation, [memberName], siblings: null, isRequired: true, acceptsEmptyArray: true, cancellationToken);

    /// <summary>The error for a response that does not have the documented form.</summary>
    /// <param name="problem">What was expected, and what the response is.</param>
    /// <param name="innerException">The exception that found it, if any.</param>
    public MalformedResponseException Malformed(string problem, Exception? innerException = null) => new(Operation, 0, problem, innerException);

    internal static async Task<ResponseContent> CreateAsync(
        HttpRequestMessage request, HttpResponseMessage response, RestTransport transport, TimeSpan timeout)
    {
        var received = response.Content;
#pragma warning disable CA2016 // Only opens what has arrived; the overload with a token is not there on .NET Framework.
        var stream = await received.ReadAsStreamAsync().ConfigureAwait(false);
#pragma warning restore CA2016
        var body = new ResponseBodyStream(stream, request.GetOperation(), request.GetDeadline(), transport, timeout);
        body.Observe(excerpt: null, _ => received.Dispose());
        var content = new ResponseContent(request, response.StatusCode, body);
        content.Headers.ContentType = received.Headers.ContentType;
        return content;
    }

    /// <inheritdoc/>
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(Body);

    /// <summary>Writes nothing: Refit buffers content before it deserializes it, and this one is read as a stream.</summary>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Body.Dispose();
        base.Dispose(disposing);
    }
}
