using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Data.Sqlite;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Sends stored assets: copies the document, with content and address inserted.</summary>
internal sealed class AssetWriter(PipeWriter output, string origin, bool transferables, CancellationToken cancellation)
{
    private const int FlushAt = 64 * 1024;
    private readonly byte[] _origin = Encoding.ASCII.GetBytes(origin);
    private int _unflushed;

    /// <summary>The part of the document to send; the whole when it is null.</summary>
    public (int Start, int Length)? Window { get; set; }

    /// <summary>Whether a text is sent as bytes too, as in the response for a single record.</summary>
    public bool TextAsBytes { get; init; }

    /// <summary>How much is sent of tags, annotations and the like.</summary>
    public RelationDetail Relations { get; init; }

    /// <summary>Whether a deleted asset without a record has an index as if it were in the list.</summary>
    public bool StaleIndices { get; init; }

    /// <summary>The select list of the rows that this writer expects.</summary>
    public string Select => AssetRow.Select(transferables);

    /// <summary>The writer of a list of assets.</summary>
    public static AssetWriter ForList(HttpContext context, PiecesState state) =>
        new(context.Response.BodyWriter, state.Origin, state.Transferables(context), context.RequestAborted)
        {
            Relations = state.Options.Relations,
            StaleIndices = state.Options.Removed == RemovedDetail.Stale,
        };

    /// <summary>Whether content is sent.</summary>
    public bool Transferables => transferables;

    /// <summary>Writes text around the assets.</summary>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a record that is not an asset.</summary>
    public ValueTask WriteAsync(byte[] json)
    {
        Write(json);
        return _unflushed >= FlushAt ? FlushAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Writes text around the assets.</summary>
    public void Write(ReadOnlySpan<byte> utf8)
    {
        output.Write(utf8);
        _unflushed += utf8.Length;
    }

    /// <summary>
    /// Writes an Assets object of every row. The index of an asset is its position, and -1 for one that is deleted,
    /// be it in the list or one of <paramref name="gone"/>, unless those keep an index.
    /// </summary>
    public async Task WriteListAsync(DatabaseSession session, SqliteDataReader rows, IEnumerable<string> gone)
    {
        var indices = new List<(string Id, bool Deleted)>();
        Write("""{"iterable":["""u8);
        while (rows.Read())
        {
            if (indices.Count > 0)
                Write(","u8);
            indices.Add(AssetRow.Identity(rows));
            await WriteRowAsync(session, rows);
        }

        Write("""],"indices":{"""u8);
        var position = 0;
        foreach (var (id, deleted) in indices)
            WriteIndex(id, deleted ? -1 : position, position++ == 0);
        foreach (var id in gone)
            WriteIndex(id, StaleIndices ? position : -1, position++ == 0);
        Write("}}"u8);
    }

    /// <summary>Writes the current row of the reader.</summary>
    public async ValueTask WriteRowAsync(DatabaseSession session, SqliteDataReader rows)
    {
        if (!TryWriteSmall(rows))
            await WriteLargeAsync(session, rows);
        if (_unflushed >= FlushAt)
            await FlushAsync();
    }

    /// <summary>Sends what is written; fails if the client has disconnected.</summary>
    public async ValueTask FlushAsync()
    {
        _unflushed = 0;
        var flushed = await output.FlushAsync(cancellation);
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new OperationCanceledException("The client is gone.");
    }

    private void WriteIndex(string id, int index, bool isFirst) =>
        Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{(isFirst ? "" : ",")}\"{id}\":{index}")));

    private bool TryWriteSmall(SqliteDataReader rows)
    {
        var row = new AssetRow(rows);
        if (transferables && row.IsLarge)
            return false;
        if (Relations == RelationDetail.Full)
        {
            WriteSmall(row, row.Document, row.Insertions);
        }
        else
        {
            var reduced = ReducedDocument.Of(row.Document, row.Insertions, Relations);
            WriteSmall(row, reduced.Json, reduced.Insertions);
        }

        return true;
    }

    private void WriteSmall(AssetRow row, ReadOnlySpan<byte> document, ReadOnlySpan<Insertion> insertions)
    {
        var (copied, end) = Range(document.Length);
        foreach (var insertion in insertions)
        {
            if (insertion.Offset < copied || insertion.Offset >= end)
                continue;
            Write(document[copied..insertion.Offset]);
            copied = insertion.Offset;
            if (insertion.Kind == InsertionKind.Origin)
            {
                Write(_origin);
            }
            else if (transferables && row.Kind != ContentKind.None)
            {
                Write(ContentMember.Before(insertion.Kind, row.Kind));
                WriteContent(row.Kind, row.Content, isFirst: true);
                Write(ContentMember.End(row.Kind));
                if (TextAsBytes && row.Kind == ContentKind.Text)
                    _unflushed += ContentMember.WriteTextAsBytes(output, row.Content);
                Write(ContentMember.After(insertion.Kind));
            }
        }

        Write(document[copied..end]);
    }

    private async Task WriteLargeAsync(DatabaseSession session, SqliteDataReader rows)
    {
        var (sequence, kind, document, insertions) = Copy(rows);
        var (copied, end) = Range(document.Length);
        foreach (var insertion in insertions)
        {
            if (insertion.Offset < copied || insertion.Offset >= end)
                continue;
            Write(document.AsSpan(copied..insertion.Offset));
            copied = insertion.Offset;
            if (insertion.Kind == InsertionKind.Origin)
            {
                Write(_origin);
                continue;
            }

            var stored = insertion.KindOf(kind);
            if (stored == ContentKind.None)
                continue;
            Write(ContentMember.Before(insertion.Kind, stored));
            await WritePartsAsync(session, sequence, insertion.Slot, stored);
            Write(ContentMember.After(insertion.Kind));
        }

        Write(document.AsSpan(copied..end));
    }

    private async Task WritePartsAsync(DatabaseSession session, long sequence, int slot, ContentKind kind)
    {
        byte[]? token = null;
        using (var parts = session.Query(ContentSlot.SelectParts, sequence, ContentSlot.FirstPart(slot), ContentSlot.EndOfParts(slot)))
        {
            for (var isFirst = true; parts.Read(); isFirst = false)
            {
                token = isFirst && TextAsBytes && kind == ContentKind.Text ? parts.GetFieldValue<byte[]>(0) : null;
                WriteContent(kind, SQLitePCL.raw.sqlite3_column_blob(parts.Handle, 0), isFirst);
                if (_unflushed >= FlushAt)
                    await FlushAsync();
            }
        }

        Write(ContentMember.End(kind));

        // As for a small original: a text is sent as bytes too, unless it has several parts.
        if (token?.Length < ChunkedBytes.ChunkSize)
            _unflushed += ContentMember.WriteTextAsBytes(output, token);
    }

    private (long Sequence, ContentKind Kind, byte[] Document, Insertion[] Insertions) Copy(SqliteDataReader rows)
    {
        var row = new AssetRow(rows);
        if (Relations == RelationDetail.Full)
            return (row.Sequence, row.Kind, row.Document.ToArray(), row.Insertions.ToArray());
        var reduced = ReducedDocument.Of(row.Document, row.Insertions, Relations);
        return (row.Sequence, row.Kind, reduced.Json, reduced.Insertions);
    }

    private (int Start, int End) Range(int length) => Window is { } window ? (window.Start, window.Start + window.Length) : (0, length);

    private void WriteContent(ContentKind kind, ReadOnlySpan<byte> content, bool isFirst)
    {
        if (kind == ContentKind.Text)
            Write(content);
        else
            _unflushed += ByteArrayWriter.Write(output, content, isFirst);
    }
}
