using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>Opens <c>{"success":..., "errors":[...], "result":...}</c>.</summary>
internal static class Envelope
{
    /// <summary>The result of a success: an object with an id; with the one that was requested, if one was.</summary>
    /// <exception cref="RestStatusException">The envelope says that the request failed, although the status did not.</exception>
    /// <exception cref="MalformedResponseException">It is not the envelope of a success, or it has another result.</exception>
    public static JsonValue Open(ResponseContent content, JsonValue envelope)
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
