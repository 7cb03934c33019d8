namespace PiecesOs.Module;

/// <summary>Who is signed in to a sandbox.</summary>
public enum SandboxAccount
{
    /// <summary>A user with a connected cloud: links can be made.</summary>
    Connected,

    /// <summary>Nobody: making links is answered with 511.</summary>
    SignedOut,

    /// <summary>A user without a cloud: making links is answered with 511.</summary>
    NoCloud,
}
