using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace PiecesOs.Client.Tests.Support;

/// <summary>
/// The members of the API's schemas, from Data/schemas.json: <c>name</c> or, when optional, <c>name?</c>, and a type that is a
/// JSON type, <c>time</c>, <c>duration</c>, another schema's name, or one of these in brackets for an array.
/// </summary>
internal static class Schemas
{
    /// <summary>All of Data/schemas.json.</summary>
    public static JsonElement Data { get; } = Load();

    /// <summary>Schemas that later servers gave further members.</summary>
    public static IEnumerable<string> Grown => Data.GetProperty("addedMembers").EnumerateObject().Select(schema => schema.Name);

    /// <summary>Values that later servers added to an enumeration.</summary>
    public static IEnumerable<string> AddedValues(string enumeration) =>
        Data.GetProperty("addedEnumValues").GetProperty(enumeration).EnumerateArray().Select(value => value.GetString()!);

    /// <summary>The members that later servers added to a schema.</summary>
    public static IEnumerable<string> AddedMembers(string schema) => Added(schema).Select(member => member.Name);

    /// <summary>An object with a value for every member, or only for the required ones; what contains itself is null inside.</summary>
    public static JsonElement Sample(string schema, bool onlyRequired = false, bool withAdded = true) =>
        JsonElement.Parse(Sample(schema, new Options(onlyRequired, withAdded), []).ToJsonString());

    /// <summary>Fails with the path of a member that the schema does not know, of a value of another type, or of a required member that is missing.</summary>
    public static void ShouldFit(this JsonElement json, string schema, string path = "$")
    {
        json.ValueKind.ShouldBe(JsonValueKind.Object, path);
        var members = Members(schema).ToDictionary(member => member.Name, StringComparer.Ordinal);
        foreach (var given in json.EnumerateObject())
        {
            members.ShouldContainKey(given.Name, $"{path} is a {schema}, which has no '{given.Name}'.");
            Check(given.Value, members[given.Name].Type, $"{path}.{given.Name}");
        }

        foreach (var required in members.Values.Where(member => member.IsRequired))
            json.TryGetProperty(required.Name, out _).ShouldBeTrue($"{path}.{required.Name} is required.");
    }

    private static void Check(JsonElement value, string type, string path)
    {
        if (type[0] == '[')
        {
            value.ValueKind.ShouldBe(JsonValueKind.Array, path);
            foreach (var item in value.EnumerateArray())
                Check(item, type[1..^1], path + "[]");
        }
        else if (IsSchema(type) && value.ValueKind != JsonValueKind.Null)
        {
            value.ShouldFit(type, path);
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            if (type is "duration")
                value.GetString()!.ShouldMatch(@"^P\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", path);
            var kind = value.ValueKind switch { JsonValueKind.True or JsonValueKind.False => "boolean", var other => other.ToString().ToLowerInvariant() };
            (type is "integer" ? "number" : type is "time" or "duration" ? "string" : type).ShouldBe(kind, path);
        }
    }

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
