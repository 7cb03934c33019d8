using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RestCore.Json;

/// <summary>Finds the bytes inside strings, block after block.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JsonStrings
{
    private const ulong EverySecond = 0xAAAA_AAAA_AAAA_AAAA;

    private ulong _isInString; // All bits, or none.
    private ulong _isEscaped; // The lowest bit, for the byte that comes next.

    /// <summary>Whether the next byte is inside a string.</summary>
    public readonly bool IsInString => _isInString != 0;

    /// <summary>The bytes of a block that are inside strings, each string's opening quotation mark with it and its closing one not.</summary>
    /// <param name="block">The block.</param>
    /// <param name="length">How many of its bytes are there.</param>
    /// <param name="escaped">The bytes behind a backslash that is not itself behind one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Pass(JsonBlock block, int length, out ulong escaped)
    {
        escaped = Escaped(block.Backslashes, length);
        var inString = PrefixXor(block.Quotes & ~escaped) ^ _isInString;
        _isInString = (ulong)((long)inString >> 63);
        return inString;
    }

    /// <summary>Odd and even rows of backslashes differ in how a subtraction carries through them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Escaped(ulong backslashes, int length)
    {
        if ((backslashes | _isEscaped) == 0)
            return 0;
        var escaping = backslashes & ~_isEscaped;
        var codes = (((escaping << 1) | EverySecond) - escaping) ^ EverySecond;
        var escaped = codes ^ (backslashes | _isEscaped);
        _isEscaped = length == JsonBlock.Size ? (codes & backslashes) >> 63 : (escaped >> length) & 1;
        return escaped;
    }

    /// <summary>For each bit, whether the number of bits up to and with it is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
