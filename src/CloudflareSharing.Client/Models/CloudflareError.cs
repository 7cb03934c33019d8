using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>One of the reasons in an error response (<c>resource-sharing_v4error</c>).</summary>
public sealed class CloudflareError : CloudflareResource
{
    /// <summary>Wraps an error as the server sent it.</summary>
    public CloudflareError(JsonValue json)
        : base(json)
    {
    }

    /// <summary>Cloudflare's number for it, such as 7003 (no route), 1004 (no such share) or 10000 (not allowed).</summary>
    public long? Code => GetInt64("code");

    /// <summary>The server's message.</summary>
    public string? Message => GetString("message");

    /// <summary>Where it is explained, if the server says so.</summary>
    public string? DocumentationUrl => GetString("documentation_url");

    /// <summary>The JSON pointer to the part of the request that it is about, if the server says so.</summary>
    public string? Pointer => Member("source").Member("pointer").AsText();

    /// <summary>What is behind it, such as the malformed header behind a 6003; empty when the server does not say.</summary>
    public IReadOnlyList<CloudflareError> Chain => GetArray("error_chain", static json => new CloudflareError(json));

    /// <summary>The message and the number, and then those of the chain.</summary>
    public override string ToString()
    {
        var text = GetString("code") is { } code ? $"{Message} (code {code})" : Message ?? string.Empty;
        return Chain.Count == 0 ? text : $"{text}: {string.Join("; ", Chain.Select(static error => error.ToString()))}";
    }
}
