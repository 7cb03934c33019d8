using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Those that read the whole list.</summary>
internal sealed class ListContestants(Lab lab, Library library, int warmUps, int calls)
{
    /// <summary>The module; its session drains the socket as well.</summary>
    public Contestant Module => lab.Pwsh(
        Names.Module, "list-pieces", library.Server,
        "-Module", lab.Paths.Module, "-Floors", lab.Paths.Floors, "-Uri", library.Server.Address, "-WarmUps", warmUps, "-Calls", calls);

    /// <summary>One warm-up and two calls at most: each takes longer than all of the others' together.</summary>
    public Contestant Rest => lab.Pwsh(
        Names.Rest, "list-rest", server: null,
        "-Floors", lab.Paths.Floors, "-Uri", library.Server.Address, "-WarmUps", Math.Min(warmUps, 1), "-Calls", Math.Min(calls, 2));

    /// <summary>The official TypeScript client, where it can be had.</summary>
    public Contestant? TypeScript => lab.Node?.List(Names.TypeScript, library, warmUps, calls);
}
