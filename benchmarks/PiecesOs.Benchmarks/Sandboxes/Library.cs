using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Sandboxes;

/// <summary>A sandbox with a number of samples, and what every contestant must read from it.</summary>
internal sealed record Library(SandboxServer Server, int Count, ListReference Expected)
{
    /// <summary>The address of the list.</summary>
    public Uri List => new(Server.Address, "assets");
}
