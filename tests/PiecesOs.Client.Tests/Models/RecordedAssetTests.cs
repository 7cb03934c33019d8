using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

/// <summary>An asset as Pieces OS 6.3.0 and later were seen to send it.</summary>
public class RecordedAssetTests
{
    private const string Created = """{"value":"2023-10-05T10:00:00.123456Z","readable":"Just now..."}""";

    /// <summary>Just created: <c>deleted</c> and <c>synced</c> equal <c>created</c>, empty relations, the content twice in one format.</summary>
    private const string JustCreated = $$$"""
        {"id":"a","name":"Text Snippet","creator":"","created":{{{Created}}},"updated":{{{Created}}},"synced":{{{Created}}},"deleted":{{{Created}}},
         "mechanism":"MANUAL","score":{"manual":0,"automatic":0},
         "tags":{"iterable":[],"indices":{}},"websites":{"iterable":[],"indices":{}},"annotations":{"iterable":[],"indices":{}},
         "sensitives":{"iterable":[]},"shares":{"iterable":[],"indices":{}},
         "formats":{"iterable":[{"id":"f","asset":{"id":"a","original":"f","preview":{"base":"f"}},"role":"BOTH","bytes":{"value":2},
            "created":{{{Created}}},"updated":{{{Created}}},"deleted":{{{Created}}},"synced":{{{Created}}},
            "classification":{"generic":"TEXT","specific":"text"},
            "fragment":{"string":{"raw":"hi"},"bytes":{"raw":[104,105],"base64":[],"base64_url":[],"data_url":[]} } }],
            "asset":{"id":"a","original":"f","preview":{"base":"f"} } },
         "preview":{"base":{"id":"f"}},"original":{"id":"f"}}
        """;

    [Fact]
    public void A_new_asset_is_neither_deleted_nor_backed_up()
    {
        var asset = Asset(JustCreated);

        asset.Deleted.ShouldBeNull();
        asset.Synced.ShouldBeNull();
        asset.Created.ShouldBe(new DateTimeOffset(2023, 10, 5, 10, 0, 0, TimeSpan.Zero).AddTicks(1234560));
        asset.GetFormats().ShouldHaveSingleItem().AssetId.ShouldBe("a");
    }

    [Fact]
    public void Everything_in_a_new_asset_is_read()
    {
        var asset = Asset(JustCreated);

        asset.Creator.ShouldBe(string.Empty);
        asset.Score!.ToString().ShouldBe("0 (0 reuse, 0 update, 0 reference)");
        asset.GetTags().ShouldBeEmpty();
        asset.GetWebsites().ShouldBeEmpty();
        asset.GetAnnotations().ShouldBeEmpty();
        asset.IsFavorite.ShouldBeNull("absent is not false");
        (asset.Kind, asset.Language, asset.Size).ShouldBe(("TEXT", "text", 2));
        asset.ToJson().ShouldBe(JustCreated);
    }

    [Theory]
    [InlineData("2023-10-05T10:00:00.123456Z", "2023-10-06T00:00:00Z", false)]
    [InlineData("2023-10-06T00:00:00.000Z", "2023-10-06T00:00:00.000000Z", false)]
    [InlineData("2023-10-07T00:00:00Z", "2023-10-06T00:00:00Z", true)]
    [InlineData("2023-10-05T10:00:00.123Z", "2023-10-05T10:00:00.123456Z", false)]
    public void Deleted_is_later_than_created_and_updated(string deleted, string updated, bool isDeleted)
    {
        var asset = Asset($$"""{"created":{{Created}},"updated":{"value":"{{updated}}"},"deleted":{"value":"{{deleted}}"} }""");

        (asset.Deleted is not null).ShouldBe(isDeleted);
    }

    [Fact]
    public void A_backup_is_later_than_the_creation()
    {
        Asset($$"""{"created":{{Created}},"synced":{"value":"2023-10-05T10:00:01Z"} }""").Synced.ShouldNotBeNull();
        Asset("""{"synced":{"value":"2023-10-05T10:00:01Z"} }""").Synced.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("tags", "text")]
    [InlineData("websites", "url")]
    [InlineData("annotations", "text")]
    [InlineData("formats", "role")]
    [InlineData("shares", "link")]
    public void A_negative_index_removes_an_element_of_a_relation(string relation, string member)
    {
        var asset = Asset($$"""
            {"{{relation}}":{"indices":{"AAAA":-1,"gone":-1,"here":0},"iterable":[
                {"id":"aaaa","{{member}}":"removed"},{"id":"gone","reference":{"id":"gone","{{member}}":"removed"} },
                {"id":"here","{{member}}":"one","created":{{Created}},"deleted":{{Created}} },{"id":"more","{{member}}":"two"}]} }
            """);

        IdsOf(asset, relation).ShouldBe(["here", "more"]);
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("websites")]
    [InlineData("annotations")]
    [InlineData("formats")]
    [InlineData("shares")]
    public void An_element_that_was_deleted_after_its_last_change_is_left_out(string relation)
    {
        var asset = Asset($$"""
            {"{{relation}}":{"iterable":[{"id":"here","created":{{Created}},"updated":{{Created}},"deleted":{{Created}} },
                {"id":"gone","created":{{Created}},"updated":{{Created}},"deleted":{"value":"2024-01-01T00:00:00Z"} }]} }
            """);

        IdsOf(asset, relation).ShouldBe(["here"]);
    }

    [Fact]
    public void Ids_compare_without_case()
    {
        var asset = Asset("""
            {"id":"ABC","original":{"id":"0F"},"formats":{"iterable":[{"id":"0f","fragment":{"string":{"raw":"found"} } }]},
             "tags":{"iterable":[{"id":"t","text":"mine","mechanisms":{"abc":"MANUAL"} }]} }
            """);

        asset.GetContent()!.GetText().ShouldBe("found");
        asset.GetOriginalFormat()!.Id.ShouldBe("0f");
        asset.GetTags()[0].MechanismFor(asset.Id!).ShouldBe("MANUAL");
    }

    [Theory]
    [InlineData("null", true, false)]
    [InlineData("{\"iterable\":[],\"indices\":{}}", false, true)]
    [InlineData("{\"iterable\":[]}", false, true)]
    [InlineData("{}", false, true)]
    [InlineData("{\"indices\":{\"t\":0}}", true, false)]
    [InlineData("{\"indices\":{\"t\":-1}}", false, true)]
    [InlineData("{\"iterable\":[{\"id\":\"T\",\"text\":\"x\"}],\"indices\":{\"t\":0}}", false, false)]
    [InlineData("{\"iterable\":[{\"id\":\"t\",\"text\":\"x\"}],\"indices\":{\"t\":0,\"u\":3}}", true, false)]
    [InlineData("{\"iterable\":[{\"id\":\"t\"}]}", true, false)]
    [InlineData("{\"iterable\":[{\"id\":\"t\",\"reference\":null}]}", true, false)]
    [InlineData("{\"iterable\":[{\"id\":\"t\",\"reference\":{\"id\":\"t\",\"text\":\"x\"}}]}", false, false)]
    public void A_relation_may_be_lacking_or_empty_or_there(string tags, bool isLacking, bool isEmpty)
    {
        var asset = Asset($$"""{"tags":{{tags}} }""");

        asset.LacksRelation("tags").ShouldBe(isLacking);
        asset.HasEmptyRelation("tags").ShouldBe(isEmpty);
        asset.LacksRelation("websites").ShouldBeTrue("absent");
    }

    [Fact]
    public void Unknown_annotation_types_and_values_are_preserved()
    {
        var asset = Asset("""{"annotations":{"iterable":[{"id":"n","type":"WORKSTREAM_NOTE","mechanism":"SOMEHOW","text":"t"}]} }""");

        (asset.GetAnnotations()[0].Type, asset.GetAnnotations()[0].Mechanism).ShouldBe(("WORKSTREAM_NOTE", "SOMEHOW"));
    }

    private static string?[] IdsOf(Asset asset, string relation) => relation switch
    {
        "tags" => [.. asset.GetTags().Select(static tag => tag.Id)],
        "websites" => [.. asset.GetWebsites().Select(static website => website.Id)],
        "annotations" => [.. asset.GetAnnotations().Select(static annotation => annotation.Id)],
        "formats" => [.. asset.GetFormats().Select(static format => format.Id)],
        _ => [.. asset.GetShares().Select(static share => share.Id)],
    };

    private static Asset Asset(string json) => new(JsonElement.Parse(json));
}
