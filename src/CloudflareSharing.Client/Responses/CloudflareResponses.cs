using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>
/// How to read the responses of Cloudflare Resource Sharing: the envelope <c>{"success":..., "errors":[...], "result":...}</c> and the
/// objects in it. What an object lies under comes from the path of the request.
/// </summary>
internal static class CloudflareResponses
{
    public static ResponseConverters Converters { get; } = new ResponseConverters()
        .Add(static (content, token) => ReadAsync(content, CreateShare, token))
        .Add(static (content, token) => ReadAsync(content, CreateRecipient, token))
        .Add(static (content, token) => ReadAsync(content, CreateExcludedRecipient, token))
        .Add(static (content, token) => ReadAsync(content, CreateResource, token));

    public static CloudflareShare CreateShare(JsonValue json, ResponseContent content) =>
        new(json) { PathAccountId = content.GetPathValue("accountId") };

    public static CloudflareShareRecipient CreateRecipient(JsonValue json, ResponseContent content) =>
        new(json) { AccountId = content.GetPathValue("accountId"), ShareId = content.GetPathValue("shareId") };

    public static CloudflareShareExcludedRecipient CreateExcludedRecipient(JsonValue json, ResponseContent content) =>
        new(json) { AccountId = content.GetPathValue("accountId"), ShareId = content.GetPathValue("shareId") };

    public static CloudflareShareResource CreateResource(JsonValue json, ResponseContent content) =>
        new(json) { AccountId = content.GetPathValue("accountId"), ShareId = content.GetPathValue("shareId") };

    private static async Task<T> ReadAsync<T>(ResponseContent content, Func<JsonValue, ResponseContent, T> create, CancellationToken cancellationToken) =>
        create(Open(content, await content.ReadJsonAsync(cancellationToken).ConfigureAwait(false)), content);

    /// <summary>The result of a success: an object with an ID; with the one that was requested, if one was.</summary>
    /// <exception cref="RestStatusException">The envelope says that the request failed, although the status did not.</exception>
    /// <exception cref="MalformedResponseException">It is not the envelope of a success, or it has another result.</exception>
    private static JsonValue Open(ResponseContent content, JsonValue envelope)
    {
        CheckSuccess(content, envelope);
        var result = envelope.Member("result");
        if (result.Member("id").AsText() is not { Length: > 0 } received)
            throw content.Malformed("a result with an ID was expected");
        return content.ResourceId is not { } id || string.Equals(received, id, StringComparison.OrdinalIgnoreCase)
            ? result
            : throw content.Malformed($"the ID '{id}' was expected, but it is '{ShortLine.Of(received)}'");
    }

    /// <summary>Throws unless the envelope says that the request succeeded.</summary>
    public static void CheckSuccess(ResponseContent content, JsonValue envelope)
    {
        var success = envelope.Member("success");
        if (IsFailure(success))
            throw Failure(content.Operation, envelope.GetRawText());
        if (success.ValueKind != JsonValueKind.True)
            throw NoEnvelope(content);
    }

    /// <summary>The same for the members that stood beside a list.</summary>
    public static void CheckSuccess(ResponseContent content, JsonSiblings beside)
    {
        var success = beside["success"];
        if (IsFailure(success))
        {
            var errors = beside["errors"];
            var text = errors.ValueKind == JsonValueKind.Undefined ? "[]" : errors.GetRawText();
            throw Failure(content.Operation, $$"""{"success":false,"errors":{{text}}}""");
        }

        if (success.ValueKind != JsonValueKind.True)
            throw NoEnvelope(content);
    }

    /// <summary>Whether the envelope says that the request failed.</summary>
    public static bool IsFailure(JsonValue success) => success.ValueKind == JsonValueKind.False;

    private static MalformedResponseException NoEnvelope(ResponseContent content) =>
        content.Malformed("an object with success and result was expected");

    private static RestStatusException Failure(RestOperation operation, string body) =>
        new(operation, HttpStatusCode.OK, ServerMessage.FromBody(body));
}
