using System.Net.WebSockets;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Servers that serve no data, and lists that disagree with the records.</summary>
public sealed class StateTests
{
    [Theory]
    [InlineData("no-profile", "none", 401)]
    [InlineData("connected", "all", 593)]
    public async Task Without_a_profile_or_an_update_only_health_and_version_are_served(string account, string outdated, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 1 });
        var id = (await sandbox.GetAsync("/assets/identifiers")).Json.Items()[0].Id();
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", $$"""{"account":"{{account}}","outdated":"{{outdated}}"}""");

        foreach (var path in new[] { "/assets", $"/assets/{id}", $"/asset/{id}", "/assets/identifiers", "/assets/search?query=x", "/shares" })
            (await sandbox.GetAsync(path)).Status.ShouldBe(status, path);
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"ASSETS"}""")).Status.ShouldBe(status);
        (await sandbox.PostAsync("/assets/batch/fetch", """{"assets":{"iterable":[]}}""")).Status.ShouldBe(status);
        (await sandbox.PostAsync("/assets/create", sandbox.Seed("text"))).Status.ShouldBe(status);
        (await sandbox.PostAsync("/linkify", "{}")).Status.ShouldBe(status);
        (await Should.ThrowAsync<WebSocketException>(() => sandbox.OpenAsync("/assets/stream"))).Message.ShouldContain(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await sandbox.GetAsync("/.well-known/health")).Text.ShouldStartWith("ok:");
        (await sandbox.GetAsync("/.well-known/version")).Status.ShouldBe(200);
        (await sandbox.GetAsync("/user")).Status.ShouldBe(status);

        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"connected","outdated":false}""");
        (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_asset_can_keep_an_index_of_a_record_that_is_not_there()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Removed = RemovedDetail.Stale, Enrich = null });
        var stays = await sandbox.CreateAsync("walrus", "stays");
        var goes = await sandbox.CreateAsync("walrus", "goes");

        await sandbox.PostAsync($"/assets/{goes.Id()}/delete");
        var list = (await sandbox.GetAsync("/assets")).Json;

        list.Items().Select(asset => asset.Id()).ShouldBe([stays.Id()]);
        list.At("indices").GetRawText().ShouldBe($$"""{"{{stays.Id()}}":0,"{{goes.Id()}}":1}""");
        (await sandbox.GetAsync($"/assets/{goes.Id()}")).Status.ShouldBe(410);
        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_can_lose_assets_that_are_there()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 10, Pieces = new() { ListLoses = 3 } });

        var listed = (await sandbox.GetAsync("/assets")).Json.Items().Select(asset => asset.Id()).ToList();
        var ids = (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Select(item => item.Id()).ToList();
        var fetched = (await sandbox.PostAsync("/assets/batch/fetch", $$$"""{"assets":{"iterable":[{"id":"{{{ids[0]}}}"}]}}""")).Json;
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"listLoses":0}""");

        listed.ShouldBe(ids.Skip(3));
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"ASSETS"}""")).Json.At("total_count").GetInt32().ShouldBe(10);
        fetched.At("assets").Items().ShouldHaveSingleItem().Id().ShouldBe(ids[0]);
        (await sandbox.GetAsync($"/assets/{ids[1]}")).Status.ShouldBe(200);
        (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_single_asset_can_be_unreadable()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 2 });
        var ids = (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Select(item => item.Id()).ToList();

        await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/faults", $$"""{"path":"/asset*/{{ids[0]}}*","status":500,"body":"cannot read"}""");

        (await sandbox.GetAsync($"/assets/{ids[0]}")).Status.ShouldBe(500);
        (await sandbox.GetAsync($"/asset/{ids[0]}/formats")).Status.ShouldBe(500);
        (await sandbox.GetAsync($"/assets/{ids[1]}")).Status.ShouldBe(200);
    }
}
