namespace PiecesOs.Server.Cloudflare;

/// <summary>Reads what stands in the address, and refuses what the API description does not allow.</summary>
internal static class QueryReader
{
    /// <summary>An id from the path.</summary>
    public static string RouteId(this HttpContext context, string name)
    {
        var id = (string)context.GetRouteValue(name)!;
        return id.Length <= AllowedValues.MostIdLength ? id : throw CloudflareError.NoRoute(context.Request.Path);
    }

    /// <summary>A parameter that may stand once; null without it.</summary>
    public static string? One(this IQueryCollection query, string name)
    {
        var values = query[name];
        return values.Count <= 1 ? values.FirstOrDefault() : throw CloudflareError.BadRequest($"Query parameter '{name}' may be given only once.");
    }

    /// <summary>A parameter that is one of certain words; null without it.</summary>
    public static string? Word(this IQueryCollection query, string name, IReadOnlyList<string> words) =>
        query.One(name) is { } word ? Known(name, word, words) : null;

    /// <summary>A parameter that repeats its name with each word.</summary>
    public static IReadOnlyList<string> Words(this IQueryCollection query, string name, IReadOnlyList<string> words) =>
        [.. query[name].Select(word => Known(name, word ?? "", words))];

    public static bool Flag(this IQueryCollection query, string name) => query.Word(name, AllowedValues.Flags) == "true";

    private static string Known(string name, string word, IReadOnlyList<string> words) =>
        words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw CloudflareError.BadRequest($"Query parameter '{name}' must be one of {string.Join(", ", words)}, not '{word}'.");
}
