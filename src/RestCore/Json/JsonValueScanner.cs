using System;

namespace RestCore.Json;

/// <summary>
/// Finds where one JSON value ends in bytes that arrive piece by piece. It only counts brackets and quotes;
/// whether the value is well formed is for the parser to say.
/// </summary>
internal struct JsonValueScanner
{
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _started;

    private static ReadOnlySpan<byte> Structure => "\"{}[]"u8;

    private static ReadOnlySpan<byte> ScalarEnd => ",]}: \t\r\n"u8;

    /// <summary>
    /// Takes the next bytes of the value. True when it ends within them: <paramref name="consumed"/> is then the
    /// number of bytes that belong to it; otherwise all of them do.
    /// </summary>
    public bool TryFindEnd(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        if (!_started && bytes.Length > 0)
        {
            _started = true;
            if (Structure.IndexOf(bytes[0]) < 0)
                _depth = -1;
        }

        return _depth < 0 ? TryFindScalarEnd(bytes, out consumed) : TryFindClosing(bytes, out consumed);
    }

    private static bool TryFindScalarEnd(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var end = bytes.IndexOfAny(ScalarEnd);
        consumed = end < 0 ? bytes.Length : end;
        return end >= 0;
    }

    private bool TryFindClosing(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (consumed < bytes.Length)
        {
            var rest = bytes.Slice(consumed);
            if (_inString)
            {
                consumed += PassString(rest);
                if (!_inString && _depth == 0)
                    return true;
                continue;
            }

            var at = rest.IndexOfAny(Structure);
            if (at < 0)
                break;
            consumed += at + 1;
            switch (rest[at])
            {
                case (byte)'"':
                    _inString = true;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                default:
                    if (--_depth <= 0)
                        return true;
                    break;
            }
        }

        consumed = bytes.Length;
        return false;
    }

    private int PassString(ReadOnlySpan<byte> bytes)
    {
        if (_escaped)
        {
            _escaped = false;
            return 1;
        }

        var at = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (at < 0)
            return bytes.Length;
        if (bytes[at] == (byte)'"')
            _inString = false;
        else
            _escaped = true;
        return at + 1;
    }
}
