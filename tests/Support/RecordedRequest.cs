using System.Text;
using System.Text.Json;

namespace PiecesOs.Tests.Support;

/// <summary>A request as it was on the wire.</summary>
/// <param name="Head">The request line and the headers.</param>
/// <param name="Body">The body, without chunking.</param>
public sealed record RecordedRequest(string Head, byte[] Body)
{
    /// <summary>The first line.</summary>
    public string RequestLine => Head.Split("\r\n", 2)[0];

    /// <summary>The method.</summary>
    public string Method => RequestLine.Split(' ')[0];

    /// <summary>Path and query, escaped as they were sent.</summary>
    public string Target => RequestLine.Split(' ')[1];

    /// <summary>The target without its query.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>The query without its question mark; empty if there is none.</summary>
    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target.Split('?', 2)[1] : string.Empty;

    /// <summary>The body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The value of a header, or <see langword="null"/> if it was not sent.</summary>
    public string? Header(string name) => Head
        .Split("\r\n")
        .Skip(1)
        .Select(static line => line.Split(':', 2))
        .FirstOrDefault(parts => parts.Length == 2 && string.Equals(parts[0], name, StringComparison.OrdinalIgnoreCase))?[1]
        .Trim();

    /// <summary>Method, path and query.</summary>
    public override string ToString() => $"{Method} {Target}";
}
