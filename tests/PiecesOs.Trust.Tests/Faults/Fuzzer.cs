namespace PiecesOs.Trust.Tests.Faults;

/// <summary>Changes bytes at random.</summary>
internal static class Fuzzer
{
    private static readonly byte[][] s_telling =
    [
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\"u8.ToArray(), "null"u8.ToArray(), "-"u8.ToArray(),
        "1e999"u8.ToArray(), "\\ud800"u8.ToArray(), [0], [0xFF], [0xC3, 0x28], [0xEF, 0xBB, 0xBF], "\u2028"u8.ToArray(), "../"u8.ToArray(),
    ];

    /// <summary>One to eight changes: a byte replaced, a part removed, repeated or exchanged, something telling inserted.</summary>
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
                3 => [.. bytes[..at], .. s_telling[random.Next(s_telling.Length)], .. bytes[at..]],
                _ => [.. bytes[..at], .. s_telling[random.Next(s_telling.Length)], .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }
}
