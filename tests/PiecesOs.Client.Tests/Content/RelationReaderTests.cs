using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

/// <summary>Tags, websites and annotations that a record lacks.</summary>
public class RelationReaderTests
{
    private const string Id = "6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13";
    private const string Tag = "00000001-1111-4222-8333-000000000001";
    private const string OtherTag = "00000001-1111-4222-8333-000000000002";
    private const string Single = $"GET /assets/{Id}";
    private const string TagPage = $"GET /tag_to_asset_associations/asset/{Id}";
    private const string TagBatch = "POST /tags/batch/fetch";
    private const string NullTags = $$"""{"id":"{{Id}}","tags":null,"websites":null,"annotations":null}""";

    [Fact]
    public async Task The_single_record_is_asked_first()
    {
        await using var server = ScriptedServer.Start().On(Single, Reply.Json($$$"""{"id":"{{{Id}}}","tags":{"iterable":[{"id":"{{{Tag}}}","text":"t"}],"indices":{"{{{Tag}}}":0} } }"""));
        using var pieces = new TestPieces(server.Address);
        var asset = Asset(NullTags);

        await new RelationReader(pieces.Client).CompleteAsync(asset, ["tags"]);

        asset.GetTags().ShouldHaveSingleItem().Text.ShouldBe("t");
        asset.LacksRelation("tags").ShouldBeFalse();
        asset.LacksRelation("websites").ShouldBeTrue();
        server.Log.ShouldBe([$"{Single}?transferables=false"]);
    }

    [Fact]
    public async Task A_record_that_lacks_nothing_costs_no_request()
    {
        await using var server = ScriptedServer.Start();
        using var pieces = new TestPieces(server.Address);
        var asset = Asset($$$"""{"id":"{{{Id}}}","tags":{"iterable":[],"indices":{} } }""");

        await new RelationReader(pieces.Client).CompleteAsync(asset, ["tags"]);

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Associations_and_then_the_records_are_read_where_the_single_record_has_null_too()
    {
        await using var server = ScriptedServer.Start()
            .On(Single, Reply.Json(NullTags))
            .On(TagPage, Page("tag", Tag, OtherTag))
            .On(TagBatch, Reply.Json($$$"""{"tags":{"iterable":[{"id":"{{{OtherTag}}}","text":"two"},{"id":"{{{Tag}}}","text":"one"}],"indices":{} },"notFound":[]}"""))
            .On($"GET /website_to_asset_associations/asset/{Id}", Reply.Json("""{"iterable":[],"indices":{}}"""));
        using var pieces = new TestPieces(server.Address);
        var asset = Asset(NullTags);

        await new RelationReader(pieces.Client).CompleteAsync(asset, ["tags", "websites"]);

        asset.GetTags().Select(tag => tag.Text).ShouldBe(["one", "two"]);
        asset.LacksRelation("tags").ShouldBeFalse();
        asset.HasEmptyRelation("websites").ShouldBeTrue();
        asset.LacksRelation("annotations").ShouldBeTrue();
        server.Log.ShouldBe(
        [
            $"{Single}?transferables=false", $"{TagPage}?limit=50&offset=0", TagBatch, $"GET /website_to_asset_associations/asset/{Id}?limit=50&offset=0",
        ]);
    }

    [Fact]
    public async Task A_server_without_the_paths_leaves_the_relation_unknown_and_is_asked_once()
    {
        await using var server = ScriptedServer.Start(Reply.Status(404, "Route not found"));
        using var pieces = new TestPieces(server.Address);
        var reader = new RelationReader(pieces.Client);
        var (first, second) = (Asset(NullTags), Asset(NullTags.Replace(Id, Tag, StringComparison.Ordinal)));

        await reader.CompleteAsync(first, ["tags"], isSingleRecord: true);
        await reader.CompleteAsync(second, ["tags"], isSingleRecord: true);

        first.LacksRelation("tags").ShouldBeTrue();
        first.HasEmptyRelation("tags").ShouldBeFalse();
        second.LacksRelation("tags").ShouldBeTrue();
        server.Log.ShouldBe([$"{TagPage}?limit=50&offset=0"]);
    }

    [Fact]
    public async Task Pages_are_read_to_the_end()
    {
        var ids = Enumerable.Range(0, 120).Select(static number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"00000002-0000-4000-8000-{number:000000000000}")).ToArray();
        await using var server = ScriptedServer.Start().On(TagPage, Page("tag", ids[..50]), Page("tag", ids[50..100]), Page("tag", ids[100..]))
            .On(TagBatch, static connection => Reply.Json(
                $$"""{"tags":{"iterable":{{connection.Request.Json.GetProperty("tags").GetProperty("iterable").GetRawText()}},"indices":{} },"notFound":[]}""")(connection));
        using var pieces = new TestPieces(server.Address);
        var asset = Asset(NullTags);

        await new RelationReader(pieces.Client).CompleteAsync(asset, ["tags"], isSingleRecord: true);

        asset.GetTags().Select(tag => tag.Id).ShouldBe(ids);
        server.Requests.Where(request => request.Method == "GET").Select(request => request.Query).ShouldBe(["limit=50&offset=0", "limit=50&offset=50", "limit=50&offset=100"]);
        server.Requests.Count(request => request.Method == "POST").ShouldBe(3);
    }

    [Fact]
    public async Task A_tag_that_assets_share_is_read_once_and_a_removed_association_is_left_out()
    {
        await using var server = ScriptedServer.Start()
            .On(TagPage, Reply.Json($$$"""{"iterable":[{{{Association("tag", Tag)}}},{{{Association("tag", OtherTag)}}}],"indices":{"a{{{OtherTag}}}":-1} }"""))
            .On(TagBatch, Reply.Json($$$"""{"tags":{"iterable":[{"id":"{{{Tag}}}","text":"one"}],"indices":{} },"notFound":[]}"""));
        using var pieces = new TestPieces(server.Address);
        var reader = new RelationReader(pieces.Client);
        var (first, second) = (Asset(NullTags), Asset(NullTags));

        await reader.CompleteAsync(first, ["tags"], isSingleRecord: true);
        await reader.CompleteAsync(second, ["tags"], isSingleRecord: true);

        second.GetTags().ShouldHaveSingleItem().Text.ShouldBe("one");
        server.Requests.Count(request => request.Method == "POST").ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_is_missing_is_named()
    {
        await using var server = ScriptedServer.Start()
            .On(TagPage, Page("tag", Tag, OtherTag))
            .On(TagBatch, Reply.Json($$$"""{"tags":{"iterable":[{"id":"{{{Tag}}}","text":"one"}],"indices":{} },"notFound":["{{{OtherTag}}}"]}"""));
        using var pieces = new TestPieces(server.Address);
        var asset = Asset(NullTags);

        await new RelationReader(pieces.Client).CompleteAsync(asset, ["tags"], isSingleRecord: true);

        asset.GetTags().ShouldHaveSingleItem().Text.ShouldBe("one");
        asset.GetMissingIds("tags").ShouldBe([OtherTag]);
    }

    [Theory]
    [InlineData("""{"iterable":[{"id":"a","tag":"t"}]}""")]
    [InlineData($$"""{"iterable":[{"id":"a","asset":"{{Id}}"}]}""")]
    [InlineData($$"""{"iterable":[{"id":"a","tag":"t","asset":"{{Tag}}"}]}""")]
    [InlineData("""{"iterable":["x"]}""")]
    [InlineData("""{"indices":{}}""")]
    [InlineData("[]")]
    public async Task A_page_in_another_form_is_malformed(string page)
    {
        await using var server = ScriptedServer.Start(Reply.Json(page));
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => new RelationReader(pieces.Client).CompleteAsync(Asset(NullTags), ["tags"], isSingleRecord: true));

        failure.Operation.ShouldBe("tag_to_asset_associations");
    }

    [Fact]
    public async Task A_page_that_repeats_itself_is_malformed()
    {
        var ids = Enumerable.Range(0, 50).Select(static number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t{number}")).ToArray();
        await using var server = ScriptedServer.Start(Page("tag", ids));
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => new RelationReader(pieces.Client).CompleteAsync(Asset(NullTags), ["tags"], isSingleRecord: true));

        failure.Message.ShouldContain("repeats");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Records_that_are_named_by_their_ids_alone_are_read_without_associations()
    {
        await using var server = ScriptedServer.Start()
            .On(TagBatch, Reply.Json($$$"""{"tags":{"iterable":[{"id":"{{{OtherTag}}}","text":"two"}],"indices":{} },"notFound":[]}"""));
        using var pieces = new TestPieces(server.Address);
        var asset = Asset($$$"""{"id":"{{{Id}}}","tags":{"iterable":[{"id":"{{{Tag}}}","text":"one"}],"indices":{"{{{Tag}}}":0,"{{{OtherTag}}}":1} } }""");

        await new RelationReader(pieces.Client).CompleteAsync(asset, ["tags"], isSingleRecord: true);

        asset.GetTags().Select(tag => tag.Text).ShouldBe(["one", "two"]);
        asset.LacksRelation("tags").ShouldBeFalse();
        server.Log.ShouldBe([TagBatch]);
    }

    [Fact]
    public async Task A_failure_is_not_an_empty_relation()
    {
        await using var server = ScriptedServer.Start(Reply.Status(500, "broken"));
        using var pieces = new TestPieces(server.Address);
        var asset = Asset(NullTags);

        await Should.ThrowAsync<RestStatusException>(() => new RelationReader(pieces.Client).CompleteAsync(asset, ["tags"], isSingleRecord: true));

        asset.LacksRelation("tags").ShouldBeTrue();
    }

    [Fact]
    public async Task Assets_of_a_sandbox_with_junction_tables_have_what_they_have_without()
    {
        await using var plain = await Sandbox.StartAsync("--sample", "40");
        await using var junction = await Sandbox.StartAsync("--sample", "40", "--relations", "junction");
        var expected = await plain.Pieces.Assets.AssetsSnapshotAsync(transferables: false).ToListAsync();
        var assets = await junction.Pieces.Assets.AssetsSnapshotAsync(transferables: false).ToListAsync();
        var reader = new RelationReader(junction.Pieces);

        foreach (var (asset, other) in assets.Zip(expected))
        {
            PiecesOs.Client.Asset.Relations.ShouldAllBe(relation => asset.LacksRelation(relation));
            await reader.CompleteAsync(asset, PiecesOs.Client.Asset.Relations);

            asset.GetTags().Select(tag => tag.Text).ShouldBe(other.GetTags().Select(tag => tag.Text));
            asset.GetAnnotations().Select(note => note.Text).ShouldBe(other.GetAnnotations().Select(note => note.Text));
            asset.GetWebsites().Select(site => site.Url).ShouldBe(other.GetWebsites().Select(site => site.Url));
        }
    }

    private static Asset Asset(string json) => new(JsonElement.Parse(json));

    private static Func<ServerConnection, Task> Page(string side, params string[] ids) => Reply.Json(
        $$"""{"iterable":[{{string.Join(',', ids.Select(id => Association(side, id)))}}],"indices":{} }""");

    private static string Association(string side, string id) =>
        $$$"""{"id":"a{{{id}}}","created":{"value":"2026-09-30T00:00:00.000Z"},"updated":{"value":"2026-09-30T00:00:00.000Z"},"{{{side}}}":"{{{id}}}","asset":"{{{Id}}}"}""";
}
