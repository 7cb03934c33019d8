using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Search;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Stores assets in the tables, with everything that search and filters need.</summary>
internal sealed class AssetTable(Vocabulary vocabulary)
{
    /// <summary>Adds an asset; the contents are those of slot 0, 1 and so on.</summary>
    public void Insert(DatabaseSession session, AssetDocument document, AssetIndexEntry entry, IReadOnlyList<ContentPart> contents) =>
        Insert(session, document, entry, contents[0].Kind, contents, place: null);

    /// <summary>Adds an asset, which may have no content, at the end of lists or at <paramref name="place"/>.</summary>
    public void Insert(DatabaseSession session, AssetDocument document, AssetIndexEntry entry, ContentKind kind, IReadOnlyList<ContentPart> contents, long? place)
    {
        session.Execute(
            "INSERT INTO assets(id, pseudo, name, ext, created, updated, kind, document, splices, seq) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            entry.Id, entry.Pseudo, entry.Name, entry.Ext, entry.Created.Ticks, entry.Updated.Ticks, (int)kind, document.Json, document.Insertions, place);
        var sequence = (long)session.Scalar("SELECT last_insert_rowid()")!;
        InsertIndexEntry(session, sequence, entry);
        for (var slot = 0; slot < contents.Count; slot++)
            InsertContent(session, sequence, slot, contents[slot]);
    }

    /// <summary>Replaces an asset's document, and the contents that changed.</summary>
    public void Update(DatabaseSession session, long sequence, AssetDocument document, AssetIndexEntry entry, ContentChanges contents)
    {
        session.Execute(
            "UPDATE assets SET pseudo = $2, name = $3, ext = $4, updated = $5, document = $6, splices = $7, kind = $8 WHERE seq = $1",
            sequence, entry.Pseudo, entry.Name, entry.Ext, entry.Updated.Ticks, document.Json, document.Insertions, (int)contents.Original);
        DeleteIndexEntry(session, sequence);
        session.Execute("DELETE FROM formats WHERE asset = $1", sequence);
        InsertIndexEntry(session, sequence, entry);
        foreach (var slot in contents.Removed)
            ContentSlot.Delete(session, sequence, slot);
        foreach (var (from, to) in contents.Moved)
            ContentSlot.Move(session, sequence, from, to);
        foreach (var (slot, content) in contents.Replaced)
        {
            ContentSlot.Delete(session, sequence, slot);
            if (slot == 0)
                session.Execute("DELETE FROM bodies WHERE rowid = $1", sequence);
            InsertContent(session, sequence, slot, content);
        }
    }

    /// <summary>The formats of an asset.</summary>
    public static IReadOnlyList<StoredFormat> Formats(DatabaseSession session, long sequence)
    {
        var formats = new List<StoredFormat>();
        using var rows = session.Query("SELECT id, slot, kind FROM formats WHERE asset = $1", sequence);
        while (rows.Read())
            formats.Add(new StoredFormat(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetInt32(1), (ContentKind)rows.GetInt32(2)));
        return formats;
    }

    /// <summary>Keeps of an asset only that it existed; with <paramref name="keep"/> also its record, for lists that still contain it.</summary>
    public static void Delete(DatabaseSession session, long sequence, bool keep)
    {
        DeleteIndexEntry(session, sequence);
        DeleteContent(session, sequence);
        session.Execute(
            keep
                ? "UPDATE assets SET deleted = 1, name = NULL, kind = 0 WHERE seq = $1"
                : "UPDATE assets SET deleted = 1, document = NULL, splices = NULL, name = NULL, kind = 0 WHERE seq = $1",
            sequence);
    }

    /// <summary>Deletes an asset as if it had never existed.</summary>
    public static void Erase(DatabaseSession session, long sequence)
    {
        DeleteIndexEntry(session, sequence);
        DeleteContent(session, sequence);
        session.Execute("DELETE FROM formats WHERE asset = $1", sequence);
        session.Execute("DELETE FROM assets WHERE seq = $1", sequence);
    }

    /// <summary>Where the asset is; 410 if it was deleted, 404 if it never existed.</summary>
    public static long Find(DatabaseSession session, string id) =>
        Find(session, "SELECT seq, deleted FROM assets WHERE id = $1", id, "Asset");

    /// <summary>Where the asset of a format is; 410 if it was deleted, 404 if it never existed.</summary>
    public static long FindFormat(DatabaseSession session, string id) =>
        Find(session, "SELECT a.seq, a.deleted FROM formats f JOIN assets a ON a.seq = f.asset WHERE f.id = $1 ORDER BY a.deleted, a.seq", id, "Format");

    /// <summary>An ID of a path in its stored form; 400 if it is not a uuid.</summary>
    public static string Id(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id.ToString() : throw ApiError.BadRequest($"'{text}' is not a uuid.");

    private static long Find(DatabaseSession session, string sql, string id, string what)
    {
        using var row = session.Query(sql, id);
        if (!row.Read())
            throw ApiError.NotFound($"{what} not found: {id}");
        if (row.GetInt64(1) != 0)
            throw ApiError.Gone($"{what} no longer exists and is Gone: {id}");
        return row.GetInt64(0);
    }

    private void InsertIndexEntry(DatabaseSession session, long sequence, AssetIndexEntry entry)
    {
        foreach (var tag in entry.Tags)
            session.Execute("INSERT OR IGNORE INTO tags(asset, text) VALUES($1, $2)", sequence, tag);
        foreach (var (url, name) in entry.Websites)
            session.Execute("INSERT INTO websites(asset, url, name) VALUES($1, $2, $3)", sequence, url, name);
        foreach (var person in entry.Persons)
            session.Execute("INSERT INTO persons(asset, text) VALUES($1, $2)", sequence, person);
        foreach (var (type, text) in entry.Annotations)
            session.Execute("INSERT INTO annotations(asset, type, text) VALUES($1, $2, $3)", sequence, type, text);
        foreach (var format in entry.Formats)
            session.Execute("INSERT INTO formats(id, asset, slot, kind) VALUES($1, $2, $3, $4)", format.Id, sequence, format.Slot, (int)format.Kind);
        for (var position = 0; position < entry.Related.Count; position++)
            session.Execute("INSERT OR IGNORE INTO related(kind, id, asset, position) VALUES($1, $2, $3, $4)", entry.Related[position].Relation, entry.Related[position].Id, sequence, position);

        var tags = string.Join('\n', entry.Tags);
        var annotations = string.Join('\n', entry.Annotations.Select(note => note.Text));
        session.Execute("INSERT INTO titles(rowid, name, tags, annotations) VALUES($1, $2, $3, $4)", sequence, entry.Name ?? "", tags, annotations);
        vocabulary.AddWords(session, entry.Name ?? "");
        vocabulary.AddWords(session, tags);
        vocabulary.AddWords(session, annotations);
    }

    private void InsertContent(DatabaseSession session, long sequence, int slot, ContentPart content)
    {
        ContentSlot.Insert(session, sequence, slot, content);
        if (slot > 0 || content.Head.Length == 0)
            return;
        session.Execute("INSERT INTO bodies(rowid, content) VALUES($1, $2)", sequence, content.Head.Replace('\0', ' '));
        vocabulary.AddWords(session, content.Head);
    }

    private static void DeleteIndexEntry(DatabaseSession session, long sequence)
    {
        session.Execute("DELETE FROM tags WHERE asset = $1", sequence);
        session.Execute("DELETE FROM websites WHERE asset = $1", sequence);
        session.Execute("DELETE FROM persons WHERE asset = $1", sequence);
        session.Execute("DELETE FROM annotations WHERE asset = $1", sequence);
        session.Execute("DELETE FROM titles WHERE rowid = $1", sequence);
        session.Execute("DELETE FROM related WHERE asset = $1", sequence);
    }

    private static void DeleteContent(DatabaseSession session, long sequence)
    {
        session.Execute("DELETE FROM contents WHERE asset = $1", sequence);
        session.Execute("DELETE FROM bodies WHERE rowid = $1", sequence);
    }
}
