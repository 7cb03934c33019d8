using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>A Pieces OS object: adds the shapes that its API uses everywhere, grouped timestamps and iterables.</summary>
public abstract class PiecesResource : JsonResource
{
    /// <summary>Wraps <paramref name="json"/>.</summary>
    protected PiecesResource(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The whole resource with its changes, as the body of an update.</summary>
    public JsonBody ToBody() => JsonBody.From(WriteTo, GetString("id"));

    /// <summary>The time in a <c>GroupedTimestamp</c> member, with all its fraction digits, in UTC.</summary>
    protected DateTimeOffset? GetTimestamp(string name)
    {
        var member = Member(name);
        return (member.Member("value").AsDateTime() ?? member.AsDateTime())?.ToUniversalTime();
    }

    /// <summary>
    /// The time in <paramref name="name"/> if it is later than <c>created</c> and the members in <paramref name="others"/>. Pieces OS
    /// writes <c>deleted</c> and <c>synced</c> on new objects too, equal to <c>created</c>, where nothing was deleted or synced.
    /// </summary>
    private protected DateTimeOffset? GetLaterTimestamp(string name, params string[] others)
    {
        if (GetTimestamp(name) is not { } time)
            return null;
        return time <= GetTimestamp("created") || others.Any(other => time <= GetTimestamp(other)) ? null : time;
    }

    /// <summary>
    /// The elements of a <c>{"iterable":[...]}</c> member, or of a bare array; empty when there is none. Elements with a negative
    /// value in <c>indices</c> are left out: they were removed.
    /// </summary>
    /// <param name="name">The member.</param>
    /// <param name="create">Wraps an element.</param>
    /// <param name="filter">Leaves out other elements, before it is determined whether they were removed.</param>
    protected IReadOnlyList<T> GetIterable<T>(string name, Func<JsonValue, T> create, Func<JsonValue, bool>? filter = null)
    {
        var member = Member(name);
        var list = member.ValueKind == JsonValueKind.Array ? member : member.Member("iterable");
        var removed = RemovedIds.In(member.Member("indices"));
        return new JoinedList<T>([.. list.EnumerateArray().Where(json => filter?.Invoke(json) != false && !IsRemoved(json, removed)).Select(create)]);
    }

    /// <summary>The same for a list that holds its objects, or in a flattened object references to them.</summary>
    protected IReadOnlyList<T> GetReferences<T>(string name, Func<JsonValue, T> create) => GetIterable(name, json => create(Dereferenced(json)));

    /// <summary>The texts of several resources, without those that have none.</summary>
    private protected static IReadOnlyList<string> TextsOf<T>(IEnumerable<T> resources, Func<T, string?> textOf) =>
        new JoinedList<string>([.. resources.Select(textOf).OfType<string>().Where(static text => text.Length > 0)]);

    /// <summary>How the resource came to one asset, such as MANUAL; <see langword="null"/> when it is not known.</summary>
    private protected string? GetMechanism(string assetId)
    {
        var mechanisms = Member("mechanisms");
        return mechanisms.Member(assetId).AsText()
            ?? mechanisms.EnumerateMembers().FirstOrDefault(member => string.Equals(member.Key, assetId, StringComparison.OrdinalIgnoreCase)).Value.AsText();
    }

    /// <summary>What a <c>{"id":...,"reference":{...}}</c> refers to, where it is sent along; anything else as it is.</summary>
    private protected static JsonValue Dereferenced(JsonValue json) =>
        json.Member("reference") is { ValueKind: JsonValueKind.Object } reference ? reference : json;

    private static bool IsRemoved(JsonValue json, RemovedIds removed) =>
        removed.Contains(json.Member("id").AsText()) || new Element(Dereferenced(json)).IsDeleted;

    private sealed class Element(JsonValue json) : PiecesResource(json)
    {
        public bool IsDeleted => GetLaterTimestamp("deleted", "updated") is not null;
    }
}
