namespace PiecesOs.Module;

/// <summary>Whether a sandbox's user has connected GitHub.</summary>
public enum SandboxGitHub
{
    /// <summary>GitHub is connected.</summary>
    Connected,

    /// <summary>GitHub is not connected: publishing a gist returns 412.</summary>
    None,
}
