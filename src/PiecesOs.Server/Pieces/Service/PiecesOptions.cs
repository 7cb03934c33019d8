namespace PiecesOs.Server.Pieces.Service;

/// <summary>How the Pieces side responds; the defaults are those that the command line documents.</summary>
internal sealed record PiecesOptions
{
    /// <summary>Sign-in and cloud state that the server starts in.</summary>
    public AccountState Account { get; init; } = AccountState.Connected;

    /// <summary>The name of the user.</summary>
    public string UserName { get; init; } = "Sandbox User";

    /// <summary>The email address of the user, if the server reports one.</summary>
    public string? UserEmail { get; init; } = "sandbox@example.com";

    /// <summary>Whether a GitHub account is connected.</summary>
    public bool GitHub { get; init; } = true;

    /// <summary>The version that the health responses and <c>/.well-known/version</c> report.</summary>
    public string OsVersion { get; init; } = "12.6.2";

    /// <summary>Which operations require a newer Pieces OS.</summary>
    public OutdatedScope Outdated { get; init; }

    /// <summary>Whether reads omit content unless the query asks for it.</summary>
    public bool ContentOnRequest { get; init; }

    /// <summary>How much lists contain of an asset's relations.</summary>
    public RelationDetail Relations { get; init; }

    /// <summary>How much single records and batches contain of an asset's relations.</summary>
    public RelationDetail RecordRelations => Relations is RelationDetail.Junction or RelationDetail.Unknown ? Relations : RelationDetail.Full;

    /// <summary>What lists contain of removed assets and tags.</summary>
    public RemovedDetail Removed { get; init; }

    /// <summary>Whether lists keep removed assets and tags, with a negative index.</summary>
    public bool KeepRemoved => Removed == RemovedDetail.Keep;

    /// <summary>How many assets lists leave out, although they are there.</summary>
    public int ListLoses { get; init; }

    /// <summary>Whether <c>/connect</c> refuses application names that the API does not have.</summary>
    public bool StrictConnect { get; init; }

    /// <summary>Whether <c>GET /user</c> returns an empty object, and not 401, while no one is signed in.</summary>
    public bool EmptyUser { get; init; }

    /// <summary>Whether health and version are sent as JSON strings.</summary>
    public bool QuotedHealth { get; init; }

    /// <summary>Whether the server reports that it is migrating its database, and serves no data.</summary>
    public bool Migrating { get; init; }

    /// <summary>How long a created asset without a name has a placeholder; null if it gets its name at once.</summary>
    public TimeSpan? Enrich { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The largest request body in bytes; a larger one returns 413.</summary>
    public long MaxBody { get; init; } = 512L * 1024 * 1024;

    /// <summary>The largest body of the link operations, which is lower than the general one as in the cloud.</summary>
    public long MaxLinkBody => long.Min(MaxBody, 20L * 1024 * 1024);
}

/// <summary>
/// How much lists contain of an asset's tags, annotations, websites and the like. A single record has all of them, except with
/// Junction and Unknown.
/// </summary>
internal enum RelationDetail
{
    /// <summary>The elements and their indices.</summary>
    Full,

    /// <summary>Only <c>{"indices":{"ID":0}}</c>.</summary>
    Indices,

    /// <summary>Empty, also when the single record has elements.</summary>
    Empty,

    /// <summary>Null: unknown, not empty.</summary>
    Null,

    /// <summary>Omitted.</summary>
    Absent,

    /// <summary>Null in single records too; only the endpoints of the associations have them.</summary>
    Junction,

    /// <summary>Null in single records too, and there are no such endpoints.</summary>
    Unknown,
}

/// <summary>What lists contain of removed assets and tags.</summary>
internal enum RemovedDetail
{
    /// <summary>The index -1 of a deleted asset.</summary>
    Gone,

    /// <summary>The record with the index -1; the same for removed tags and the like.</summary>
    Keep,

    /// <summary>An index of 0 or more for a deleted asset whose record is not in the list.</summary>
    Stale,
}

/// <summary>Which operations require a newer Pieces OS.</summary>
internal enum OutdatedScope
{
    /// <summary>None.</summary>
    None,

    /// <summary>The link operations: 505.</summary>
    Links,

    /// <summary>Everything except health and version: 593.</summary>
    All,
}

/// <summary>How far the simulated user got with signing in.</summary>
internal enum AccountState
{
    /// <summary>Signed in, personal cloud running.</summary>
    Connected,

    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>Signed in without a personal cloud.</summary>
    NoCloud,

    /// <summary>Signed in, the personal cloud is being set up.</summary>
    CloudPending,

    /// <summary>Signed in, the personal cloud could not be set up.</summary>
    CloudFailed,

    /// <summary>Signed in, personal cloud running, but not the hosts of its links.</summary>
    LinksFailed,

    /// <summary>Signed out by force: no one is signed in, and lists are empty although the data is there.</summary>
    LoggedOut,

    /// <summary>No local profile is signed in: everything except health, version and /connect returns 401.</summary>
    NoProfile,
}
