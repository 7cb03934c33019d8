using System;
using System.Runtime.CompilerServices;
#if NET
using System.Numerics;
#endif

namespace RestCore.Json;

/// <summary>
/// Finds where one JSON value ends in bytes that arrive piece by piece. It only counts brackets outside strings, 64 bytes at
/// a time; whether the value is well formed is for the parser to say.
/// </summary>
internal struct JsonValueScanner
{
    private const ulong EverySecond = 0xAAAA_AAAA_AAAA_AAAA;

    private Kind _kind;
    private int _depth;
    private ulong _isInString; // All bits, or none.
    private ulong _isEscaped; // The lowest bit, for the byte that comes next.
    private bool _passesNumbers;

    private enum Kind : byte
    {
        Unknown,
        Scalar,
        String,
        Structure,
    }

    private static ReadOnlySpan<byte> ScalarEnd => ",]}: \t\r\n"u8;

    /// <summary>Whether the end of the text may be the end of the value too, as that of a number.</summary>
    public readonly bool IsScalar => _kind == Kind.Scalar;

    /// <summary>
    /// Takes the next bytes of the value. <paramref name="consumed"/> is the number of bytes that are done with: up to the end
    /// of the value, or to the middle of a long array of numbers, or all of them.
    /// </summary>
    public JsonScan Scan(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        if (bytes.IsEmpty)
            return JsonScan.More;
        if (_kind == Kind.Unknown)
            _kind = KindOf(bytes[0]);
        return _kind switch
        {
            Kind.Scalar => ScanScalar(bytes, out consumed),
            Kind.String => ScanString(bytes, out consumed),
            _ => ScanStructure(bytes, out consumed),
        };
    }

    /// <summary>Goes on behind the array of numbers that was just found, which somebody else has read. True when that is the end of the value.</summary>
    public bool LeaveArray() => --_depth == 0;

    /// <summary>Goes on into the array of numbers that was just found.</summary>
    public void PassNumbers() => _passesNumbers = true;

    private static Kind KindOf(byte first) => first switch
    {
        (byte)'"' => Kind.String,
        (byte)'{' or (byte)'[' => Kind.Structure,
        _ => Kind.Scalar,
    };

    private static JsonScan ScanScalar(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var end = bytes.IndexOfAny(ScalarEnd);
        consumed = end < 0 ? bytes.Length : end;
        return end < 0 ? JsonScan.More : JsonScan.End;
    }

    private JsonScan ScanString(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        if (_isInString == 0)
        {
            _isInString = ulong.MaxValue;
            consumed = 1;
        }

        while (consumed < bytes.Length)
        {
            if (_isEscaped != 0)
            {
                _isEscaped = 0;
                consumed++;
                continue;
            }

            var at = bytes.Slice(consumed).IndexOfAny((byte)'"', (byte)'\\');
            if (at < 0)
                break;
            consumed += at + 1;
            if (bytes[consumed - 1] == (byte)'"')
                return JsonScan.End;
            _isEscaped = 1;
        }

        consumed = bytes.Length;
        return JsonScan.More;
    }

    /// <summary>The one loop that sees every byte of a list, so it is compiled well from the start.</summary>
#if NET
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    private JsonScan ScanStructure(ReadOnlySpan<byte> bytes, out int consumed)
    {
        for (consumed = 0; consumed + JsonBlock.Size <= bytes.Length; consumed += JsonBlock.Size)
        {
            var block = JsonBlock.Of(bytes.Slice(consumed));
            if ((block.Quotes | block.Backslashes | block.Opening | block.Closing | _isInString) == 0)
            {
                // Nothing but numbers and words: most likely bytes of a file.
                if (!_passesNumbers)
                    return JsonScan.Numbers;
                continue;
            }

            _passesNumbers = false;
            if (FindClosing(block, JsonBlock.Size) is >= 0 and var end)
            {
                consumed += end + 1;
                return JsonScan.End;
            }
        }

        return ScanRest(bytes, ref consumed);
    }

    /// <summary>The bytes behind the last whole block, with white space behind them.</summary>
    private JsonScan ScanRest(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        var rest = bytes.Slice(consumed);
        if (rest.IsEmpty)
            return JsonScan.More;
        Span<byte> padded = stackalloc byte[JsonBlock.Size];
        padded.Fill((byte)' ');
        rest.CopyTo(padded);
        var end = FindClosing(JsonBlock.Of(padded), rest.Length);
        consumed = end < 0 ? bytes.Length : consumed + end + 1;
        return end < 0 ? JsonScan.More : JsonScan.End;
    }

    /// <summary>Where in the block the value ends, or -1 when it goes on behind its first <paramref name="length"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindClosing(JsonBlock block, int length)
    {
        var quotes = block.Quotes & ~Escaped(block.Backslashes, length);
        var inString = PrefixXor(quotes) ^ _isInString;
        _isInString = (ulong)((long)inString >> 63);
        var opening = block.Opening & ~inString;
        var closing = block.Closing & ~inString;
        var closings = PopCount(closing);
        if (closings >= _depth && closing != 0)
            return FindClosing(opening, closing);
        _depth += PopCount(opening) - closings;
        return -1;
    }

    private int FindClosing(ulong opening, ulong closing)
    {
        for (var brackets = opening | closing; brackets != 0; brackets &= brackets - 1)
        {
            var bit = brackets & (0 - brackets);
            _depth += (closing & bit) != 0 ? -1 : 1;
            if (_depth == 0)
                return PopCount(bit - 1);
        }

        return -1;
    }

    /// <summary>The bytes behind a backslash that is not itself behind one. Rows of backslashes are told apart by how a subtraction carries through them.</summary>
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

#if NET
    private static int PopCount(ulong bits) => BitOperations.PopCount(bits);
#else
    private static int PopCount(ulong bits)
    {
        var count = 0;
        for (; bits != 0; bits &= bits - 1)
            count++;
        return count;
    }
#endif
}
