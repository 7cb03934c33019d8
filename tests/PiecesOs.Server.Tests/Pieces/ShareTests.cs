using System.Text.Json.Nodes;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The Shares API and the Share API.</summary>
public sealed class ShareTests
{
    [Fact]
    public async Task Create_returns_a_list_with_the_one_share()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("shared text", "n");

        var response = await sandbox.PostAsync("/shares/create", $$"""{"asset":{{asset.GetRawText()}},"access":"PUBLIC"}""");

        response.Status.ShouldBe(200, response.Text);
        response.Json.ShouldBeA("Shares");
        var share = response.Json.Items().ShouldHaveSingleItem();
        share.TextAt("short").ShouldBe(share.Id().Replace("-", "", System.StringComparison.Ordinal)[..10]);
        share.TextAt("link").ShouldBe($"{sandbox.Address}?p={share.TextAt("short")}");
        share.TextAt("asset.id").ShouldBe(asset.Id());
        share.TextAt("asset.formats.iterable.0.reference.fragment.string.raw").ShouldBe("shared text");
        share.Has("assets").ShouldBeFalse();
        response.Json.Nulls().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/shares/{0}")]
    [InlineData("/share/{0}")]
    public async Task One_share_with_and_without_content(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("shared text", "n"));
        var address = string.Format(null, path, share.Id());

        var whole = (await sandbox.GetAsync(address)).Json;
        var light = (await sandbox.GetAsync(address + "?transferables=false")).Json;

        whole.ShouldBeA("Share");
        light.ShouldBeA("Share");
        whole.GetRawText().ShouldContain("shared text");
        light.GetRawText().ShouldNotContain("shared text");
        (await sandbox.GetAsync("/shares?transferables=false")).Json.Items().ShouldHaveSingleItem().GetRawText().ShouldBe(light.GetRawText());
    }

    [Fact]
    public async Task A_collection_has_its_assets_and_its_name_for_a_code()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = await sandbox.CreateAsync("1", "one");
        var two = await sandbox.CreateAsync("2", "two");

        var response = await sandbox.PostAsync("/shares/create", $$"""{"assets":{"iterable":[{{one.GetRawText()}},{{two.GetRawText()}}]},"access":"PUBLIC","name":"NUMBERS"}""");

        response.Json.ShouldBeA("Shares");
        var share = response.Json.Items()[0];
        share.Has("asset").ShouldBeFalse();
        share.At("assets").Items().Select(asset => asset.Id()).ShouldBe([one.Id(), two.Id()]);
        share.TextAt("name").ShouldBe("NUMBERS");
        share.TextAt("link").ShouldBe($"{sandbox.Address}?p=NUMBERS");
        (await sandbox.PostAsync("/shares/create", $$"""{"asset":{{one.GetRawText()}},"access":"PUBLIC","name":"numbers"}""")).Status.ShouldBe(409);
    }

    [Theory]
    [InlineData("""{"access":"PUBLIC"}""", 500)]
    [InlineData("""{"asset":ASSET}""", 500)]
    [InlineData("""{"asset":ASSET,"access":"OPEN"}""", 500)]
    [InlineData("""{"asset":ASSET,"access":"PRIVATE"}""", 500)]
    [InlineData("""{"asset":ASSET,"access":"PRIVATE","users":[{"emails":[]}]}""", 500)]
    [InlineData("""{"asset":ASSET,"assets":{"iterable":[ASSET]},"access":"PUBLIC"}""", 500)]
    [InlineData("""{"assets":{"iterable":[]},"access":"PUBLIC"}""", 500)]
    [InlineData("""{"asset":ASSET,"access":"PUBLIC","name":"with blank"}""", 500)]
    [InlineData("""{"asset":{"id":"00000000-0000-4000-8000-000000000000"},"access":"PUBLIC"}""", 404)]
    public async Task Invalid_seeds_are_refused(string seed, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x");

        var response = await sandbox.PostAsync("/shares/create", seed.Replace("ASSET", asset.GetRawText(), System.StringComparison.Ordinal));

        response.Status.ShouldBe(status, response.Text);
        response.Type.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Delete_returns_the_id_and_then_410()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("x"));

        var deleted = await sandbox.PostAsync($"/shares/{share.Id()}/delete");

        deleted.Status.ShouldBe(200);
        deleted.Type.ShouldBe("text/plain");
        deleted.Text.ShouldBe(share.Id());
        (await sandbox.GetAsync($"/share/{share.Id()}")).Status.ShouldBe(410);
        (await sandbox.PostAsync($"/shares/{share.Id()}/delete")).Status.ShouldBe(410);
        (await sandbox.GetAsync("/shares")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/share/never")).Status.ShouldBe(404);
        (await sandbox.GetAsync("/share/never")).Type.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Update_keeps_unknown_members_and_those_of_the_server()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("x"));
        var changed = JsonNode.Parse(share.GetRawText())!.AsObject();
        changed["access"] = "PRIVATE";
        changed["future"] = JsonNode.Parse("""{"a":[1]}""");
        changed["link"] = "https://evil.example/?p=1";
        changed["short"] = "other";

        var updated = (await sandbox.PostAsync("/share/update", changed)).Json;

        updated.ShouldBeA("Share");
        updated.TextAt("access").ShouldBe("PRIVATE");
        updated.At("future.a.0").GetInt32().ShouldBe(1);
        updated.TextAt("link").ShouldBe(share.TextAt("link"));
        updated.TextAt("short").ShouldBe(share.TextAt("short"));
        (await sandbox.GetAsync($"/share/{share.Id()}")).Json.GetRawText().ShouldBe(updated.GetRawText());
        (await sandbox.PostAsync("/share/update", """{"id":"never"}""")).Status.ShouldBe(404);
        (await sandbox.PostAsync("/share/update", "{}")).Status.ShouldBe(400);
        (await sandbox.PostAsync("/share/update", $$"""{"id":"{{share.Id()}}","access":"X"}""")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task Scores_count_one_flag_at_a_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("x"));
        var path = $"/share/{share.Id()}/scores/increment";

        var done = await sandbox.PostAsync(path, """{"share":{"searched":true,"reuse":false}}""");
        var two = await sandbox.PostAsync(path, """{"share":{"searched":true,"reuse":true}}""");
        var none = await sandbox.PostAsync(path, """{"share":{"searched":false}}""");

        done.Status.ShouldBe(204);
        done.Text.ShouldBeEmpty();
        two.Status.ShouldBe(500);
        two.Type.ShouldBe("text/plain");
        none.Status.ShouldBe(500);
        (await sandbox.GetAsync($"/share/{share.Id()}")).Json.At("score.searched").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_asset_carries_its_open_shares()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n");
        var share = await sandbox.LinkAsync(asset);

        var shared = (await sandbox.GetAsync($"/assets/{asset.Id()}")).Json;
        shared.ShouldBeA("Asset");
        shared.TextAt("shares.iterable.0.link").ShouldBe(share.TextAt("link"));
        shared.TextAt("original.reference.fragment.string.raw").ShouldBe("x");
        await sandbox.PostAsync($"/linkify/{share.Id()}/revoke");
        (await sandbox.GetAsync($"/assets/{asset.Id()}")).Json.Has("shares").ShouldBeFalse();
    }

    [Fact]
    public async Task The_share_of_a_deleted_asset_stays_without_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n");
        var share = await sandbox.LinkAsync(asset);

        await sandbox.PostAsync($"/assets/{asset.Id()}/delete");

        var left = (await sandbox.GetAsync($"/share/{share.Id()}")).Json;
        left.ShouldBeA("Share");
        left.Has("asset").ShouldBeFalse();
        (await sandbox.PostAsync($"/linkify/{share.Id()}/revoke")).Status.ShouldBe(200);
    }
}
