using System;
using System.Collections.Generic;
using System.Text;

namespace RestCore.Tests.Support;

/// <summary>One request as it stood on the wire.</summary>
internal sealed record RecordedRequest(string Head, byte[] Body)
{
    public string RequestLine => Head.Split("\r\n", 2)[0];

    public string Target => RequestLine.Split(' ')[1];

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header, or <see langword="null"/> when it was not sent.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers())
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    private IEnumerable<(string Key, string Value)> Headers()
    {
        foreach (var line in Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line != RequestLine)
                yield return (line[..colon], line[(colon + 1)..].Trim());
        }
    }
}
