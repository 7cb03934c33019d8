namespace PiecesOs.Module;

/// <summary>What Test-PiecesOs -Detailed found out.</summary>
public sealed class PiecesOsStatus
{
    /// <summary>The address; <see langword="null"/> when no Pieces OS was found.</summary>
    public Uri? Uri { get; init; }

    /// <summary>Whether it answered that it is well.</summary>
    public bool IsHealthy { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Who is signed in, if anybody.</summary>
    public string? User { get; init; }

    /// <summary>Whether the personal cloud is connected, without which no link can be made.</summary>
    public bool IsCloudConnected { get; init; }

    /// <summary>The hosts of links that have failed, of <c>id</c> and <c>vanity</c>; links to them may not open.</summary>
    public IReadOnlyList<string> FailedLinkHosts { get; init; } = [];

    /// <summary>What is wrong, if anything.</summary>
    public string? Problem { get; init; }
}
