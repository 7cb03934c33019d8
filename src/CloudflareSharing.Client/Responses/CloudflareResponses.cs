using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>How to read the responses of Cloudflare Resource Sharing. What an object lies under comes from the path of the request.</summary>
internal static class CloudflareResponses
{
    public static ResponseConverters Converters { get; } = new ResponseConverters()
        .Add(static (content, token) => ReadAsync(content, CreateShare, token))
        .Add(static (content, token) => ReadAsync(content, CreateRecipient, token))
        .Add(static (content, token) => ReadAsync(content, CreateResource, token));

    public static CloudflareShare CreateShare(JsonValue json, ResponseContent content) =>
        new(json) { PathAccountId = content.GetPathValue("accountId") };

    public static CloudflareShareRecipient CreateRecipient(JsonValue json, ResponseContent content) =>
        new(json) { AccountId = content.GetPathValue("accountId"), ShareId = content.GetPathValue("shareId") };

    public static CloudflareShareResource CreateResource(JsonValue json, ResponseContent content) =>
        new(json) { AccountId = content.GetPathValue("accountId"), ShareId = content.GetPathValue("shareId") };

    private static async Task<T> ReadAsync<T>(ResponseContent content, Func<JsonValue, ResponseContent, T> create, CancellationToken cancellationToken) =>
        create(Envelope.Open(content, await content.ReadJsonAsync(cancellationToken).ConfigureAwait(false)), content);
}
