using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// An asset's JSON as it is stored: without its content and without the server's address. The insertions are the positions
/// at which they are sent, so the content is stored once although it is sent several times.
/// </summary>
internal sealed record AssetDocument(byte[] Json, byte[] Insertions)
{
    /// <summary>Follows the address of a link; address and port are those of the server that sends it.</summary>
    public const string LinkMark = "/?p=";

    /// <summary>
    /// Creates the stored form of an asset's JSON: in place of <c>string</c> or <c>bytes</c> of a <c>fragment</c> or
    /// <c>file</c> it has the number of the slot with the content, which becomes an insertion; any link of its shares loses
    /// its address. The JSON has no white space between its tokens.
    /// </summary>
    public static AssetDocument From(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        var insertions = new List<Insertion>();
        var path = new Stack<bool>();
        var reader = new Utf8JsonReader(json);
        var copied = 0;
        var inFormat = false;
        var property = Property.Other;
        var depthOfShares = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = Name(ref reader, inFormat);
                    if (property == Property.Content)
                    {
                        copied = RemoveContent(json, ref reader, copied, output, insertions);
                        property = Property.Other;
                        continue;
                    }

                    if (property == Property.Shares && reader.CurrentDepth == 1)
                        depthOfShares = 1;
                    else if (reader.CurrentDepth == 1)
                        depthOfShares = 0;
                    continue;
                case JsonTokenType.String when property == Property.Link && depthOfShares == 1 && reader.CurrentDepth == 4:
                    copied = RemoveAddress(json, ref reader, copied, output, insertions);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Push(inFormat);
                    inFormat = property == Property.Format;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    inFormat = path.Pop();
                    break;
            }

            property = Property.Other;
        }

        output.Write(json[copied..]);
        return new AssetDocument(output.WrittenSpan.ToArray(), MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(insertions)).ToArray());
    }

    /// <summary>The JSON that <see cref="From"/> was given: with the number of the slot in place of each content.</summary>
    public static byte[] WithSlots(ReadOnlySpan<byte> json, ReadOnlySpan<Insertion> insertions, ContentKind original)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + (insertions.Length * 16));
        var copied = 0;
        foreach (var insertion in insertions)
        {
            var kind = insertion.KindOf(original);
            if (insertion.Kind == InsertionKind.Origin || kind == ContentKind.None)
                continue;
            output.Write(json[copied..insertion.Offset]);
            copied = insertion.Offset;
            var (before, after) = (insertion.Kind == InsertionKind.ContentLater ? "," : "", insertion.Kind == InsertionKind.ContentFirst ? "," : "");
            var name = kind == ContentKind.Text ? "string" : "bytes";
            output.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{before}\"{name}\":{insertion.Slot}{after}")));
        }

        output.Write(json[copied..]);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Omits the member, and one of the commas beside it. A value that is not a slot is not content that is stored.</summary>
    private static int RemoveContent(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int copied, ArrayBufferWriter<byte> output, List<Insertion> insertions)
    {
        var start = (int)reader.TokenStartIndex;
        var content = reader.ValueTextEquals("string"u8) ? ContentKind.Text : ContentKind.Bytes;
        reader.Read();
        var slot = reader.TokenType == JsonTokenType.Number ? reader.GetUInt16() : (ushort?)null;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        var (isFirst, isLast) = (copied == start || json[start - 1] == '{', json[end] == '}');
        output.Write(json[copied..(isFirst ? start : start - 1)]);
        if (slot is { } number)
        {
            var kind = !isFirst ? InsertionKind.ContentLater : isLast ? InsertionKind.Content : InsertionKind.ContentFirst;
            insertions.Add(new Insertion(output.WrittenCount, kind, content, number));
        }

        return isFirst && !isLast ? end + 1 : end;
    }

    private static int RemoveAddress(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int copied, ArrayBufferWriter<byte> output, List<Insertion> insertions)
    {
        var start = (int)reader.TokenStartIndex + 1;
        var mark = reader.ValueSpan.LastIndexOf("/?p="u8);
        if (mark < 0)
            return copied;
        output.Write(json[copied..start]);
        insertions.Add(new Insertion(output.WrittenCount, InsertionKind.Origin, ContentKind.None, 0));
        return start + mark;
    }

    private static Property Name(ref Utf8JsonReader reader, bool inFormat)
    {
        if (inFormat)
            return reader.ValueTextEquals("string"u8) || reader.ValueTextEquals("bytes"u8) ? Property.Content : Property.Other;
        if (reader.ValueTextEquals("fragment"u8) || reader.ValueTextEquals("file"u8))
            return Property.Format;
        if (reader.ValueTextEquals("shares"u8))
            return Property.Shares;
        return reader.ValueTextEquals("link"u8) ? Property.Link : Property.Other;
    }

    private enum Property
    {
        Other,
        Format,
        Content,
        Shares,
        Link,
    }
}

/// <summary>
/// A position in a stored document at which something is inserted when it is sent, and the slot of the content; stored in its
/// memory layout. Files of version 2 have only slot 0, and no kind of content: that of slot 0 is in the row of the asset.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Insertion(int Offset, InsertionKind Kind, ContentKind Content, ushort Slot)
{
    /// <summary>The kind of the content; <paramref name="original"/> is that of slot 0, and None if the contents were deleted.</summary>
    public ContentKind KindOf(ContentKind original) => Slot == 0 || original == ContentKind.None ? original : Content;
}

/// <summary>What is inserted.</summary>
internal enum InsertionKind : byte
{
    /// <summary>The content, the only member of its object.</summary>
    Content = 0,

    /// <summary>The server's own address, before the rest of the link.</summary>
    Origin = 1,

    /// <summary>The content, with members after it.</summary>
    ContentFirst = 2,

    /// <summary>The content, with members before it.</summary>
    ContentLater = 3,
}
