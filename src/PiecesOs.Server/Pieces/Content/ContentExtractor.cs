using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>Extracts the content values from JSON while it arrives; see <see cref="RequestBody"/>.</summary>
internal sealed class ContentExtractor
{
    /// <summary>How much of a text is used for search, names and languages.</summary>
    public const int HeadBytes = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _skeleton = new();
    private readonly List<ContentPart> _parts = [];
    private readonly Stack<PropertyKind> _containers = new();
    private JsonReaderState _state;
    private PropertyKind _property;
    private ContentPart? _array;
    private int _nested;

    private enum PropertyKind
    {
        Other,
        Transferable,
        Raw,
    }

    /// <summary>The JSON without its content values, complete after the last feed.</summary>
    public ReadOnlyMemory<byte> Skeleton => _skeleton.WrittenMemory;

    /// <summary>The extracted values.</summary>
    public IReadOnlyList<ContentPart> Parts => _parts;

    /// <summary>Reads on; returns how many bytes were consumed.</summary>
    public long Feed(ReadOnlySequence<byte> buffer, bool isFinal)
    {
        var reader = new Utf8JsonReader(buffer, isFinal, _state);
        var copied = 0L;
        while (reader.Read())
        {
            if (_array is not null)
            {
                if (!ReadArrayToken(ref reader))
                    continue;
                copied = reader.BytesConsumed;
                continue;
            }

            if (IsContentValue(ref reader) && reader.TokenType is not JsonTokenType.Null)
            {
                Append(buffer.Slice(copied, reader.TokenStartIndex - copied));
                ExtractValue(ref reader);
                copied = reader.BytesConsumed;
            }
        }

        if (_array is null)
            Append(buffer.Slice(copied, reader.BytesConsumed - copied));
        _state = reader.CurrentState;
        return reader.BytesConsumed;
    }

    /// <summary>Keeps track of where the reader is; true when the token is the value of a <c>raw</c> of content.</summary>
    private bool IsContentValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                var inTransferable = _containers.TryPeek(out var container) && container == PropertyKind.Transferable;
                _property = inTransferable && reader.ValueTextEquals("raw"u8) ? PropertyKind.Raw
                    : reader.ValueTextEquals("string"u8) || reader.ValueTextEquals("bytes"u8) ? PropertyKind.Transferable
                    : PropertyKind.Other;
                return false;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when _property != PropertyKind.Raw:
                _containers.Push(_property);
                _property = PropertyKind.Other;
                return false;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _containers.Pop();
                return false;
            default:
                var raw = _property == PropertyKind.Raw;
                _property = PropertyKind.Other;
                return raw;
        }
    }

    private void ExtractValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                AddPart(Text(ref reader));
                break;
            case JsonTokenType.StartArray:
                _array = new ContentPart(ContentKind.Bytes);
                _nested = 0;
                break;
            case JsonTokenType.StartObject:
                _array = new ContentPart(ContentKind.Bytes) { Problem = "raw must be a string or an array of integers, not an object" };
                _nested = 0;
                break;
            default:
                AddPart(new ContentPart(ContentKind.None) { Problem = "raw must be a string or an array of integers" });
                break;
        }
    }

    /// <summary>One token inside a byte array; true when it was the end of the array.</summary>
    private bool ReadArrayToken(ref Utf8JsonReader reader)
    {
        var part = _array!;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when _nested == 0 && reader.TryGetByte(out var value):
                part.Data.Add(value);
                return false;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                _nested++;
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject when _nested > 0:
                _nested--;
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                _array = null;
                part.Size = part.Data.Length;
                part.Head = TextHead(part.Data.Head(HeadBytes));
                AddPart(part);
                return true;
        }

        part.Problem ??= "bytes.raw must hold whole numbers from 0 to 255 only";
        return false;
    }

    private static ContentPart Text(ref Utf8JsonReader reader)
    {
        var part = new ContentPart(ContentKind.Text);
        part.Data.Add((byte)'"');
        if (reader.HasValueSequence)
        {
            foreach (var segment in reader.ValueSequence)
                part.Data.Add(segment.Span);
        }
        else
        {
            part.Data.Add(reader.ValueSpan);
        }

        part.Data.Add((byte)'"');
        var length = checked((int)(reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length));
        var rented = ArrayPool<byte>.Shared.Rent(int.Max(length, 1));
        try
        {
            var plain = rented.AsSpan(0, reader.CopyString(rented));
            part.Size = plain.Length;
            part.Head = Encoding.UTF8.GetString(plain[..int.Min(plain.Length, HeadBytes)]);
            if (!Utf8.IsValid(plain))
                part.Problem = "string.raw is not valid UTF-8";
        }
        catch (InvalidOperationException)
        {
            part.Problem = "string.raw is not valid Unicode text (it contains an unpaired surrogate)";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return part;
    }

    /// <summary>Bytes that are text are searched as text; others are not searched.</summary>
    private static string TextHead(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf((byte)0) >= 0)
            return "";

        // The head may end inside a character: up to three bytes of one may be left over.
        for (var cut = 0; cut <= 3 && cut <= head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
                return Encoding.UTF8.GetString(head[..^cut]);
        }

        return "";
    }

    private void AddPart(ContentPart part)
    {
        Append(_parts.Count.ToString(CultureInfo.InvariantCulture));
        _parts.Add(part);
    }

    private void Append(string digits)
    {
        Span<byte> utf8 = stackalloc byte[digits.Length];
        _skeleton.Write(utf8[..Encoding.ASCII.GetBytes(digits, utf8)]);
    }

    private void Append(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
            _skeleton.Write(segment.Span);
    }
}
