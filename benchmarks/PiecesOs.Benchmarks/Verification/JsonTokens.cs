using System.Text.Json;

namespace PiecesOs.Benchmarks.Verification;

/// <summary>Reads JSON of any size token by token and keeps only one token in memory.</summary>
internal static class JsonTokens
{
    /// <summary>Passes every token to an action. Returns the number of bytes.</summary>
    public static long Read(Stream stream, AssetTokens assets)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        var total = 0L;
        var state = new JsonReaderState();
        for (var isLast = false; !isLast;)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer.AsSpan(filled));
            isLast = read == 0;
            filled += read;
            total += read;

            var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), isLast, state);
            while (reader.Read())
                assets.Add(ref reader);
            state = reader.CurrentState;
            var consumed = (int)reader.BytesConsumed;
            buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
            filled -= consumed;
        }

        return total;
    }
}
