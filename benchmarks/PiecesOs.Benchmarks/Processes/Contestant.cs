namespace PiecesOs.Benchmarks.Processes;

/// <summary>A contestant, which runs in its own process each time.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="RunAsync">Runs the contestant once.</param>
internal sealed record Contestant(string Name, Func<Task<Measurement>> RunAsync)
{
    /// <summary>The same contestant with untimed work before and after each run.</summary>
    public Contestant With(Func<Task> before, Action<Measurement> after) => this with
    {
        RunAsync = async () =>
        {
            await before();
            var result = await RunAsync();
            after(result);
            return result;
        },
    };
}
