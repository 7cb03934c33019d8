namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>The result of one trial.</summary>
/// <param name="Kind">The row of the table in docs/trust.md that it counts in.</param>
/// <param name="Name">What was tested, with the seed.</param>
public sealed record TrialResult(string Kind, string Name)
{
    /// <summary>What was wrong. Empty if the trial was survived.</summary>
    public IList<string> Problems { get; } = [];

    /// <summary>How many trials this result represents.</summary>
    public int Tried { get; init; } = 1;

    /// <summary>Changes that were reported but not made.</summary>
    public int Lost { get; set; }

    /// <summary>Changes that were made more often than requested.</summary>
    public int Doubled { get; set; }

    /// <summary>Secrets found in the output.</summary>
    public int Secrets { get; set; }

    /// <summary>How long the command took.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Whether there were no problems.</summary>
    public bool IsSurvived => Problems.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} | {Name}: {string.Join("; ", Problems)}";
}
