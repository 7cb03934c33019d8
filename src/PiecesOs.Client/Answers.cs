using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// The forms of answer that the API documents. Anything else, such as the page of a proxy, is a
/// <see cref="MalformedResponseException"/>: no operation succeeds without evidence.
/// </summary>
internal static class Answers
{
    /// <summary>An object with an id; with the one that was requested, if one was.</summary>
    public static async Task<T> GetResourceAsync<T>(
        this RestClient rest, RestRequest request, string? id, Func<JsonValue, T> create, CancellationToken cancellationToken)
    {
        var json = await rest.GetJsonAsync(request, cancellationToken).ConfigureAwait(false);
        var received = IdOf(json);
        if (received is null)
            throw rest.Malformed(request, $"an object with an ID was expected, but it is {Describe(json)}");
        if (id is not null && !IsSame(received, id))
            throw rest.Malformed(request, $"the ID '{id}' was expected, but it is '{ShortLine.Of(received)}'");
        return create(json);
    }

    /// <summary>An object, of which <paramref name="isExpected"/> says whether it is the expected one.</summary>
    public static async Task<JsonValue> GetObjectAsync(
        this RestClient rest, RestRequest request, Func<JsonValue, bool> isExpected, string expected, CancellationToken cancellationToken)
    {
        var json = await rest.GetJsonAsync(request, cancellationToken).ConfigureAwait(false);
        return json.ValueKind == JsonValueKind.Object && isExpected(json)
            ? json
            : throw rest.Malformed(request, $"{expected} was expected, but it is {Describe(json)}");
    }

    /// <summary>A text, without quotes around it, of which <paramref name="isExpected"/> says whether it is the expected one.</summary>
    public static async Task<string> GetTextAsync(
        this RestClient rest, RestRequest request, Func<string, bool> isExpected, string expected, CancellationToken cancellationToken)
    {
        var text = Unquoted(await rest.GetTextAsync(request, cancellationToken).ConfigureAwait(false));
        return isExpected(text) ? text : throw rest.Malformed(request, $"{expected} was expected, but it is {Describe(text)}");
    }

    /// <summary>The id of what was deleted or revoked, or status 204.</summary>
    public static async Task<string> DeleteAsync(this RestClient rest, RestRequest request, string id, CancellationToken cancellationToken)
    {
        var answer = await rest.GetTextAnswerAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NoContent || IsSame(Unquoted(answer.Text), id))
            return id;
        throw rest.Malformed(request, $"the ID '{id}' was expected, but it is {Describe(answer.Text)}");
    }

    /// <summary>Nothing.</summary>
    public static async Task SendAsync(this RestClient rest, RestRequest request, CancellationToken cancellationToken)
    {
        var text = await rest.GetTextAsync(request, cancellationToken).ConfigureAwait(false);
        if (text.Length > 0)
            throw rest.Malformed(request, $"an empty answer was expected, but it is {Describe(text)}");
    }

    /// <summary>The shares that a change has made: at least one. It is read to its end before the first is returned.</summary>
    public static async IAsyncEnumerable<Share> CreateSharesAsync(
        this RestClient rest, RestRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var json = await rest.GetJsonAsync(request, cancellationToken).ConfigureAwait(false);
        var list = json.ValueKind == JsonValueKind.Array ? json : json.Member("iterable");
        var removed = RemovedIds.In(json.Member("indices"));
        var shares = list.EnumerateArray().Where(share => !removed.Contains(IdOf(share))).ToArray();
        if (shares.Length == 0 || shares.Any(static share => IdOf(share) is null))
            throw rest.Malformed(request, $"a list of shares with IDs was expected, but it is {Describe(json)}");
        foreach (var share in shares)
            yield return new Share(share);
    }

    /// <summary>Makes an object of each element of a list, which has to be an object.</summary>
    public static Func<JsonValue, T> EachObject<T>(this RestClient rest, RestRequest request, Func<JsonValue, T> create) =>
        json => json.ValueKind == JsonValueKind.Object
            ? create(json)
            : throw rest.Malformed(request, $"a list of objects was expected, but one of them is {Describe(json)}");

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

    private static string? IdOf(JsonValue json) => json.Member("id").AsText() is { Length: > 0 } id ? id : null;

    private static bool IsSame(string id, string other) => string.Equals(id, other, StringComparison.OrdinalIgnoreCase);

    private static string Describe(string text) => text.Length == 0 ? "empty" : $"'{ShortLine.Of(text)}'";

    private static string Describe(JsonValue json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateMembers().Any() ? "another object" : "an empty object",
        JsonValueKind.Array => json.EnumerateArray().Any() ? "another list" : "an empty list",
        _ => ShortLine.Of(json.GetRawText()),
    };
}
