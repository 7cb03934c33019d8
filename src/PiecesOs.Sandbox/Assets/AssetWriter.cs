using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Assets;

/// <summary>Sends stored assets: copies the document and puts content and address in where the splices say.</summary>
internal sealed class AssetWriter(PipeWriter output, string origin, bool transferables, CancellationToken cancellation)
{
    private const int FlushAt = 64 * 1024;
    private readonly byte[] _origin = System.Text.Encoding.ASCII.GetBytes(origin);
    private int _unflushed;

    /// <summary>The part of the document to send; the whole when it is null.</summary>
    public (int Start, int Length)? Window { get; init; }

    /// <summary>The select list of the rows that this writer takes.</summary>
    public string Select => AssetRow.Select(transferables);

    /// <summary>Writes text around the assets.</summary>
    public void Write(ReadOnlySpan<byte> utf8)
    {
        output.Write(utf8);
        _unflushed += utf8.Length;
    }

    /// <summary>Writes every row, with commas between; answers how many there were.</summary>
    public async Task<int> WriteAllAsync(DatabaseSession session, SqliteDataReader rows)
    {
        var count = 0;
        while (rows.Read())
        {
            if (count++ > 0)
                Write(","u8);
            await WriteRowAsync(session, rows);
        }

        return count;
    }

    /// <summary>Writes the row the reader stands on.</summary>
    public async ValueTask WriteRowAsync(DatabaseSession session, SqliteDataReader rows)
    {
        if (!TryWriteSmall(rows))
            await WriteLargeAsync(session, rows);
        if (_unflushed >= FlushAt)
            await FlushAsync();
    }

    /// <summary>Sends what is written; ends the work when nobody reads any more.</summary>
    public async ValueTask FlushAsync()
    {
        _unflushed = 0;
        var flushed = await output.FlushAsync(cancellation);
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new OperationCanceledException("The client is gone.");
    }

    private bool TryWriteSmall(SqliteDataReader rows)
    {
        var row = new AssetRow(rows);
        if (row.IsLarge)
            return false;

        var (copied, end) = Range(row.Document.Length);
        foreach (var splice in row.Splices)
        {
            if (splice.Offset < copied || splice.Offset >= end)
                continue;
            Write(row.Document[copied..splice.Offset]);
            copied = splice.Offset;
            if (splice.Kind == SpliceKind.Origin)
            {
                Write(_origin);
            }
            else if (transferables && row.Kind != ContentKind.None)
            {
                copied += "null"u8.Length;
                WriteContentStart();
                WriteContent(row.Kind, row.Content, isFirst: true);
                WriteContentEnd(row.Kind);
            }
        }

        Write(row.Document[copied..end]);
        return true;
    }

    private async Task WriteLargeAsync(DatabaseSession session, SqliteDataReader rows)
    {
        var (sequence, kind, document, splices) = Copy(rows);
        var (copied, end) = Range(document.Length);
        foreach (var splice in splices)
        {
            if (splice.Offset < copied || splice.Offset >= end)
                continue;
            Write(document.AsSpan(copied..splice.Offset));
            copied = splice.Offset;
            if (splice.Kind == SpliceKind.Origin)
            {
                Write(_origin);
                continue;
            }

            copied += "null"u8.Length;
            WriteContentStart();
            using (var parts = session.Query("SELECT data FROM contents WHERE asset = $1 ORDER BY part", sequence))
            {
                for (var isFirst = true; parts.Read(); isFirst = false)
                {
                    WriteContent(kind, SQLitePCL.raw.sqlite3_column_blob(parts.Handle, 0), isFirst);
                    await FlushAsync();
                }
            }

            WriteContentEnd(kind);
        }

        Write(document.AsSpan(copied..end));
    }

    private static (long Sequence, ContentKind Kind, byte[] Document, Splice[] Splices) Copy(SqliteDataReader rows)
    {
        var row = new AssetRow(rows);
        return (row.Sequence, row.Kind, row.Document.ToArray(), row.Splices.ToArray());
    }

    private (int Start, int End) Range(int length) => Window is { } window ? (window.Start, window.Start + window.Length) : (0, length);

    private void WriteContentStart() => Write("""{"schema":null,"raw":"""u8);

    private void WriteContent(ContentKind kind, ReadOnlySpan<byte> content, bool isFirst)
    {
        if (kind == ContentKind.Text)
            Write(content);
        else
            _unflushed += IntegerArray.Write(output, content, isFirst);
    }

    private void WriteContentEnd(ContentKind kind)
    {
        if (kind == ContentKind.Bytes)
            Write("]"u8);
        Write(""","base64":null,"base64_url":null,"data_url":null}"""u8);
    }
}
