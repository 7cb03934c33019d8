namespace PiecesOs.Trust.Tests.Faults;

/// <summary>One way in which a server fails.</summary>
/// <param name="Kind">The row of the table in docs/trust.md that it counts in.</param>
/// <param name="Name">Describes the fault.</param>
/// <param name="Outcome">How a command is expected to end.</param>
public sealed record Fault(string Kind, string Name, Outcome Outcome)
{
    /// <summary>Sends a response. Null for a fault of the address itself.</summary>
    public Func<FaultContext, Task>? Reply { get; init; }

    /// <summary>Whether the sandbox processes the request.</summary>
    public bool Forwards { get; init; }

    /// <summary>Changes the correct response into the faulty one. Returns null if the fault does not apply to that response.</summary>
    public Func<Response, Random, Response?>? Change { get; init; }

    /// <summary>The status code, for faults whose outcome depends on it.</summary>
    public int StatusCode { get; init; }

    /// <summary>Whether the server reports that the path is unknown.</summary>
    public bool IsUnknownRoute { get; init; }

    /// <summary>How many requests have the fault.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The time limit of the connection, in seconds.</summary>
    public double TimeoutSec { get; init; } = 30;

    /// <summary>The kind of address, for faults of the address.</summary>
    public FaultyAddress Address { get; init; }

    /// <summary>Whether the fault applies only to responses with a body.</summary>
    public bool NeedsBody { get; init; }

    /// <summary>Whether the fault applies only to GET requests, which are retried.</summary>
    public bool IsGetOnly { get; init; }

    /// <summary>Whether the fault applies only to the frames of a WebSocket.</summary>
    public bool IsSocketOnly { get; init; }

    /// <summary>Whether the fault is so large that only one trial at a time can use it.</summary>
    public bool IsLarge { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Name}";
}
