using System.Text.Json;
using RestCore;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>Finds Cloudflare's own reasons in an error response.</summary>
public static class CloudflareErrors
{
    /// <summary>The reasons, in the server's order; none when the body is not Cloudflare's envelope, as from a proxy on the way.</summary>
    /// <param name="message">What a <see cref="RestStatusException"/> carries.</param>
    public static IReadOnlyList<CloudflareError> From(ServerMessage message)
    {
        if (message is null)
            throw new ArgumentNullException(nameof(message));
        try
        {
            using var document = JsonDocument.Parse(message.Body);
            JsonValue body = document.RootElement.Clone();
            return body.Member("errors").EnumerateArray().Select(static json => new CloudflareError(json)).ToArray();
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
