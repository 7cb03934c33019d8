namespace PiecesOs.Jobs.Tests.Support;

/// <summary>How the slow server fails a request.</summary>
public enum Failure
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>500; the request does not reach the sandbox.</summary>
    ServerError,

    /// <summary>503; the request does not reach the sandbox.</summary>
    Unavailable,

    /// <summary>The connection closes without an answer; the request does not reach the sandbox.</summary>
    Drop,

    /// <summary>The sandbox carries the request out, and its answer breaks off in the middle.</summary>
    BreakOff,
}
