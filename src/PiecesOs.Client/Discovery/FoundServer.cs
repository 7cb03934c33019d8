namespace PiecesOs.Client;

/// <summary>A Pieces OS that was found, or that <c>PIECES_OS_URL</c> names.</summary>
/// <param name="Address">Its address.</param>
public sealed record FoundServer(Uri Address)
{
    /// <summary>The ID in its health response; <see langword="null"/> when it was not requested, or it is migrating its database.</summary>
    public string? Id { get; init; }

    /// <summary>Its version; <see langword="null"/> when it was not requested.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it was migrating its database when it was found.</summary>
    public bool IsMigrating { get; init; }

    /// <summary>The address and what is known of the server.</summary>
    public override string ToString() => $"{Address} ({Version ?? "unknown version"}{(IsMigrating ? ", migrating its database" : string.Empty)})";
}
