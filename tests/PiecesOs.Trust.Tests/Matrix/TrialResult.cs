namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>How one trial went.</summary>
/// <param name="Kind">The row of the table in docs/trust.md that it counts in.</param>
/// <param name="Name">What was tried, with the seed.</param>
public sealed record TrialResult(string Kind, string Name)
{
    /// <summary>What was wrong; empty if it was survived.</summary>
    public IList<string> Problems { get; } = [];

    /// <summary>How many trials this stands for.</summary>
    public int Tried { get; init; } = 1;

    /// <summary>Things that were reported as done and are not there.</summary>
    public int Lost { get; set; }

    /// <summary>Things that are there more often than was asked for.</summary>
    public int Doubled { get; set; }

    /// <summary>Secrets found in what was shown.</summary>
    public int Secrets { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Whether nothing was wrong.</summary>
    public bool IsSurvived => Problems.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} | {Name}: {string.Join("; ", Problems)}";
}
