using System.Buffers;
using System.Text.Json;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// The JSON around a content: <c>"string":{"raw":"..."}</c>, or <c>"bytes":{"raw":[...],"base64":[]...}</c> with the
/// other forms empty, as Pieces OS sends them.
/// </summary>
internal static class ContentMember
{
    private static ReadOnlySpan<byte> OtherForms => ""","base64":[],"base64_url":[],"data_url":[]}"""u8;

    /// <summary>What is written before the content.</summary>
    public static ReadOnlySpan<byte> Before(InsertionKind insertion, ContentKind kind) => (insertion == InsertionKind.ContentLater, kind == ContentKind.Text) switch
    {
        (false, true) => "\"string\":{\"raw\":"u8,
        (true, true) => ",\"string\":{\"raw\":"u8,
        (false, false) => "\"bytes\":{\"raw\":"u8,
        (true, false) => ",\"bytes\":{\"raw\":"u8,
    };

    /// <summary>What ends the content.</summary>
    public static ReadOnlySpan<byte> End(ContentKind kind) => kind == ContentKind.Text ? "}"u8 : """],"base64":[],"base64_url":[],"data_url":[]}"""u8;

    /// <summary>What is written after the content.</summary>
    public static ReadOnlySpan<byte> After(InsertionKind insertion) => insertion == InsertionKind.ContentFirst ? ","u8 : ""u8;

    /// <summary>Writes the member <c>bytes</c> of a text, which is passed as its JSON token; returns how many bytes were written.</summary>
    public static int WriteTextAsBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> token)
    {
        var start = ",\"bytes\":{\"raw\":"u8;
        var rented = ArrayPool<byte>.Shared.Rent(token.Length);
        try
        {
            var reader = new Utf8JsonReader(token);
            reader.Read();
            var length = reader.CopyString(rented);
            output.Write(start);
            var written = ByteArrayWriter.Write(output, rented.AsSpan(0, length), isFirst: true);
            output.Write("]"u8);
            output.Write(OtherForms);
            return start.Length + written + 1 + OtherForms.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
