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
        Status = query.Word("status", AllowedValues.Statuses),
        Kind = query.Word("kind", AllowedValues.Kinds),
        TargetType = query.Word("target_type", AllowedValues.TargetTypes),
        ResourceTypes = query.Words("resource_types", AllowedValues.ResourceTypes),
        ByName = query.Word("order", AllowedValues.Orders) == "name",
        Descending = query.Word("direction", AllowedValues.Directions) == "desc",
    };

    /// <summary>The tags, which only the list of an account takes.</summary>
    public static IReadOnlyList<string> ReadTags(IQueryCollection query)
    {
        var tags = query["tag"];
        if (tags.Count > AllowedValues.MostTags)
            throw CloudflareError.BadRequest($"Query parameter 'tag' may be given {AllowedValues.MostTags} times at most.");
        return [.. tags!];
    }
}

/// <summary>What a share is to come with.</summary>
internal readonly record struct ShareIncludes(bool Resources, bool RecipientCounts)
{
    public static ShareIncludes Read(IQueryCollection query) => new(query.Flag("include_resources"), query.Flag("include_recipient_counts"));
}
