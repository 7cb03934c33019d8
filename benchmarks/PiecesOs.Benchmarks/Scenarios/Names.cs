namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The names of the contestants in the report.</summary>
internal static class Names
{
    public const string Module = "PiecesOs";
    public const string Rest = "Invoke-RestMethod";
    public const string TypeScript = "TypeScript client";
    public const string Drain = "drained socket";
    public const string Bare = "bare pwsh";
}
