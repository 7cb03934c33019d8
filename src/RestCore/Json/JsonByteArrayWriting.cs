using System.Buffers;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Writes the bytes of files as JSON.</summary>
public static class JsonByteArrayWriting
{
    /// <summary>
    /// Writes bytes as numbers into the array that is open: many at once, because one by one, by
    /// <see cref="Utf8JsonWriter.WriteNumberValue(int)"/>, takes much longer.
    /// </summary>
    public static void WriteByteNumbers(this Utf8JsonWriter writer, ReadOnlySpan<byte> bytes)
    {
        if (writer is null)
            throw new ArgumentNullException(nameof(writer));
        if (bytes.IsEmpty)
            return;
        var text = ArrayPool<byte>.Shared.Rent(bytes.Length * JsonByteArrayText.MaxLength);
        var length = JsonByteArrayText.Write(bytes, text) - 1;

        // Several elements at once; the writer puts a comma before them where one is due.
        writer.WriteRawValue(text.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(text);
    }
}
