namespace PiecesOs.Module;

/// <summary>Whether a sandbox's user has connected GitHub.</summary>
public enum SandboxGitHub
{
    /// <summary>Yes.</summary>
    Connected,

    /// <summary>No: publishing gists is answered with 412.</summary>
    None,
}
