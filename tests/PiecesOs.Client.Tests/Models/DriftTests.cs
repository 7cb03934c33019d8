using System.Collections.Specialized;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

/// <summary>Servers newer than the API description: members and values that nobody knew of.</summary>
public class DriftTests
{
    public static TheoryData<string, string> Grown =>
        new(ModelCases.All.Where(row => Schemas.Grown.Contains(row.Data.Item2)).Select(row => (row.Data.Item1, row.Data.Item2)));

    [Fact]
    public void There_is_something_to_check() => Grown.Count().ShouldBe(12);

    [Theory]
    [MemberData(nameof(Grown))]
    public void Added_members_are_within_reach_and_survive(string model, string schema)
    {
        var json = Schemas.Sample(schema);

        var resource = ModelCases.Create(model, json);

        foreach (var member in Schemas.AddedMembers(schema))
        {
            resource.GetMember(member).ShouldNotBeNull($"{schema}.{member}");
            resource.GetMemberNames().ShouldContain(member);
        }

        resource.ToJson().ShouldBe(json.GetRawText());
    }

    [Fact]
    public void An_unknown_member_is_a_plain_value()
    {
        var asset = new Asset(JsonElement.Parse("""{"id":"a","future":{"deep":[1,2.5,"x",null,true]}}"""));

        var future = asset.GetMember("future").ShouldBeAssignableTo<OrderedDictionary>()!;

        future["deep"].ShouldBe(new object?[] { 1L, 2.5m, "x", null, true });
    }

    [Fact]
    public void Added_values_are_read_as_they_are()
    {
        foreach (var value in Schemas.AddedValues("MechanismEnum"))
        {
            new Asset(JsonElement.Parse($$"""{"mechanism":"{{value}}"}""")).Mechanism.ShouldBe(value);
            new Tag(JsonElement.Parse("{\"mechanisms\":{\"a\":\"" + value + "\"}}")).MechanismFor("a").ShouldBe(value);
        }

        foreach (var value in Schemas.AddedValues("AccessEnum"))
            new Share(JsonElement.Parse($$"""{"access":"{{value}}"}""")).Access.ShouldBe(value);
        foreach (var value in Schemas.AddedValues("AnnotationTypeEnum"))
            new Annotation(JsonElement.Parse($$"""{"type":"{{value}}"}""")).Type.ShouldBe(value);
        foreach (var value in Schemas.AddedValues("ApplicationNameEnum"))
            new Application(JsonElement.Parse($$"""{"name":"{{value}}"}""")).Name.ShouldBe(value);
        foreach (var value in Schemas.AddedValues("ClassificationSpecificEnum"))
            new Classification(JsonElement.Parse($$"""{"specific":"{{value}}"}""")).Specific.ShouldBe(value);
        foreach (var value in Schemas.AddedValues("SearchedMatchEnum"))
            new SearchedAsset(JsonElement.Parse($$"""{"match":"{{value}}"}""")).Match.ShouldBe(value);
        foreach (var value in Schemas.AddedValues("Role"))
            new AssetFormat(JsonElement.Parse($$"""{"role":"{{value}}"}""")).Role.ShouldBe(value);
        foreach (var value in Schemas.AddedValues("AllocationStatusEnum"))
            new UserProfile(JsonElement.Parse("{\"allocation\":{\"status\":{\"cloud\":\"" + value + "\"}}}")).CloudStatus.ShouldBe(value);
    }
}
