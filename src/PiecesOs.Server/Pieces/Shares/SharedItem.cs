using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Storage;
using SQLitePCL;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>An asset of a share, as its page needs it.</summary>
/// <param name="Number">Its position in the share, from 1; it stays the same when others are deleted.</param>
/// <param name="Sequence">Where the asset is stored.</param>
/// <param name="Title">Its name.</param>
/// <param name="Extension">Its classification.</param>
/// <param name="Kind">How the content is stored.</param>
/// <param name="Size">The size of the content in bytes.</param>
internal sealed record SharedItem(int Number, long Sequence, string Title, string Extension, ContentKind Kind, long Size)
{
    /// <summary>The assets of a share that still exist.</summary>
    public static List<SharedItem> Of(DatabaseSession session, string share)
    {
        var items = new List<SharedItem>();
        var ids = ShareRow.Assets(session, share);
        for (var i = 0; i < ids.Count; i++)
        {
            using var row = session.Query(
                "SELECT seq, name, ext, kind, json_extract(CAST(document AS TEXT), '$.original.reference.bytes.value') FROM assets WHERE id = $1 AND deleted = 0", ids[i]);
            if (row.Read())
                items.Add(new SharedItem(i + 1, row.GetInt64(0), TitleOf(row), row.GetString(2), (ContentKind)row.GetInt32(3), row.IsDBNull(4) ? 0 : row.GetInt64(4)));
        }

        return items;
    }

    /// <summary>What a page shows of the content.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="max">How many bytes of a text are shown.</param>
    public SharedContent Read(DatabaseSession session, int max)
    {
        if (Kind == ContentKind.None)
            return SharedContent.Nothing;
        var output = new ArrayBufferWriter<byte>();
        var isWhole = true;
        var decoder = Kind == ContentKind.Text ? new JsonStringDecoder() : null;
        using (var parts = Parts(session))
        {
            while (isWhole && parts.Read())
            {
                Write(parts, decoder, output);
                isWhole = output.WrittenCount <= max;
            }
        }

        var bytes = output.WrittenSpan;
        if (Kind == ContentKind.Bytes && ImageTypeOf(bytes) is { } image)
            return new SharedContent(null, image, IsWhole: true);
        var shown = isWhole ? bytes : bytes[..EndOfLine(bytes[..max])];
        return Kind == ContentKind.Bytes && (shown.Contains((byte)0) || !Utf8.IsValid(shown))
            ? SharedContent.Nothing
            : new SharedContent(Encoding.UTF8.GetString(shown), null, isWhole);
    }

    /// <summary>Writes the whole content, one part at a time.</summary>
    public async Task CopyAsync(DatabaseSession session, PipeWriter output, CancellationToken cancellation)
    {
        var decoder = Kind == ContentKind.Text ? new JsonStringDecoder() : null;
        using var parts = Parts(session);
        while (parts.Read())
        {
            Write(parts, decoder, output);
            await output.FlushAsync(cancellation);
        }
    }

    private SqliteDataReader Parts(DatabaseSession session) =>
        session.Query(ContentSlot.SelectParts, Sequence, ContentSlot.FirstPart(0), ContentSlot.EndOfParts(0));

    private static void Write(SqliteDataReader parts, JsonStringDecoder? decoder, IBufferWriter<byte> output)
    {
        var part = raw.sqlite3_column_blob(parts.Handle, 0);
        if (decoder is null)
            output.Write(part);
        else
            decoder.Decode(part, output);
    }

    private static string TitleOf(SqliteDataReader row) =>
        row.IsDBNull(1) || string.IsNullOrWhiteSpace(row.GetString(1)) ? "Untitled" : row.GetString(1);

    /// <summary>The type of an image that browsers show and that cannot contain a script. The name and the classification are not asked.</summary>
    private static string? ImageTypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>The end of the last whole line, or of the last whole character.</summary>
    private static int EndOfLine(ReadOnlySpan<byte> utf8)
    {
        var line = utf8.LastIndexOf((byte)'\n');
        if (line > 0)
            return line + 1;
        var end = utf8.Length;
        while (end > 0 && (utf8[end - 1] & 0xC0) == 0x80)
            end--;
        return int.Max(0, end - 1);
    }
}

/// <summary>The content of an item: a text, an image, or neither, which can only be downloaded.</summary>
internal sealed record SharedContent(string? Text, string? ImageType, bool IsWhole)
{
    public static readonly SharedContent Nothing = new(null, null, IsWhole: true);
}
