namespace PiecesOs.Server.Storage;

/// <summary>The tables. A file is ours when its application ID says so, and readable when its version is this one.</summary>
internal static class Schema
{
    /// <summary>"PcSb", in SQLite's application_id.</summary>
    public const int ApplicationId = 0x50635362;

    /// <summary>Raised whenever the tables change.</summary>
    public const int Version = 4;

    /// <summary>The oldest version that <see cref="Upgrade"/> can change to this one.</summary>
    public const int OldestVersion = 2;

    private const string RecordTables = """
        CREATE TABLE records(kind TEXT NOT NULL, id TEXT NOT NULL COLLATE NOCASE, key TEXT, document BLOB NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
        CREATE INDEX records_by_key ON records(kind, key);

        """;

    private const string FormatTables = """
        CREATE TABLE formats(id TEXT NOT NULL COLLATE NOCASE, asset INTEGER NOT NULL, slot INTEGER, kind INTEGER NOT NULL, PRIMARY KEY(id, asset)) WITHOUT ROWID;
        CREATE INDEX formats_of_asset ON formats(asset);
        CREATE TABLE related(
          kind TEXT NOT NULL, id TEXT NOT NULL COLLATE NOCASE, asset INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(kind, id, asset)) WITHOUT ROWID;
        CREATE INDEX related_of_asset ON related(asset);
        """;

    public const string Create = """
        CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE assets(
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          deleted INTEGER NOT NULL DEFAULT 0,
          pseudo INTEGER NOT NULL,
          name TEXT,
          ext TEXT NOT NULL,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          document BLOB,
          splices BLOB);

        CREATE INDEX assets_by_name ON assets(name COLLATE NOCASE);
        CREATE TABLE contents(asset INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(asset, part)) WITHOUT ROWID;

        CREATE TABLE tags(asset INTEGER NOT NULL, text TEXT NOT NULL COLLATE NOCASE, PRIMARY KEY(text, asset)) WITHOUT ROWID;
        CREATE INDEX tags_of_asset ON tags(asset);
        CREATE TABLE websites(asset INTEGER NOT NULL, url TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL COLLATE NOCASE);
        CREATE INDEX websites_of_asset ON websites(asset);
        CREATE TABLE persons(asset INTEGER NOT NULL, text TEXT NOT NULL COLLATE NOCASE);
        CREATE INDEX persons_of_asset ON persons(asset);
        CREATE TABLE annotations(asset INTEGER NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL);
        CREATE INDEX annotations_of_asset ON annotations(asset);

        CREATE VIRTUAL TABLE titles USING fts5(name, tags, annotations, tokenize = 'trigram');
        CREATE VIRTUAL TABLE bodies USING fts5(content, tokenize = 'trigram');
        INSERT INTO titles(titles, rank) VALUES('hashsize', 8388608);
        INSERT INTO bodies(bodies, rank) VALUES('hashsize', 16777216);
        CREATE TABLE words(word TEXT PRIMARY KEY) WITHOUT ROWID;

        CREATE TABLE shares(
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          short TEXT NOT NULL,
          state INTEGER NOT NULL DEFAULT 0,
          document BLOB NOT NULL);
        CREATE INDEX shares_by_short ON shares(short COLLATE NOCASE);
        CREATE TABLE share_assets(seq INTEGER PRIMARY KEY, share TEXT NOT NULL, asset TEXT NOT NULL);
        CREATE INDEX assets_of_share ON share_assets(share);
        CREATE INDEX shares_of_asset ON share_assets(asset);

        CREATE TABLE applications(id TEXT PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID;

        """ + RecordTables + FormatTables;

    /// <summary>Version 2 had one format and one content for each asset. A content that was alone becomes that of slot 0.</summary>
    private const string FromVersion2 = FormatTables + """

        INSERT INTO formats(id, asset, slot, kind) SELECT format, seq, 0, kind FROM assets WHERE format IS NOT NULL;
        DROP INDEX assets_by_format;
        ALTER TABLE assets DROP COLUMN format;
        INSERT OR IGNORE INTO related(kind, id, asset, position)
          SELECT r.value, json_extract(j.value, '$.id'), a.seq, j.key
          FROM assets a, json_each('["tags","websites","annotations","persons","hints","anchors"]') r,
            json_each(CAST(a.document AS TEXT), '$.' || r.value || '.iterable') j
          WHERE a.deleted = 0 AND json_extract(j.value, '$.id') IS NOT NULL
            AND coalesce(json_extract(CAST(a.document AS TEXT), '$.' || r.value || '.indices."' || json_extract(j.value, '$.id') || '"'), 0) >= 0;
        """;

    /// <summary>What changes a file of a version to the next one.</summary>
    public static string Upgrade(long version) => version switch
    {
        2 => FromVersion2,

        // Tags, websites and annotations that no asset has.
        3 => RecordTables,
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>Deletes everything that users created; the IDs of the server stay.</summary>
    public const string Empty = """
        DELETE FROM assets; DELETE FROM contents; DELETE FROM tags; DELETE FROM websites; DELETE FROM persons;
        DELETE FROM annotations; DELETE FROM titles; DELETE FROM bodies; DELETE FROM words;
        DELETE FROM shares; DELETE FROM share_assets; DELETE FROM applications; DELETE FROM formats; DELETE FROM related; DELETE FROM records;
        """;
}
