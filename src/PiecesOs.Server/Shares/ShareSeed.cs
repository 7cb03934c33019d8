using System.Text.Json;

namespace PiecesOs.Server.Shares;

/// <summary>What a share is made from, whichever operation asked for it.</summary>
internal sealed record ShareSeed(IReadOnlyList<string> Assets, string Access)
{
    /// <summary>The short name of the link, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the share is a collection even when it holds one asset.</summary>
    public bool IsCollection { get; init; }

    /// <summary>SeededDistribution objects.</summary>
    public IReadOnlyList<JsonElement> Distributions { get; init; } = [];
}
