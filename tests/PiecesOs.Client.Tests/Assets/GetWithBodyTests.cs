using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Assets;

/// <summary>The two GETs that carry a body.</summary>
[Collection(SandboxCollections.Assets)]
public class GetWithBodyTests(Sandbox sandbox)
{
    [Fact]
    public async Task Assets_get_related_assets_sends_the_assets_and_finds_others()
    {
        var given = await sandbox.CreateAsync("function Get-Pomegranate { 'pomegranate' }", "Given", "ps1", "pomegranate");
        var like = await sandbox.CreateAsync("function Set-Pomegranate { 'pomegranate' }", "Like it", "ps1", "pomegranate");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsGetRelatedAssetsAsync([given]));

        exchange.ShouldHaveSentBody("assets_get_related_assets", "GET /assets/related", $$"""{"iterable":[{{given.ToJson()}}]}""");
        exchange.Result.ShouldContain(asset => asset.Id == like.Id);
        exchange.Result.ShouldNotContain(asset => asset.Id == given.Id);
    }

    [Fact]
    public async Task Assets_get_recommended_assets_sends_assets_and_interactions()
    {
        var given = await sandbox.CreateAsync("function Get-Tamarind { 'tamarind' }", "Given", "ps1", "tamarind");
        var like = await sandbox.CreateAsync("function Set-Tamarind { 'tamarind' }", "Like it", "ps1", "tamarind");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsGetRecommendedAssetsAsync([new AssetInteraction(given, TimeSpan.FromSeconds(5))]));

        exchange.ShouldHaveSentBody(
            "assets_get_recommended_assets",
            "GET /assets/recommended",
            $$$"""{"assets":{"iterable":[{{{given.ToJson()}}}]},"interactions":{"iterable":[{"asset":"{{{given.Id}}}","interactions":{"viewed":"P0000-00-00T00:00:05","touched":false,"scrolled":false}}]}}""");
        exchange.Result.ShouldContain(asset => asset.Id == like.Id);
    }

    [Fact]
    public async Task The_related_body_is_whole_on_the_wire()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"iterable":[{"id":"c"}]}"""));
        using var pieces = new TestPieces(server.Address);

        var found = await pieces.Client.Assets.AssetsGetRelatedAssetsAsync([Asset("""{"id":"a","future":{"x":1.50}}"""), Asset("""{ "id": "b" }""")]).ToListAsync();

        found.Single().Id.ShouldBe("c");
        server.SingleRequest.RequestLine.ShouldBe("GET /assets/related HTTP/1.1");
        server.SingleRequest.BodyText.ShouldBe("""{"iterable":[{"id":"a","future":{"x":1.50}},{ "id": "b" }]}""");
    }

    [Fact]
    public async Task The_recommended_body_keeps_interactions_in_the_order_of_their_assets()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"iterable":[]}"""));
        using var pieces = new TestPieces(server.Address);
        AssetInteraction[] interactions =
        [
            new(Asset("""{"id":"a"}"""), TimeSpan.FromMinutes(61), Touched: true),
            new(Asset("""{"id":"b"}"""), TimeSpan.FromMilliseconds(1500), Scrolled: true),
        ];

        await pieces.Client.Assets.AssetsGetRecommendedAssetsAsync(interactions).ToListAsync();

        server.SingleRequest.RequestLine.ShouldBe("GET /assets/recommended HTTP/1.1");
        server.SingleRequest.BodyText.ShouldBe(
            """{"assets":{"iterable":[{"id":"a"},{"id":"b"}]},"interactions":{"iterable":["""
            + """{"asset":"a","interactions":{"viewed":"P0000-00-00T01:01:00","touched":true,"scrolled":false}},"""
            + """{"asset":"b","interactions":{"viewed":"P0000-00-00T00:00:01","touched":false,"scrolled":true}}]}}""");
    }

    private static Asset Asset(string json) => new(JsonElement.Parse(json));
}
