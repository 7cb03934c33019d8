using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>The result of Test-PiecesOs -Detailed.</summary>
public sealed class PiecesOsStatus
{
    /// <summary>The address; <see langword="null"/> if Pieces OS was not found.</summary>
    public Uri? Uri { get; init; }

    /// <summary>Whether Pieces OS reports that it is healthy.</summary>
    public bool IsHealthy { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>The signed-in user, if there is one.</summary>
    public string? User { get; init; }

    /// <summary>Whether the personal cloud is connected, which is required to create links.</summary>
    public bool IsCloudConnected { get; init; }

    /// <summary>The link hosts that have failed, of <c>id</c> and <c>vanity</c>. Links to them may not work.</summary>
    public IReadOnlyList<string> FailedLinkHosts { get; init => field = new JoinedList<string>([.. value]); } = new JoinedList<string>([]);

    /// <summary>The problem, if there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>The address, or the problem if Pieces OS was not found.</summary>
    public override string ToString() => Uri?.ToString() ?? Problem ?? string.Empty;
}
