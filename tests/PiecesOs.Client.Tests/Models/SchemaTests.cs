using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

/// <summary>The models against the members of the API's schemas.</summary>
public class SchemaTests
{
    // A flattened share has only the ID of its asset. The times of a sample are equal, which means neither synced nor deleted. A host
    // has only failed where its status says so, why a registration was refused is not in its answer, and what matched depends on the search.
    private static readonly string[] s_notInSchema =
    [
        "FlattenedShare.Asset", "Asset.Synced", "Asset.Deleted", "FlattenedAsset.Synced", "FlattenedAsset.Deleted",
        "SearchedAsset.Line", "SearchedAsset.LineNumber", "UserProfile.FailedLinkHosts", "FlattenedUserProfile.FailedLinkHosts", "Context.RegistrationProblem",
    ];

    public static TheoryData<string, string> Cases => ModelCases.All;

    [Fact]
    public void Every_model_is_checked()
    {
        var models = typeof(Asset).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PiecesResource)) && type.IsPublic).Select(type => type.Name);

        models.ShouldBe(
            Cases.Select(row => row.Data.Item1).Distinct(), ignoreOrder: true,
            "Add a line for each model to Models/ModelCases.cs, and its schema to tests/Support/Description/schemas.json.");
    }

    /// <summary>A property that reads a member which the schema does not have, or has with another type, would be empty.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_property_reads_a_member_of_the_schema(string model, string schema)
    {
        var resource = ModelCases.Create(model, Schemas.Sample(schema));

        var empty = Properties(resource).Where(property => IsEmpty(property.GetValue(resource))).Select(property => $"{schema}.{property.Name}");

        empty.Except(s_notInSchema).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_every_member_null_every_property_is_empty(string model, string schema)
    {
        var nulls = new JsonObject(Schemas.Sample(schema).EnumerateObject().Select(member => KeyValuePair.Create(member.Name, (JsonNode?)null)));
        var resource = ModelCases.Create(model, JsonElement.Parse(nulls.ToJsonString()));

        Properties(resource).Where(property => !IsEmpty(property.GetValue(resource))).ShouldBeEmpty();
        resource.ToString().ShouldNotBeNull();
        resource.ToJson().ShouldBe(nulls.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_its_required_members_every_property_is_empty(string model, string schema)
    {
        _ = schema;
        var resource = ModelCases.Create(model, JsonElement.Parse("{}"));

        Properties(resource).Where(property => !IsEmpty(property.GetValue(resource))).ShouldBeEmpty();
        resource.ToString().ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Members_of_another_type_are_not_an_error(string model, string schema)
    {
        foreach (var odd in new[] { "7", "\"x\"", "true", "[]", "[[]]", "[null]", "{}", """{"iterable":7}""", """{"iterable":[null,7,"x",[]]}""", """{"value":[]}""" })
        {
            var members = Schemas.Sample(schema).EnumerateObject().Select(member => $"\"{member.Name}\":{odd}");
            var resource = ModelCases.Create(model, JsonElement.Parse("{" + string.Join(',', members) + "}"));

            foreach (var property in Properties(resource))
                Should.NotThrow(() => property.GetValue(resource), $"{schema}.{property.Name} of {odd}");
            Should.NotThrow(resource.ToString);
        }
    }

    private static IEnumerable<PropertyInfo> Properties(PiecesResource resource) => resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static bool IsEmpty(object? value) => value is null or false or "" || (value is IEnumerable items and not string && !items.Cast<object>().Any());
}
