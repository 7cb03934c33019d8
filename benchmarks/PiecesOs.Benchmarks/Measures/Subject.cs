namespace PiecesOs.Benchmarks.Measures;

/// <summary>What a figure depends on.</summary>
internal enum Subject
{
    /// <summary>The module, which reads from the sandbox: with another server, the figure differs.</summary>
    ModuleOnSandbox,

    /// <summary>The module alone.</summary>
    Module,

    /// <summary>The sandbox alone: the figure says nothing about Pieces OS.</summary>
    Sandbox,
}
