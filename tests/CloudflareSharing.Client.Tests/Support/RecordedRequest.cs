using System;
using System.Linq;

namespace CloudflareSharing.Client.Tests.Support;

/// <summary>One request as it stood on the wire.</summary>
internal sealed record RecordedRequest(string Head, string Body)
{
    public string Method => Head.Split(' ', 2)[0];

    /// <summary>Path and query, escaped as they were sent.</summary>
    public string Target => Head.Split(' ', 3)[1];

    /// <summary>The value of a header, or <see langword="null"/> when it was not sent.</summary>
    public string? Header(string name) => Head
        .Split("\r\n")
        .Skip(1)
        .Select(static line => line.Split(':', 2))
        .FirstOrDefault(parts => parts.Length == 2 && string.Equals(parts[0], name, StringComparison.OrdinalIgnoreCase))?[1]
        .Trim();
}
