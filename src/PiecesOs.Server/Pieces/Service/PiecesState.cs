using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Service;

/// <summary>The IDs of the server, and the state that the admin path can change while it runs.</summary>
internal sealed class PiecesState
{
    private readonly Guid _runId = Guid.NewGuid();

    public PiecesState(PiecesOptions options, DatabaseSession session)
    {
        Options = options;
        Account = options.Account;
        GitHub = options.GitHub;
        Outdated = options.Outdated;
        ListLoses = options.ListLoses;
        Migrating = options.Migrating;
        OsId = Setting(session, "os");
        UserId = Setting(session, "user");
    }

    public PiecesOptions Options { get; }

    /// <summary>The ID of the installation.</summary>
    public string OsId { get; }

    /// <summary>The ID of the simulated user.</summary>
    public string UserId { get; }

    public AccountState Account { get; set; }

    public bool GitHub { get; set; }

    /// <summary>Which operations require a newer Pieces OS.</summary>
    public OutdatedScope Outdated { get; set; }

    /// <summary>How many assets lists leave out, the oldest first.</summary>
    public int ListLoses { get; set; }

    /// <summary>Whether the database is being migrated: health reports it, and nothing else is served.</summary>
    public bool Migrating { get; set; }

    /// <summary>The address that links begin with: with the port of this run, not the one they were created on.</summary>
    public string Origin { get; set; } = "";

    /// <summary>
    /// The text of the health responses. Clients take servers with the same ID for one that listens at two ports, and a server of a copy of
    /// the data file is another one, so the ID is that of this run.
    /// </summary>
    public string Health => Quoted(Migrating ? "migrating" : $"ok:{_runId}");

    /// <summary>Whether a user is signed in.</summary>
    public bool IsSignedIn => Account is not (AccountState.SignedOut or AccountState.LoggedOut or AccountState.NoProfile);

    /// <summary>Whether lists are empty although there are assets, as after a forced logout.</summary>
    public bool HidesLibrary => Account == AccountState.LoggedOut;

    /// <summary>Whether a read returns content: as in the query, otherwise the server's default.</summary>
    public bool Transferables(HttpContext context) => context.Transferables() ?? !Options.ContentOnRequest;

    /// <summary>505 when the server is too old, 511 without a signed-in user with a cloud.</summary>
    public void RequireCloud()
    {
        if (Outdated == OutdatedScope.Links)
            throw new ApiError(505, "Pieces OS is outdated: please update Pieces OS to create or revoke shareable links.");
        if (!IsSignedIn)
            throw new ApiError(511, "Not authenticated: please sign in to Pieces OS to use shareable links.");
        if (Account is AccountState.NoCloud or AccountState.CloudPending or AccountState.CloudFailed)
            throw new ApiError(511, "The personal cloud is not connected: please connect it in Pieces OS to use shareable links.");
    }

    /// <summary>The text, as a JSON string if the server sends it so.</summary>
    public string Quoted(string text) => Options.QuotedHealth ? $"\"{text}\"" : text;

    private static string Setting(DatabaseSession session, string name)
    {
        session.Execute("INSERT OR IGNORE INTO settings(name, value) VALUES($1, $2)", name, Guid.NewGuid().ToString());
        return (string)session.Scalar("SELECT value FROM settings WHERE name = $1", name)!;
    }
}
