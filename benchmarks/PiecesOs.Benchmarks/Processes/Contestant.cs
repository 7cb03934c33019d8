namespace PiecesOs.Benchmarks.Processes;

/// <summary>One that takes part, in a process of its own each time.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="RunAsync">Runs it once.</param>
internal sealed record Contestant(string Name, Func<Task<Measurement>> RunAsync)
{
    /// <summary>The same, with something untimed done before each run and after it.</summary>
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
