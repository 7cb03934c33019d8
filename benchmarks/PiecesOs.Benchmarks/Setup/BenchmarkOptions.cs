namespace PiecesOs.Benchmarks.Setup;

/// <summary>The options of the command line.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage =
        """
        Options of the benchmarks:
          --rounds N    how many rounds (default 5)
          --only NAME   only this scenario; may be given several times
          --quick       small sizes and one round: shows that everything runs, measures nothing
          --list        the names of the scenarios
          --module PATH the module manifest to measure instead of the staged one, to compare with an earlier version
          --pwsh PATH   the PowerShell to measure in: the program, or the pwsh.dll of a .NET tool; build.ps1 passes its own
        A complete run writes the report into benchmarks/, any other into out/benchmarks/.
        """;

    public string Pwsh { get; init; } = "pwsh";

    /// <summary>The program to start, and its first arguments.</summary>
    public (string Program, List<string> Arguments) PwshCommand =>
        Pwsh.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ("dotnet", [Pwsh]) : (Pwsh, []);

    /// <summary>The manifest of the module to measure; <see langword="null"/> for the staged one.</summary>
    public string? Module { get; init; }

    public int Rounds { get; init; } = 5;

    public bool IsQuick { get; init; }

    public bool IsList { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether the report is complete, so that it can be published.</summary>
    public bool IsComplete => !IsQuick && Only.Count == 0 && Module is null;

    public Sizes Sizes => IsQuick ? Sizes.Quick : Sizes.Full;
}
