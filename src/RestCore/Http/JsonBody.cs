using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RestCore.Http;

/// <summary>The JSON body of a request. It can be sent more than once.</summary>
public abstract class JsonBody : HttpContent
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates a body.</summary>
    protected JsonBody() => Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };

    /// <summary>Whether the body may be large. A large body is written to the network while it is made instead of being buffered.</summary>
    public virtual bool IsLarge => false;

    /// <summary>The ID of the resource that the body is an update of; <see langword="null"/> for any other body.</summary>
    public virtual string? ResourceId => null;

    /// <summary>A body that <paramref name="write"/> writes.</summary>
    /// <param name="write">Writes the body.</param>
    /// <param name="resourceId">The ID of the resource that the body is an update of.</param>
    public static JsonBody From(Action<Utf8JsonWriter> write, string? resourceId = null) => new WrittenBody(write, resourceId);

    /// <summary>Writes the body. A large body flushes the writer now and then.</summary>
    public abstract Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);

#if !NETFRAMEWORK
    /// <inheritdoc/>
    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
#endif

    /// <inheritdoc/>
    protected sealed override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

#pragma warning disable CA2215 // Refit disposes of the body with the request, but the caller may send the body again.
    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
    }
#pragma warning restore CA2215

    /// <summary>Writes the body to the network or to a buffer.</summary>
    protected virtual async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(stream, s_options);
        await using (writer.ConfigureAwait(false))
        {
            await WriteToAsync(writer, cancellationToken).ConfigureAwait(false);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class WrittenBody(Action<Utf8JsonWriter> write, string? resourceId) : JsonBody
    {
        public override string? ResourceId => resourceId;

        public override Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
        {
            write(writer);
            return Task.CompletedTask;
        }
    }
}
