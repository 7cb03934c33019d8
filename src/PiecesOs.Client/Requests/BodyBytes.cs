using System.Text.Json;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Writes bytes into a body while they are read.</summary>
internal static class BodyBytes
{
    /// <summary>Writes an array of numbers.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="open">Opens the bytes from their beginning.</param>
    /// <param name="source">What they are read from, for an error.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteArrayAsync(Utf8JsonWriter writer, Func<Stream> open, string source, CancellationToken cancellationToken)
    {
        writer.WriteStartArray();
        using var stream = Open(open, source);
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await ReadAsync(stream, buffer, source, cancellationToken).ConfigureAwait(false)) > 0)
        {
            writer.WriteByteNumbers(buffer.AsSpan(0, read));
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.WriteEndArray();
    }

    private static Stream Open(Func<Stream> open, string source)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RequestBodyException(source, e);
        }
    }

    private static async Task<int> ReadAsync(Stream stream, byte[] buffer, string source, CancellationToken cancellationToken)
    {
        try
        {
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            return await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1835
        }
        catch (IOException e)
        {
            throw new RequestBodyException(source, e);
        }
    }
}
