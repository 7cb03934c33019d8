namespace PiecesOs.Benchmarks.Processes;

/// <summary>Runs contestants in turns (A B C, A B C, ...) so that a slow minute of the machine affects all of them.</summary>
internal sealed class Rounds
{
    private readonly Dictionary<string, List<Measurement>> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _failures = new(StringComparer.Ordinal);

    /// <summary>Runs the given number of rounds. A contestant that fails is skipped in later rounds.</summary>
    public static async Task<Rounds> RunAsync(int count, IReadOnlyList<Contestant> contestants, Action<string> log)
    {
        var rounds = new Rounds();
        for (var round = 1; round <= count; round++)
        {
            foreach (var contestant in contestants.Where(contestant => !rounds._failures.ContainsKey(contestant.Name)))
            {
                log($"round {round} of {count}: {contestant.Name}");
                await rounds.RunAsync(contestant);
            }
        }

        return rounds;
    }

    /// <summary>Whether the contestant completed all rounds.</summary>
    public bool Finished(string contestant) => _results.ContainsKey(contestant) && !_failures.ContainsKey(contestant);

    /// <summary>Why it failed. Empty if it did not.</summary>
    public string Failure(string contestant) => _failures.GetValueOrDefault(contestant, "");

    /// <summary>The measurements, one per round.</summary>
    /// <exception cref="ContestantFailedException">The contestant failed.</exception>
    public IReadOnlyList<Measurement> Of(string contestant) =>
        Finished(contestant) ? _results[contestant] : throw new ContestantFailedException($"{contestant} {Failure(contestant)}");

    /// <summary>One number per round.</summary>
    public double[] Values(string contestant, string member) => [.. Of(contestant).Select(result => result.Number(member))];

    private async Task RunAsync(Contestant contestant)
    {
        try
        {
            var result = await contestant.RunAsync();
            if (!_results.TryGetValue(contestant.Name, out var results))
                _results[contestant.Name] = results = [];
            results.Add(result);
        }
        catch (ContestantFailedException e)
        {
            _failures[contestant.Name] = e.Message;
        }
    }
}
