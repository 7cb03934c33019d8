namespace PiecesOs.Server.Cloudflare;

/// <summary>Which shares a list contains, and in which order.</summary>
internal sealed record ShareFilter
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public string? Kind { get; init; }

    public string? TargetType { get; init; }

    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    /// <summary>Each <c>key=value</c> or <c>key</c>; all must match.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool ByName { get; init; }

    public bool Descending { get; init; }

    /// <summary>Reads the parameters that both list operations have.</summary>
    public static ShareFilter Read(IQueryCollection query) => new()
    {
        Status = query.OneOf("status", AllowedValues.Statuses),
        Kind = query.OneOf("kind", AllowedValues.Kinds),
        TargetType = query.OneOf("target_type", AllowedValues.TargetTypes),
        ResourceTypes = query.ManyOf("resource_types", AllowedValues.ResourceTypes),
        ByName = query.OneOf("order", AllowedValues.Orders) == "name",
        Descending = query.OneOf("direction", AllowedValues.Directions) == "desc",
    };

    /// <summary>Reads the tags, which only the list of an account has.</summary>
    public static IReadOnlyList<string> ReadTags(IQueryCollection query)
    {
        var tags = query["tag"];
        if (tags.Count > AllowedValues.MaxTags)
            throw CloudflareError.BadRequest($"Query parameter 'tag' may be given {AllowedValues.MaxTags} times at most.");
        return [.. tags!];
    }
}

/// <summary>What is returned with a share.</summary>
internal readonly record struct ShareIncludes(bool Resources, bool RecipientCounts)
{
    public static ShareIncludes Read(IQueryCollection query) => new(query.Flag("include_resources"), query.Flag("include_recipient_counts"));
}
