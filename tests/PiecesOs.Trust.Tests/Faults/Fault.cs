namespace PiecesOs.Trust.Tests.Faults;

/// <summary>One way in which a server fails.</summary>
/// <param name="Kind">The row of the table in docs/trust.md that it counts in.</param>
/// <param name="Name">What it is.</param>
/// <param name="Outcome">How a command has to end.</param>
public sealed record Fault(string Kind, string Name, Outcome Outcome)
{
    /// <summary>Answers a request; null for a fault of the address itself.</summary>
    public Func<FaultCall, Task>? Reply { get; init; }

    /// <summary>Whether the sandbox acts on the request.</summary>
    public bool Forwards { get; init; }

    /// <summary>What makes the faulty answer of the right one; null where it does not apply to that answer.</summary>
    public Func<Answer, Random, Answer?>? Change { get; init; }

    /// <summary>The status, for those whose status decides.</summary>
    public int StatusCode { get; init; }

    /// <summary>Whether the server says that it does not know the path.</summary>
    public bool IsUnknownRoute { get; init; }

    /// <summary>How many requests meet it.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The time limit of the connection, in seconds.</summary>
    public double TimeoutSec { get; init; } = 30;

    /// <summary>The address that nothing answers at, or that answers wrongly.</summary>
    public FaultyAddress Address { get; init; }

    /// <summary>Whether it does not apply to an answer without a body.</summary>
    public bool NeedsBody { get; init; }

    /// <summary>Only for a GET, which is repeated.</summary>
    public bool IsOfGet { get; init; }

    /// <summary>Only for the frames of a WebSocket.</summary>
    public bool IsOfSocket { get; init; }

    /// <summary>Whether it is too large to meet two commands at once.</summary>
    public bool IsLarge { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Name}";
}
