using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// The forms of response that the API documents. Anything else, such as the page of a proxy, is a <see cref="MalformedResponseException"/>:
/// no operation succeeds without evidence.
/// </summary>
internal static class PiecesResponses
{
    /// <summary>How to read each response that is one object or a text.</summary>
    public static ResponseConverters Converters { get; } = new ResponseConverters()
        .Add(static (content, token) => ReadResourceAsync(content, static json => new Asset(json), token))
        .Add(static (content, token) => ReadResourceAsync(content, static json => new AssetFormat(json), token))
        .Add(static (content, token) => ReadResourceAsync(content, static json => new Share(json), token))
        .Add(static (content, token) => ReadResourceAsync(content, static json => new Tag(json), token))
        .Add(static (content, token) => ReadResourceAsync(content, static json => new Annotation(json), token))
        .Add(static async (content, token) => new Seed(await ReadObjectAsync(
            content, static json => json.Member("type").ValueKind == JsonValueKind.String, "a seed with a type", token).ConfigureAwait(false)))
        .Add(static async (content, token) => new Context(await ReadObjectAsync(
            content, static json => IdOf(json.Member("application")) is not null, "an application with an ID", token).ConfigureAwait(false)))
        .Add(ReadUserAsync)
        .Add(ReadHealthAsync)
        .Add(static async (content, token) => new ServerVersion(await ReadTextAsync(content, IsVersion, "a version", token).ConfigureAwait(false)))
        .Add(ReadDeletedAsync);

    /// <summary>Reads an object, of which <paramref name="isExpected"/> says whether it is the expected one.</summary>
    public static async Task<JsonValue> ReadObjectAsync(
        ResponseContent content, Func<JsonValue, bool> isExpected, string expected, CancellationToken cancellationToken)
    {
        var json = await content.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
        return json.ValueKind == JsonValueKind.Object && isExpected(json)
            ? json
            : throw content.Malformed($"{expected} was expected, but it is {Describe(json)}");
    }

    /// <summary>Reads a response that has to be empty.</summary>
    public static async Task ReadEmptyAsync(ResponseContent content, CancellationToken cancellationToken)
    {
        var text = await content.ReadTextAsync(cancellationToken).ConfigureAwait(false);
        if (text.Length > 0)
            throw content.Malformed($"an empty response was expected, but it is {Describe(text)}");
    }

    /// <summary>The ID of an object; <see langword="null"/> when it has none.</summary>
    public static string? IdOf(JsonValue json) => json.Member("id").AsText() is { Length: > 0 } id ? id : null;

    /// <summary>Describes a value that was not expected.</summary>
    public static string Describe(JsonValue json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateMembers().Any() ? "another object" : "an empty object",
        JsonValueKind.Array => json.EnumerateArray().Any() ? "another list" : "an empty list",
        _ => ShortLine.Of(json.GetRawText()),
    };

    /// <summary>Reads an object with an ID: with the one that the request names, if it names one.</summary>
    private static async Task<T> ReadResourceAsync<T>(ResponseContent content, Func<JsonValue, T> create, CancellationToken cancellationToken)
    {
        var json = await content.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
        if (IdOf(json) is not { } received)
            throw content.Malformed($"an object with an ID was expected, but it is {Describe(json)}");
        return content.ResourceId is not { } id || IsSame(received, id)
            ? create(json)
            : throw content.Malformed($"the ID '{id}' was expected, but it is '{ShortLine.Of(received)}'");
    }

    private static async Task<UserProfile?> ReadUserAsync(ResponseContent content, CancellationToken cancellationToken)
    {
        var json = await ReadObjectAsync(content, static _ => true, "an object", cancellationToken).ConfigureAwait(false);
        return json.Member("user") is { ValueKind: JsonValueKind.Object } user ? new UserProfile(user) : null;
    }

    private static async Task<ServerHealth> ReadHealthAsync(ResponseContent content, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(content, static text => IsHealthy(text) || IsMigrating(text), "'ok:' and an ID", cancellationToken).ConfigureAwait(false);
        return IsMigrating(text) ? throw new ServerMigratingException(new Uri(content.Operation.Address!, "..")) : new ServerHealth(text);
    }

    /// <summary>Reads the ID of what was deleted or revoked, or status 204.</summary>
    private static async Task<ResourceId> ReadDeletedAsync(ResponseContent content, CancellationToken cancellationToken)
    {
        var id = content.LastPathValue;
        var text = await content.ReadTextAsync(cancellationToken).ConfigureAwait(false);
        return content.Status == HttpStatusCode.NoContent || IsSame(Unquoted(text), id)
            ? new ResourceId(id)
            : throw content.Malformed($"the ID '{id}' was expected, but it is {Describe(text)}");
    }

    /// <summary>Reads a text without quotes around it, of which <paramref name="isExpected"/> says whether it is the expected one.</summary>
    private static async Task<string> ReadTextAsync(
        ResponseContent content, Func<string, bool> isExpected, string expected, CancellationToken cancellationToken)
    {
        var text = Unquoted(await content.ReadTextAsync(cancellationToken).ConfigureAwait(false));
        return isExpected(text) ? text : throw content.Malformed($"{expected} was expected, but it is {Describe(text)}");
    }

    private static bool IsHealthy(string text) =>
        text.StartsWith("ok:", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(text.Substring(3), out _);

    private static bool IsMigrating(string text) => string.Equals(text, "migrating", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion(string text) =>
        text.Length is > 0 and <= 64 && char.IsDigit(text[0]) && text.IndexOf('.') > 0 && !text.Any(char.IsWhiteSpace);

    private static bool IsSame(string id, string other) => string.Equals(id, other, StringComparison.OrdinalIgnoreCase);

    private static string Describe(string text) => text.Length == 0 ? "empty" : $"'{ShortLine.Of(text)}'";

    /// <summary>The text itself, where newer servers send it as a JSON string.</summary>
    private static string Unquoted(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[text.Length - 1] != '"')
            return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.GetString()?.Trim() ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
