namespace PiecesOs.Server.Cloudflare;

/// <summary>Reads parameters of path and query, and refuses what the API description does not allow.</summary>
internal static class QueryReader
{
    /// <summary>An ID from the path.</summary>
    public static string RouteId(this HttpContext context, string name)
    {
        var id = (string)context.GetRouteValue(name)!;
        return id.Length <= AllowedValues.MaxIdLength ? id : throw CloudflareError.NoRoute(context.Request.Path);
    }

    /// <summary>A parameter that can occur once; null without it.</summary>
    public static string? SingleValue(this IQueryCollection query, string name)
    {
        var values = query[name];
        return values.Count <= 1 ? values.FirstOrDefault() : throw CloudflareError.BadRequest($"Query parameter '{name}' may be given only once.");
    }

    /// <summary>A parameter with one of certain values; null without it.</summary>
    public static string? OneOf(this IQueryCollection query, string name, IReadOnlyList<string> words) =>
        query.SingleValue(name) is { } word ? Require(name, word, words) : null;

    /// <summary>A parameter that repeats its name with each word.</summary>
    public static IReadOnlyList<string> ManyOf(this IQueryCollection query, string name, IReadOnlyList<string> words) =>
        [.. query[name].Select(word => Require(name, word ?? "", words))];

    public static bool Flag(this IQueryCollection query, string name) => query.OneOf(name, AllowedValues.Flags) == "true";

    private static string Require(string name, string word, IReadOnlyList<string> words) =>
        words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw CloudflareError.BadRequest($"Query parameter '{name}' is '{word}', but must be one of {string.Join(", ", words)}.");
}
