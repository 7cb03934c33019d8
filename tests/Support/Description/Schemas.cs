using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PiecesOs.Tests.Support;

/// <summary>
/// The members of the API's schemas, from schemas.json: <c>name</c> or, when optional, <c>name?</c>, and a type that is a
/// JSON type, <c>time</c>, <c>duration</c>, another schema's name, or one of these in brackets for an array.
/// </summary>
public static partial class Schemas
{
    /// <summary>All of schemas.json.</summary>
    public static JsonElement Data { get; } = Load();

    /// <summary>Schemas to which later servers added members.</summary>
    public static IEnumerable<string> Grown => Data.GetProperty("addedMembers").EnumerateObject().Select(schema => schema.Name);

    /// <summary>Values that later servers added to an enumeration.</summary>
    public static IEnumerable<string> AddedValues(string enumeration) =>
        Data.GetProperty("addedEnumValues").GetProperty(enumeration).EnumerateArray().Select(value => value.GetString()!);

    /// <summary>The members that later servers added to a schema.</summary>
    public static IEnumerable<string> AddedMembers(string schema) => Added(schema).Select(member => member.Name);

    /// <summary>An object with a value for every member, or only for the required ones. Recursive members are null.</summary>
    public static JsonElement Sample(string schema, bool onlyRequired = false, bool withAdded = true) =>
        JsonElement.Parse(Sample(schema, new Options(onlyRequired, withAdded), []).ToJsonString());

    /// <summary>
    /// How a value differs from a type: members that the schema does not have, values of another type, and missing required
    /// members.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="type">A type as in schemas.json.</param>
    /// <param name="path">The path of the value.</param>
    /// <param name="opaque">Schemas whose objects are not checked, because a server created them.</param>
    public static IEnumerable<string> ProblemsOf(JsonElement value, string type, string path = "$", params string[] opaque)
    {
        if (type[0] == '[')
        {
            return value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany(item => ProblemsOf(item, type[1..^1], path + "[]", opaque))
                : [$"{path} is {value.ValueKind}, not an array."];
        }

        if (IsSchema(type))
            return opaque.Contains(type) ? [] : ProblemsOfObject(value, type, path, opaque);
        var kind = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : value.ValueKind.ToString().ToLowerInvariant();
        if (kind != (type is "integer" ? "number" : type is "time" or "duration" ? "string" : type))
            return [$"{path} is {kind}, not {type}."];
        return type is "duration" && !Duration().IsMatch(value.GetString()!) ? [$"{path} is '{value}', not P[YYYY]-[MM]-[DD]T[hh]:[mm]:[ss]."] : [];
    }

    private static IEnumerable<string> ProblemsOfObject(JsonElement value, string schema, string path, string[] opaque)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [$"{path} is {value.ValueKind}, not an object of {schema}."];
        var members = Members(schema).ToDictionary(static member => member.Name, StringComparer.Ordinal);
        var missing = members.Values.Where(member => member.IsRequired && !value.TryGetProperty(member.Name, out _))
            .Select(member => $"{path}.{member.Name} is required.");
        return value.EnumerateObject().SelectMany(given => members.TryGetValue(given.Name, out var member)
            ? ProblemsOf(given.Value, member.Type, $"{path}.{given.Name}", opaque)
            : [$"{path} is a {schema}, which has no '{given.Name}'."]).Concat(missing);
    }

    [GeneratedRegex(@"^P\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")]
    private static partial Regex Duration();

    private static JsonObject Sample(string schema, Options options, string[] outer)
    {
        var sample = new JsonObject();
        foreach (var member in Members(schema).Concat(options.WithAdded ? Added(schema) : []))
        {
            if (member.IsRequired || !options.OnlyRequired)
                sample[member.Name] = Value(member.Type, options, [.. outer, schema]);
        }

        return sample;
    }

    private static JsonNode? Value(string type, Options options, string[] outer)
    {
        if (type[0] == '[')
            return Value(type[1..^1], options, outer) is { } item ? new JsonArray(item) : new JsonArray();
        if (IsSchema(type))
            return outer.Contains(type) ? null : Sample(type, options, outer);
        return type switch
        {
            "string" => "text",
            "time" => "2025-05-20T12:41:46.211Z",
            "duration" => "P0000-00-00T00:00:01",
            "boolean" => true,
            "integer" => 7,
            "number" => 0.5,
            _ => new JsonObject(),
        };
    }

    private static bool IsSchema(string type) => char.IsUpper(type[0]);

    private static IEnumerable<Member> Members(string schema) => Read(Data.GetProperty("schemas").GetProperty(schema));

    private static IEnumerable<Member> Added(string schema) =>
        Data.GetProperty("addedMembers").TryGetProperty(schema, out var members) ? Read(members).Select(member => member with { IsRequired = false }) : [];

    private static IEnumerable<Member> Read(JsonElement members) =>
        members.EnumerateObject().Select(member => new Member(member.Name.TrimEnd('?'), member.Value.GetString()!, !member.Name.EndsWith('?')));

    private static JsonElement Load()
    {
        using var stream = new StreamReader(typeof(Schemas).Assembly.GetManifestResourceStream("schemas.json")!);
        return JsonElement.Parse(stream.ReadToEnd());
    }

    private sealed record Member(string Name, string Type, bool IsRequired);

    private sealed record Options(bool OnlyRequired, bool WithAdded);
}
