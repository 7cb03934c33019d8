namespace PiecesOs.Module;

/// <summary>The result of Test-PiecesOs -Detailed.</summary>
public sealed class PiecesOsStatus
{
    /// <summary>The address; <see langword="null"/> when no Pieces OS was found.</summary>
    public Uri? Uri { get; init; }

    /// <summary>Whether it reported that it is healthy.</summary>
    public bool IsHealthy { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>The signed-in user, if there is one.</summary>
    public string? User { get; init; }

    /// <summary>Whether the personal cloud is connected, without which no link can be made.</summary>
    public bool IsCloudConnected { get; init; }

    /// <summary>The hosts of links that have failed, of <c>id</c> and <c>vanity</c>; links to them may not open.</summary>
    public IReadOnlyList<string> FailedLinkHosts { get; init; } = [];

    /// <summary>What is wrong, if anything.</summary>
    public string? Problem { get; init; }
}
