using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>
/// The tables, created if they are missing, so that older files stay usable. Times are ticks; a status is not
/// stored but follows from the time at which a change is done (<c>ends</c>, <c>settles</c>).
/// </summary>
internal static class CloudflareTables
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS cloudflare_accounts(id TEXT PRIMARY KEY, name TEXT NOT NULL, organization TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS cloudflare_shares(
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          account TEXT NOT NULL,
          name TEXT NOT NULL,
          target TEXT NOT NULL,
          created INTEGER NOT NULL,
          modified INTEGER NOT NULL,
          ends INTEGER);
        CREATE INDEX IF NOT EXISTS cloudflare_shares_of_account ON cloudflare_shares(account);
        CREATE TABLE IF NOT EXISTS cloudflare_tags(share TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(share, name)) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS cloudflare_resources(
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          share TEXT NOT NULL,
          resource TEXT NOT NULL,
          type TEXT NOT NULL,
          account TEXT NOT NULL,
          meta TEXT NOT NULL,
          version INTEGER NOT NULL,
          created INTEGER NOT NULL,
          modified INTEGER NOT NULL,
          ends INTEGER);
        CREATE INDEX IF NOT EXISTS cloudflare_resources_of_share ON cloudflare_resources(share);

        CREATE TABLE IF NOT EXISTS cloudflare_recipients(
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          share TEXT NOT NULL,
          account TEXT NOT NULL,
          created INTEGER NOT NULL,
          modified INTEGER NOT NULL,
          leaving INTEGER NOT NULL DEFAULT 0,
          settles INTEGER NOT NULL,
          UNIQUE(share, account));
        CREATE INDEX IF NOT EXISTS cloudflare_recipients_by_account ON cloudflare_recipients(account);

        CREATE TABLE IF NOT EXISTS cloudflare_failures(seq INTEGER PRIMARY KEY, recipient TEXT NOT NULL, resource TEXT, error TEXT NOT NULL, terminal INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS cloudflare_share_organizations(share TEXT NOT NULL, organization TEXT NOT NULL, PRIMARY KEY(share, organization)) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS cloudflare_excluded_recipients(
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          share TEXT NOT NULL,
          account TEXT NOT NULL,
          created INTEGER NOT NULL,
          modified INTEGER NOT NULL,
          UNIQUE(share, account));
        """;

    /// <summary>Columns that came later: until <c>shows</c> a change does not show, until <c>follows</c> recipients have the version before.</summary>
    private static readonly (string Table, string Column, string Type)[] s_added =
    [
        ("cloudflare_shares", "shows", "INTEGER NOT NULL DEFAULT 0"),
        ("cloudflare_resources", "shows", "INTEGER NOT NULL DEFAULT 0"),
        ("cloudflare_resources", "follows", "INTEGER NOT NULL DEFAULT 0"),
        ("cloudflare_recipients", "appears", "INTEGER NOT NULL DEFAULT 0"),
        ("cloudflare_recipients", "shows", "INTEGER NOT NULL DEFAULT 0"),
        ("cloudflare_failures", "mended", "INTEGER"),
    ];

    public const string Empty = """
        DELETE FROM cloudflare_accounts; DELETE FROM cloudflare_shares; DELETE FROM cloudflare_tags; DELETE FROM cloudflare_resources;
        DELETE FROM cloudflare_recipients; DELETE FROM cloudflare_failures; DELETE FROM cloudflare_share_organizations;
        DELETE FROM cloudflare_excluded_recipients;
        """;

    /// <summary>Creates what is missing.</summary>
    public static void Create(DatabaseSession session)
    {
        session.Execute(Tables);
        foreach (var (table, column, type) in s_added)
        {
            if ((long)session.Scalar("SELECT count(*) FROM pragma_table_info($1) WHERE name = $2", table, column)! == 0)
                session.Execute($"ALTER TABLE {table} ADD COLUMN {column} {type}");
        }
    }
}
