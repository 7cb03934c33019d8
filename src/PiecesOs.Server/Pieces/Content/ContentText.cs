using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PiecesOs.Server.Storage;
using SQLitePCL;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>The content of an asset's original as plain text, for pages and exports.</summary>
internal static class ContentText
{
    /// <summary>The text; null for content that is not text, or longer than <paramref name="max"/> bytes.</summary>
    public static string? Read(DatabaseSession session, long sequence, long max)
    {
        var kind = (ContentKind)(long)session.Scalar("SELECT kind FROM assets WHERE seq = $1", sequence)!;
        using var all = new MemoryStream();
        using (var parts = session.Query(ContentSlot.SelectParts, sequence, ContentSlot.FirstPart(0), ContentSlot.EndOfParts(0)))
        {
            while (parts.Read())
            {
                all.Write(raw.sqlite3_column_blob(parts.Handle, 0));
                if (all.Length > max)
                    return null;
            }
        }

        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        if (kind == ContentKind.Bytes)
            return bytes.IndexOf((byte)0) < 0 && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        if (kind == ContentKind.None)
            return null;
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        return reader.GetString();
    }
}
