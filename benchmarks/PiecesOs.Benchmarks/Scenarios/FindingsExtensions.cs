using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Adds rounds to findings.</summary>
internal static class FindingsExtensions
{
    /// <summary>Adds what a contestant measured under one name. Adds nothing if the contestant failed.</summary>
    public static void AddSeries(this Findings findings, Rounds rounds, string contestant, string member, string what, long size, Unit unit, string? shownAs = null)
    {
        if (rounds.Finished(contestant))
            findings.Add(new Series(shownAs ?? contestant, what, size, unit, rounds.Values(contestant, member)));
        else
            findings.Remark($"{shownAs ?? contestant}, {Figures.Count(size)}: {rounds.Failure(contestant)}.");
    }
}
