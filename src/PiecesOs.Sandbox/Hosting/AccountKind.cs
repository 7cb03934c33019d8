namespace PiecesOs.Sandbox.Hosting;

/// <summary>How far the pretended user got with signing in.</summary>
internal enum AccountKind
{
    /// <summary>Signed in, personal cloud running.</summary>
    Connected,

    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>Signed in without a personal cloud.</summary>
    NoCloud,
}
