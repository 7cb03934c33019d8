namespace PiecesOs.Trust.Tests.Faults;

/// <summary>How a command is expected to end when a fault occurs. <see cref="Expectation"/> has the error IDs.</summary>
public enum Outcome
{
    /// <summary>The fault has no effect: the result is the usual one.</summary>
    Harmless,

    /// <summary>The response is unusual but may be usable: the usual result, or a malformed response.</summary>
    Odd,

    /// <summary>The content of the response is unpredictable: success, or an error about the response.</summary>
    Fuzzed,

    /// <summary>No connection can be made.</summary>
    Unreachable,

    /// <summary>No secure connection can be made.</summary>
    Insecure,

    /// <summary>The connection breaks before there is a response.</summary>
    Lost,

    /// <summary>Either the connection breaks before there is a response, or the response is not HTTP.</summary>
    NotHttp,

    /// <summary>A timeout.</summary>
    TimedOut,

    /// <summary>The response is not as documented, or it is incomplete.</summary>
    Malformed,

    /// <summary>The server redirects to another address.</summary>
    Redirected,

    /// <summary>A GET follows the redirect to a server that does not response TLS; a change does not.</summary>
    RedirectedToTls,

    /// <summary>A GET follows the redirect and succeeds; a change does not.</summary>
    RedirectedHere,

    /// <summary>The outcome depends on the status code.</summary>
    Status,

    /// <summary>A GET is retried and succeeds; a change ends like <see cref="Lost"/>.</summary>
    LostOnce,

    /// <summary>A GET is retried and succeeds; for a change, the outcome depends on the status code.</summary>
    StatusOnce,

    /// <summary>A watch reconnects.</summary>
    Reconnects,

    /// <summary>The user stops the command.</summary>
    Stopped,
}
