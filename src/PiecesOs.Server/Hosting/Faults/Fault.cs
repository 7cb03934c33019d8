using System.IO.Enumeration;
using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Faults;

/// <summary>One seeded fault: which requests it matches, and what happens to them.</summary>
internal sealed class Fault
{
    private static readonly string[] Known =
    [
        "method", "path", "times", "after", "delayMs", "status", "body", "contentType", "headers", "drop", "truncateAfterBytes", "cleanClose",
        "malformedAfterBytes", "trickleBytesPerSecond", "redirect",
    ];

    public string? Method { get; private init; }

    /// <summary>The paths that it matches.</summary>
    public required string Pattern { get; init; }

    /// <summary>How many requests it still applies to; null for all.</summary>
    public long? Times { get; set; }

    /// <summary>How many requests pass before it applies.</summary>
    public long After { get; set; }

    public long DelayMs { get; private init; }

    public int? Status { get; private init; }

    public string? Body { get; private init; }

    public string? ContentType { get; private init; }

    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the connection is dropped before any response.</summary>
    public bool Drop { get; private init; }

    /// <summary>How much of the response is sent.</summary>
    public long? TruncateAfterBytes { get; private init; }

    /// <summary>Whether a truncated response ends as if it were complete.</summary>
    public bool CleanClose { get; private init; }

    /// <summary>Where invalid bytes are inserted into the response.</summary>
    public long? MalformedAfterBytes { get; private init; }

    public long? TrickleBytesPerSecond { get; private init; }

    public string? Redirect { get; private init; }

    /// <summary>The JSON it was read from.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>Whether the real response is sent, with a changed body.</summary>
    public bool ChangesBody => TruncateAfterBytes is not null || MalformedAfterBytes is not null || TrickleBytesPerSecond is not null;

    /// <summary>Reads one. Unknown members are refused, because a fault that never happens proves nothing.</summary>
    public static Fault Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ApiError.BadRequest("A fault must be a JSON object.");
        foreach (var member in json.EnumerateObject())
        {
            if (!Array.Exists(Known, name => name == member.Name))
                throw ApiError.BadRequest($"A fault has no member '{member.Name}'. It has: {string.Join(", ", Known)}.");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (json.Object("headers") is { } given)
        {
            foreach (var header in given.EnumerateObject())
                headers[header.Name] = header.Value.ToString();
        }

        return new Fault
        {
            Json = json.Clone(),
            Method = json.Text("method"),
            Pattern = PatternOf(json.Text("path") ?? "/"),
            Times = json.Number("times", 1, long.MaxValue),
            After = json.Number("after", 0, long.MaxValue) ?? 0,
            DelayMs = json.Number("delayMs", 0, 600_000) ?? 0,
            Status = (int?)json.Number("status", 200, 599),
            Body = json.Text("body") ?? json.Get("body")?.GetRawText(),
            ContentType = json.Text("contentType") ?? (json.Get("body") is null or { ValueKind: JsonValueKind.String } ? null : "application/json; charset=utf-8"),
            Headers = headers,
            Drop = json.Flag("drop") ?? false,
            TruncateAfterBytes = json.Number("truncateAfterBytes", 0, long.MaxValue),
            CleanClose = json.Flag("cleanClose") ?? false,
            MalformedAfterBytes = json.Number("malformedAfterBytes", 0, long.MaxValue),
            TrickleBytesPerSecond = json.Number("trickleBytesPerSecond", 1, long.MaxValue),
            Redirect = json.Text("redirect"),
        };
    }

    /// <summary>Whether the fault is for this request.</summary>
    public bool Matches(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase)) && FileSystemName.MatchesSimpleExpression(Pattern, path, ignoreCase: false);

    /// <summary>A path is a prefix, a pattern with <c>*</c>, or with <c>$</c> at the end the exact path; no other character is a wildcard.</summary>
    private static string PatternOf(string path)
    {
        var pattern = path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
        if (pattern.EndsWith('$'))
            return pattern[..^1];
        return pattern.Contains('*', StringComparison.Ordinal) ? pattern : pattern + "*";
    }
}
