namespace PiecesOs.Server.Cloudflare;

/// <summary>Which shares a list is to hold, and in which order.</summary>
internal sealed record ShareFilter
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public string? Kind { get; init; }

    public string? TargetType { get; init; }

    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    /// <summary>Each <c>key=value</c> or <c>key</c>; all must hold.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool ByName { get; init; }

    public bool Descending { get; init; }

    /// <summary>Reads what both list operations take.</summary>
    public static ShareFilter Read(IQueryCollection query) => new()
    {
        Status = query.Word("status", SharingWords.Statuses),
        Kind = query.Word("kind", SharingWords.Kinds),
        TargetType = query.Word("target_type", SharingWords.TargetTypes),
        ResourceTypes = query.Words("resource_types", SharingWords.ResourceTypes),
        ByName = query.Word("order", SharingWords.Orders) == "name",
        Descending = query.Word("direction", SharingWords.Directions) == "desc",
    };

    /// <summary>The tags, which only the list of an account takes.</summary>
    public static IReadOnlyList<string> ReadTags(IQueryCollection query)
    {
        var tags = query["tag"];
        if (tags.Count > SharingWords.MostTags)
            throw CloudflareError.BadRequest($"Query parameter 'tag' may be given {SharingWords.MostTags} times at most.");
        return [.. tags!];
    }
}
