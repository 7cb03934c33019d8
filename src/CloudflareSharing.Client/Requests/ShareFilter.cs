namespace CloudflareSharing.Client;

/// <summary>Which shares a list holds, and in which order. What is left out is not sent. The server says what it does not know.</summary>
public sealed class ShareFilter
{
    /// <summary>active, deleting or deleted.</summary>
    public string? Status { get; init; }

    /// <summary>sent or received.</summary>
    public string? Kind { get; init; }

    /// <summary>account or organization.</summary>
    public string? TargetType { get; init; }

    /// <summary>Types of resources, such as <c>gateway-policy</c>; see <see cref="ShareResourceRequest.ResourceType"/>.</summary>
    public IReadOnlyCollection<string> ResourceTypes { get; init; } = [];

    /// <summary>name or created; the server's default is created.</summary>
    public string? Order { get; init; }

    /// <summary>asc or desc; the server's default is asc.</summary>
    public string? Direction { get; init; }

    /// <summary>The page to start with, instead of the first; the list goes on from there to the end.</summary>
    public int? Page { get; init; }

    /// <summary>How many shares the server sends at a time, up to 100; no limit to the list.</summary>
    public int? PerPage { get; init; }
}
