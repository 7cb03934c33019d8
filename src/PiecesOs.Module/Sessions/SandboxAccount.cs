namespace PiecesOs.Module;

/// <summary>Who is signed in to a sandbox.</summary>
public enum SandboxAccount
{
    /// <summary>A user with a connected cloud: links can be created.</summary>
    Connected,

    /// <summary>No one is signed in: creating a link returns 511.</summary>
    SignedOut,

    /// <summary>A user without a cloud: creating a link returns 511.</summary>
    NoCloud,
}
