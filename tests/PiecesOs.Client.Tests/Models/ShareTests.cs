using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

public class ShareTests
{
    [Theory]
    [InlineData("""{"asset":{"id":"a"}}""", "a")]
    [InlineData("""{"asset":"a"}""", "a")]
    [InlineData("""{"asset":null,"assets":{"iterable":[{"id":"a"},{"id":"b"}]}}""", "a")]
    [InlineData("""{"asset":{},"assets":{"iterable":[{"id":"a"}]}}""", "a")]
    [InlineData("""{"asset":null,"assets":{"iterable":[]}}""", null)]
    [InlineData("""{"asset":null,"assets":null}""", null)]
    [InlineData("{}", null)]
    public void The_asset_is_named_in_every_form(string json, string? id) => new Share(JsonElement.Parse(json)).AssetId.ShouldBe(id);

    [Fact]
    public async Task Reading_changing_and_writing_keeps_everything_else()
    {
        const string Json = """
            { "id": "s", "future": {"x": 1.50, "y": [null, "\u00fc"]}, "access": "PUBLIC", "name": null, "score": {"manual": 1}, "link": "https://x.example/?p=s" }
            """;
        await using var server = ScriptedServer.Start(Reply.Json(Json));
        using var pieces = new TestPieces(server.Address);
        var share = await pieces.Client.Share.ShareSnapshotAsync("s");

        share.SetAccess(ShareAccess.Private);
        share.SetName("NEW");
        await pieces.Client.Share.ShareUpdateAsync(share);

        server.Requests[1].BodyText.ShouldBe(
            Json.Trim().Replace("\"PUBLIC\"", "\"PRIVATE\"", System.StringComparison.Ordinal).Replace("\"name\": null", "\"name\": \"NEW\"", System.StringComparison.Ordinal));
        share.Access.ShouldBe("PRIVATE");
        share.Name.ShouldBe("NEW");
    }

    [Fact]
    public async Task Without_a_change_a_share_is_sent_to_the_byte()
    {
        const string Json = """{"id":"s" , "access":"UNKNOWN","dup":1,"dup":2,"half":"\ud800"}""";
        await using var server = ScriptedServer.Start(Reply.Json(Json));
        using var pieces = new TestPieces(server.Address);

        await pieces.Client.Share.ShareUpdateAsync(await pieces.Client.Share.ShareSnapshotAsync("s"));

        server.Requests[1].BodyText.ShouldBe(Json);
    }

    [Fact]
    public void A_share_is_its_link()
    {
        new Share(JsonElement.Parse("""{"id":"s","link":"https://x.example/?p=s"}""")).ToString().ShouldBe("https://x.example/?p=s");
        new Share(JsonElement.Parse("""{"id":"s"}""")).ToString().ShouldBe("s");
    }
}
