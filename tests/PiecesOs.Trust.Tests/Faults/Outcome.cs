namespace PiecesOs.Trust.Tests.Faults;

/// <summary>How a command has to end when it meets a fault. <see cref="Expectation"/> has the error ids.</summary>
public enum Outcome
{
    /// <summary>The fault is not one: the result is the usual one.</summary>
    Harmless,

    /// <summary>The answer is odd but may be usable: the usual result, or an answer that is malformed.</summary>
    Odd,

    /// <summary>Nobody knows what is left of the answer: no error but those about what came.</summary>
    Fuzzed,

    /// <summary>No connection can be made.</summary>
    Unreachable,

    /// <summary>No secure connection can be made.</summary>
    Insecure,

    /// <summary>The connection broke before there was an answer.</summary>
    Lost,

    /// <summary>Either the connection broke before there was an answer, or there is an answer that is not HTTP.</summary>
    NotHttp,

    /// <summary>A time limit ended the wait.</summary>
    TimedOut,

    /// <summary>The answer is not the documented one, or breaks off.</summary>
    Malformed,

    /// <summary>The server points elsewhere.</summary>
    Redirected,

    /// <summary>A GET follows the redirect to a server that does not answer TLS; a change does not.</summary>
    RedirectedToTls,

    /// <summary>A GET follows the redirect and succeeds; a change does not.</summary>
    RedirectedHere,

    /// <summary>The status decides.</summary>
    Status,

    /// <summary>A GET is repeated and succeeds; a change ends like <see cref="Lost"/>.</summary>
    LostOnce,

    /// <summary>A GET is repeated and succeeds; for a change, the status decides.</summary>
    StatusOnce,

    /// <summary>A command that listens reconnects.</summary>
    Reconnects,

    /// <summary>The user stops the command.</summary>
    Stopped,
}
