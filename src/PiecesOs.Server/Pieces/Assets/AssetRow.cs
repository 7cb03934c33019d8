using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using PiecesOs.Server.Pieces.Content;
using SQLitePCL;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// The columns of every query that sends assets, read in place: the spans are SQLite's own memory and are valid
/// until the next row.
/// </summary>
internal readonly ref struct AssetRow
{
    /// <summary>Select list with the first part of the content, in <c>assets a LEFT JOIN contents c</c>.</summary>
    public const string WithContent = "SELECT a.seq, a.document, a.splices, a.kind, c.data, a.id, a.deleted FROM assets a LEFT JOIN contents c ON c.asset = a.seq AND c.part = 0 ";

    /// <summary>Select list without content.</summary>
    public const string WithoutContent = "SELECT a.seq, a.document, a.splices, a.kind, NULL, a.id, a.deleted FROM assets a ";

    public AssetRow(SqliteDataReader reader)
    {
        Sequence = reader.GetInt64(0);
        Document = raw.sqlite3_column_blob(reader.Handle, 1);
        Insertions = MemoryMarshal.Cast<byte, Insertion>(raw.sqlite3_column_blob(reader.Handle, 2));
        Kind = (ContentKind)reader.GetInt32(3);
        Content = raw.sqlite3_column_blob(reader.Handle, 4);
    }

    public long Sequence { get; }

    public ReadOnlySpan<byte> Document { get; }

    public ReadOnlySpan<Insertion> Insertions { get; }

    public ContentKind Kind { get; }

    /// <summary>The first part of the content; empty when it was not selected.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Whether there is more content than the first part of the original's.</summary>
    public bool IsLarge
    {
        get
        {
            if (Content.Length == ChunkedBytes.ChunkSize)
                return true;
            foreach (var insertion in Insertions)
            {
                if (insertion.Slot > 0)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The ID, and whether the asset is deleted, of the current row of the reader.</summary>
    public static (string Id, bool Deleted) Identity(SqliteDataReader reader) => (reader.GetString(5), reader.GetInt64(6) != 0);

    /// <summary>The select list with or without content.</summary>
    public static string Select(bool transferables) => transferables ? WithContent : WithoutContent;
}
