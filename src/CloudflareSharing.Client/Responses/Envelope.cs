using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>Opens <c>{"success":..., "errors":[...], "result":...}</c>.</summary>
internal static class Envelope
{
    /// <summary>The result of a success.</summary>
    /// <exception cref="RestStatusException">The envelope says that the request failed, although the status did not.</exception>
    /// <exception cref="MalformedResponseException">There is no object in it.</exception>
    public static JsonValue Open(string operation, JsonValue envelope)
    {
        ThrowIfFailed(operation, envelope);
        var result = envelope.Member("result");
        return result.ValueKind == JsonValueKind.Object
            ? result
            : throw new MalformedResponseException(operation, 0, "its result is not an object");
    }

    /// <summary>Throws when the envelope says that the request failed.</summary>
    public static void ThrowIfFailed(string operation, JsonValue envelope)
    {
        if (IsFailure(envelope.Member("success")))
            throw Failure(operation, envelope.GetRawText());
    }

    /// <summary>The same for the members that stood beside a list.</summary>
    public static void ThrowIfFailed(string operation, JsonSiblings beside)
    {
        if (!IsFailure(beside["success"]))
            return;
        var errors = beside["errors"];
        var text = errors.ValueKind == JsonValueKind.Undefined ? "[]" : errors.GetRawText();
        throw Failure(operation, $$"""{"success":false,"errors":{{text}}}""");
    }

    /// <summary>Only a clear no is one: an absent <c>success</c> is taken as yes.</summary>
    public static bool IsFailure(JsonValue success) => success.ValueKind == JsonValueKind.False;

    private static RestStatusException Failure(string operation, string body) =>
        new(operation, HttpStatusCode.OK, ServerMessage.FromBody(body));
}
