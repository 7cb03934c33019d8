using System.Runtime.InteropServices;
#if NET
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
#endif

namespace RestCore.Json;

/// <summary>What is where in 64 bytes of JSON: a bit for each byte, the first byte's the lowest.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct JsonBlock
{
    /// <summary>How many bytes a block has.</summary>
    public const int Size = 64;

    private JsonBlock(ulong quotes, ulong backslashes, ulong opening, ulong closing)
    {
        Quotes = quotes;
        Backslashes = backslashes;
        Opening = opening;
        Closing = closing;
    }

    /// <summary>Quotation marks.</summary>
    public ulong Quotes { get; }

    /// <summary>Backslashes.</summary>
    public ulong Backslashes { get; }

    /// <summary>Brackets and braces that open.</summary>
    public ulong Opening { get; }

    /// <summary>Brackets and braces that close.</summary>
    public ulong Closing { get; }

#if NET
    /// <summary>Reads the first 64 of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonBlock Of(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes.Slice(0, Size));
        var quarter0 = Quarter(Vector128.LoadUnsafe(ref start));
        var quarter1 = Quarter(Vector128.LoadUnsafe(ref start, 16));
        var quarter2 = Quarter(Vector128.LoadUnsafe(ref start, 32));
        var quarter3 = Quarter(Vector128.LoadUnsafe(ref start, 48));
        return new JsonBlock(
            Join(quarter0.Quotes, quarter1.Quotes, quarter2.Quotes, quarter3.Quotes),
            Join(quarter0.Backslashes, quarter1.Backslashes, quarter2.Backslashes, quarter3.Backslashes),
            Join(quarter0.Opening, quarter1.Opening, quarter2.Opening, quarter3.Opening),
            Join(quarter0.Closing, quarter1.Closing, quarter2.Closing, quarter3.Closing));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Quotes, uint Backslashes, uint Opening, uint Closing) Quarter(Vector128<byte> bytes)
    {
        // One bit more turns a bracket into a brace, and nothing else into one.
        var braces = bytes | Vector128.Create((byte)0x20);
        return (
            Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits(),
            Vector128.Equals(braces, Vector128.Create((byte)'{')).ExtractMostSignificantBits(),
            Vector128.Equals(braces, Vector128.Create((byte)'}')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Join(uint quarter0, uint quarter1, uint quarter2, uint quarter3) =>
        quarter0 | (quarter1 << 16) | ((ulong)(quarter2 | (quarter3 << 16)) << 32);
#else
    /// <summary>Reads the first 64 of the bytes.</summary>
    public static JsonBlock Of(ReadOnlySpan<byte> bytes)
    {
        ulong quotes = 0, backslashes = 0, opening = 0, closing = 0;
        for (var i = 0; i < Size; i++)
        {
            var bit = 1UL << i;
            switch (bytes[i])
            {
                case (byte)'"':
                    quotes |= bit;
                    break;
                case (byte)'\\':
                    backslashes |= bit;
                    break;
                case (byte)'{' or (byte)'[':
                    opening |= bit;
                    break;
                case (byte)'}' or (byte)']':
                    closing |= bit;
                    break;
            }
        }

        return new JsonBlock(quotes, backslashes, opening, closing);
    }
#endif
}
