using System.Runtime.CompilerServices;

namespace RestCore.Json;

/// <summary>
/// Finds where one JSON value ends in bytes that arrive piece by piece. It only counts brackets outside strings, 64 bytes at
/// a time; whether the value is well formed is for the parser to say.
/// </summary>
internal struct JsonValueScanner
{
    private Kind _kind;
    private int _depth;
    private JsonStrings _strings;
    private bool _isInString;
    private bool _isEscaped;
    private bool _passesNumbers;

    private enum Kind : byte
    {
        Unknown,
        Scalar,
        String,
        Structure,
    }

    /// <summary>Why a scan stopped.</summary>
    public enum Stop
    {
        /// <summary>The bytes ended; the value goes on.</summary>
        More,

        /// <summary>The value ended.</summary>
        End,

        /// <summary>A long array of numbers begins.</summary>
        Numbers,
    }

    private static ReadOnlySpan<byte> ScalarEnd => ",]}: \t\r\n"u8;

    /// <summary>Whether the end of the text may be the end of the value too, as that of a number.</summary>
    public readonly bool IsScalar => _kind == Kind.Scalar;

    /// <summary>
    /// Scans the next bytes of the value. <paramref name="consumed"/> is the number of bytes scanned: up to the end
    /// of the value, or to the middle of a long array of numbers, or all of them.
    /// </summary>
    public Stop Scan(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        if (bytes.IsEmpty)
            return Stop.More;
        if (_kind == Kind.Unknown)
            _kind = KindOf(bytes[0]);
        return _kind switch
        {
            Kind.Scalar => ScanScalar(bytes, out consumed),
            Kind.String => ScanString(bytes, out consumed),
            _ => ScanStructure(bytes, out consumed),
        };
    }

    /// <summary>Continues after the array of numbers that was just found and that the caller has read. Returns true at the end of the value.</summary>
    public bool LeaveArray() => --_depth == 0;

    /// <summary>Goes on into the array of numbers that was just found.</summary>
    public void PassNumbers() => _passesNumbers = true;

    private static Kind KindOf(byte first) => first switch
    {
        (byte)'"' => Kind.String,
        (byte)'{' or (byte)'[' => Kind.Structure,
        _ => Kind.Scalar,
    };

    private static Stop ScanScalar(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var end = bytes.IndexOfAny(ScalarEnd);
        consumed = end < 0 ? bytes.Length : end;
        return end < 0 ? Stop.More : Stop.End;
    }

    private Stop ScanString(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        if (!_isInString)
        {
            _isInString = true;
            consumed = 1;
        }

        while (consumed < bytes.Length)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
                consumed++;
                continue;
            }

            var at = bytes.Slice(consumed).IndexOfAny((byte)'"', (byte)'\\');
            if (at < 0)
                break;
            consumed += at + 1;
            if (bytes[consumed - 1] == (byte)'"')
                return Stop.End;
            _isEscaped = true;
        }

        consumed = bytes.Length;
        return Stop.More;
    }

    /// <summary>The one loop that sees every byte of a list, so it is compiled well from the start.</summary>
#if NET
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    private Stop ScanStructure(ReadOnlySpan<byte> bytes, out int consumed)
    {
        for (consumed = 0; consumed + JsonBlock.Size <= bytes.Length; consumed += JsonBlock.Size)
        {
            var block = JsonBlock.Of(bytes.Slice(consumed));
            if ((block.Quotes | block.Backslashes | block.Opening | block.Closing) == 0 && !_strings.IsInString)
            {
                // Nothing but numbers and words: most likely bytes of a file.
                if (!_passesNumbers)
                    return Stop.Numbers;
                continue;
            }

            _passesNumbers = false;
            if (FindClosing(block, JsonBlock.Size) is >= 0 and var end)
            {
                consumed += end + 1;
                return Stop.End;
            }
        }

        return ScanRest(bytes, ref consumed);
    }

    /// <summary>The bytes behind the last whole block, with white space behind them.</summary>
    private Stop ScanRest(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        var rest = bytes.Slice(consumed);
        if (rest.IsEmpty)
            return Stop.More;
        Span<byte> padded = stackalloc byte[JsonBlock.Size];
        padded.Fill((byte)' ');
        rest.CopyTo(padded);
        var end = FindClosing(JsonBlock.Of(padded), rest.Length);
        consumed = end < 0 ? bytes.Length : consumed + end + 1;
        return end < 0 ? Stop.More : Stop.End;
    }

    /// <summary>Where in the block the value ends, or -1 when it goes on behind its first <paramref name="length"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindClosing(JsonBlock block, int length)
    {
        var outside = ~_strings.Pass(block, length, out _);
        var opening = block.Opening & outside;
        var closing = block.Closing & outside;
        var closings = BitCount.Of(closing);
        if (closings >= _depth && closing != 0)
            return FindClosing(opening, closing);
        _depth += BitCount.Of(opening) - closings;
        return -1;
    }

    private int FindClosing(ulong opening, ulong closing)
    {
        for (var brackets = opening | closing; brackets != 0; brackets &= brackets - 1)
        {
            var place = BitCount.BelowLowest(brackets);
            _depth += (closing >> place & 1) != 0 ? -1 : 1;
            if (_depth == 0)
                return place;
        }

        return -1;
    }
}
