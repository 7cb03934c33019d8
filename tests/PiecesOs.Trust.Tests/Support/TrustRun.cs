using System.Collections.Concurrent;
using System.Globalization;
using PiecesOs.Trust.Tests.Matrix;
using Shouldly;

namespace PiecesOs.Trust.Tests.Support;

/// <summary>What the tests share: the number of trials, and the results for docs/trust.md.</summary>
public sealed class TrustRun : IDisposable
{
    private static readonly string? s_report = Environment.GetEnvironmentVariable("PIECESOS_TRUST_REPORT");

    private readonly ConcurrentBag<TrialResult> _results = [];

    /// <summary>Determines the sample and every random part of a fault.</summary>
    public int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("PIECESOS_TRUST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261126;

    /// <summary>Whether to run all trials. A normal test run uses a sample.</summary>
    public bool IsComplete { get; } = s_report is { Length: > 0 };

    /// <summary>Stores the results, and fails if a trial was not survived.</summary>
    public void Report(IReadOnlyCollection<TrialResult> results, Action<string> write)
    {
        foreach (var result in results)
            _results.Add(result);
        var broken = results.Where(static result => !result.IsSurvived).Select(static result => result.ToString()).ToArray();
        foreach (var result in broken)
            write(result);
        write(FormattableString.Invariant($"{results.Count} trials with seed {Seed}, {broken.Length} not survived."));
        broken.Take(10).ShouldBeEmpty("The output names all of them.");
    }

    /// <summary>Writes docs/trust.md.</summary>
    public void Dispose()
    {
        if (IsComplete)
            File.WriteAllText(s_report!, TrustPage.Of([.. _results], Seed));
    }
}
