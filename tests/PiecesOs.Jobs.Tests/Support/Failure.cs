namespace PiecesOs.Jobs.Tests.Support;

/// <summary>How the slow server fails a request.</summary>
public enum Failure
{
    /// <summary>The request succeeds.</summary>
    None,

    /// <summary>500; the request does not reach the sandbox.</summary>
    ServerError,

    /// <summary>503; the request does not reach the sandbox.</summary>
    Unavailable,

    /// <summary>The connection closes without a response; the request does not reach the sandbox.</summary>
    Drop,

    /// <summary>The sandbox completes the request, but its response breaks off in the middle.</summary>
    BreakOff,
}
