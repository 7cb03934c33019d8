namespace PiecesOs.Trust.Tests.Faults;

/// <summary>Makes random changes to bytes.</summary>
internal static class Fuzzer
{
    private static readonly byte[][] s_tokens =
    [
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\"u8.ToArray(), "null"u8.ToArray(), "-"u8.ToArray(),
        "1e999"u8.ToArray(), "\\ud800"u8.ToArray(), [0], [0xFF], [0xC3, 0x28], [0xEF, 0xBB, 0xBF], "\u2028"u8.ToArray(), "../"u8.ToArray(),
    ];

    /// <summary>Makes one to eight changes: replaces a byte; removes, repeats or replaces a part; or inserts a token that is likely to cause errors.</summary>
    public static byte[] Mutate(byte[] bytes, Random random)
    {
        for (var changes = random.Next(1, 9); changes > 0; changes--)
        {
            if (bytes.Length == 0)
                return bytes;
            var at = random.Next(bytes.Length);
            var length = Math.Min(bytes.Length - at, 1 + random.Next(1 << random.Next(9)));
            bytes = random.Next(5) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], .. bytes[(at + length)..]],
                2 => [.. bytes[..(at + length)], .. bytes[at..]],
                3 => [.. bytes[..at], .. s_tokens[random.Next(s_tokens.Length)], .. bytes[at..]],
                _ => [.. bytes[..at], .. s_tokens[random.Next(s_tokens.Length)], .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }
}
