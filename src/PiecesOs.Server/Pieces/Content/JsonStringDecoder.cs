using System.Buffers;
using System.Globalization;
using System.Text;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>Decodes a JSON string token, which arrives in parts, to UTF-8. The token was checked when it was stored.</summary>
internal sealed class JsonStringDecoder
{
    private readonly byte[] _escape = new byte[6];
    private int _length;
    private char _high;
    private bool _isStarted;

    /// <summary>Decodes the next part.</summary>
    public void Decode(ReadOnlySpan<byte> part, IBufferWriter<byte> output)
    {
        if (!_isStarted && !part.IsEmpty)
        {
            part = part[1..];
            _isStarted = true;
        }

        while (!part.IsEmpty)
        {
            if (_length > 0)
            {
                _escape[_length++] = part[0];
                part = part[1..];
                EndEscape(output);
                continue;
            }

            var special = part.IndexOfAny((byte)'\\', (byte)'"');
            var plain = special < 0 ? part : part[..special];
            if (!plain.IsEmpty)
            {
                WriteUnpaired(output);
                output.Write(plain);
            }

            if (special < 0)
                return;
            if (part[special] == '"')
            {
                WriteUnpaired(output);
                return;
            }

            _escape[0] = (byte)'\\';
            _length = 1;
            part = part[(special + 1)..];
        }
    }

    private void EndEscape(IBufferWriter<byte> output)
    {
        if (_escape[1] != 'u')
        {
            _length = 0;
            WriteUnpaired(output);
            output.Write([_escape[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var other => other,
            }]);
        }
        else if (_length == _escape.Length)
        {
            _length = 0;
            WriteUnit((char)ushort.Parse(_escape.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), output);
        }
    }

    private void WriteUnit(char unit, IBufferWriter<byte> output)
    {
        if (_high != 0 && char.IsLowSurrogate(unit))
        {
            Write(new Rune(_high, unit), output);
            _high = '\0';
            return;
        }

        WriteUnpaired(output);
        if (char.IsHighSurrogate(unit))
            _high = unit;
        else
            Write(Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar, output);
    }

    /// <summary>Half of a surrogate pair is not a character.</summary>
    private void WriteUnpaired(IBufferWriter<byte> output)
    {
        if (_high == 0)
            return;
        _high = '\0';
        Write(Rune.ReplacementChar, output);
    }

    private static void Write(Rune rune, IBufferWriter<byte> output)
    {
        Span<byte> utf8 = stackalloc byte[4];
        output.Write(utf8[..rune.EncodeToUtf8(utf8)]);
    }
}
