namespace RestCore.Json;

/// <summary>
/// Bytes as JSON writes them without any freedom: <c>0,17,255</c>. Only what can be written back unchanged is read.
/// </summary>
internal static class JsonByteArrayText
{
    /// <summary>The longest text of one byte, with the comma.</summary>
    public const int MaxLength = 4;

    private static readonly uint[] s_texts = MakeTexts();

    /// <summary>Writes <c>0,17,255,</c>, with a comma behind each number; the number of characters written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="text">Room for <see cref="MaxLength"/> times as many.</param>
    public static int Write(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        var length = 0;
        foreach (var value in bytes)
        {
            var digits = s_texts[value];
            text[length] = (byte)digits;
            text[length + 1] = (byte)(digits >> 8);
            text[length + 2] = (byte)(digits >> 16);
            text[length + 3] = (byte)',';
            length += (int)(digits >> 24);
        }

        return length;
    }

    /// <summary>
    /// Reads numbers, each with the comma or the bracket behind it, until the array is closed, the text or the room ends, or
    /// something stands there that <see cref="Write"/> would not write.
    /// </summary>
    public static JsonByteArrayText.Stop Read(ReadOnlySpan<byte> text, Span<byte> bytes, out int consumed, out int written)
    {
        consumed = 0;
        written = 0;
        while (written < bytes.Length)
        {
            var rest = text.Slice(consumed);
            if (rest.Length < MaxLength)
                return ReadLast(rest, bytes, ref consumed, ref written);
            if (!TryRead(rest, out var value, out var length))
                return Stop.Foreign;
            bytes[written++] = value;
            consumed += length + 1;
            if (rest[length] == (byte)']')
                return Stop.Closed;
        }

        return Stop.More;
    }

    /// <summary>Near the end of the text a number may not have arrived whole.</summary>
    private static Stop ReadLast(ReadOnlySpan<byte> rest, Span<byte> bytes, ref int consumed, ref int written)
    {
        Span<byte> padded = [(byte)' ', (byte)' ', (byte)' ', (byte)' '];
        while (written < bytes.Length)
        {
            var end = rest.IndexOfAny((byte)',', (byte)']');
            if (end < 0)
                return Stop.More;
            rest.CopyTo(padded);
            if (!TryRead(padded, out var value, out var length) || length != end)
                return Stop.Foreign;
            bytes[written++] = value;
            consumed += end + 1;
            if (rest[end] == (byte)']')
                return Stop.Closed;
            rest = rest.Slice(end + 1);
            padded.Fill((byte)' ');
        }

        return Stop.More;
    }

    /// <summary>One number of up to three digits with a comma or a bracket behind it.</summary>
    private static bool TryRead(ReadOnlySpan<byte> text, out byte value, out int length)
    {
        var first = (uint)(text[0] - '0');
        var second = (uint)(text[1] - '0');
        var third = (uint)(text[2] - '0');
        var number = first;
        length = 1;
        if (second <= 9)
        {
            number = (number * 10) + second;
            length = 2;
            if (third <= 9)
            {
                number = (number * 10) + third;
                length = 3;
            }
        }

        value = (byte)number;
        return first <= 9 && number <= byte.MaxValue && (first != 0 || length == 1) && text[length] is (byte)',' or (byte)']';
    }

    /// <summary>Of each byte its digits, the first one lowest, and in the highest byte their number with the comma.</summary>
    private static uint[] MakeTexts()
    {
        var texts = new uint[256];
        for (uint value = 0; value < texts.Length; value++)
        {
            var hundreds = '0' + (value / 100);
            var tens = '0' + (value / 10 % 10);
            var ones = '0' + (value % 10);
            texts[value] = value switch
            {
                < 10 => ones | ((uint)',' << 8) | (2U << 24),
                < 100 => tens | (ones << 8) | ((uint)',' << 16) | (3U << 24),
                _ => hundreds | (tens << 8) | (ones << 16) | (4U << 24),
            };
        }

        return texts;
    }

    /// <summary>Why the reading ended.</summary>
    internal enum Stop
    {
        /// <summary>The text or the room has ended; more numbers come.</summary>
        More,

        /// <summary>The array is closed.</summary>
        Closed,

        /// <summary>Something else than the text of a byte comes.</summary>
        Foreign,
    }
}
