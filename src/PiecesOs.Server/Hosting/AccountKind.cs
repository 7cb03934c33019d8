namespace PiecesOs.Server.Hosting;

/// <summary>How far the pretended user got with signing in.</summary>
internal enum AccountKind
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

    /// <summary>Signed out by force: nobody is signed in, and lists are empty although the data are there.</summary>
    LoggedOut,
}
