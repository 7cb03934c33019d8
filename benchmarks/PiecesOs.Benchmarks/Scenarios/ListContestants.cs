using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The contestants that read the whole list.</summary>
internal sealed class ListContestants(BenchmarkContext context, Library library, int warmUps, int calls)
{
    /// <summary>The module. Its session also runs the floor that only reads the socket.</summary>
    public Contestant Module => context.Pwsh(
        Names.Module, "list-pieces", library.Server,
        "-Module", context.Paths.Module, "-Floors", context.Paths.Floors, "-Uri", library.Server.Address, "-WarmUps", warmUps, "-Calls", calls);

    /// <summary>One warm-up and at most two calls, because each takes longer than all other contestants together.</summary>
    public Contestant Rest => context.Pwsh(
        Names.Rest, "list-rest", server: null,
        "-Floors", context.Paths.Floors, "-Uri", library.Server.Address, "-WarmUps", Math.Min(warmUps, 1), "-Calls", Math.Min(calls, 2));

    /// <summary>The official TypeScript client, if it is available.</summary>
    public Contestant? TypeScript => context.Node?.List(Names.TypeScript, library, warmUps, calls);
}
