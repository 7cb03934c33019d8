using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Records of one server are stored in another one with their own IDs, times and codes.</summary>
public sealed class LibraryTests
{
    private const string Id = "0c1f4f0a-6c0e-4a35-9d5c-9f0f4b1d6f55";
    private const string FormatId = "11111111-1111-4111-8111-111111111111";
    private const string ShareId = "24e242a8-5e00-4000-8000-000000000001";

    private static readonly string[] Types = ["ASSETS", "FORMATS", "SHARES", "TAGS", "ANNOTATIONS", "WEBSITES"];

    [Fact]
    public async Task The_server_says_that_it_stores_originals()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.GetAsync("/.library")).Text.ShouldBe("""{"version":1}""");
    }

    [Fact]
    public async Task A_copy_is_equal_to_the_original()
    {
        await using var source = await TestSandbox.StartAsync(new ServerOptions { Sample = 370, Pieces = new() { Enrich = null } });
        await AddDifferentAssetsAsync(source);
        await AddSharesAsync(source);
        await using var copy = await TestSandbox.StartAsync();
        var assets = (await source.GetAsync("/assets?transferables=true")).Json.Items();

        foreach (var asset in assets)
            (await PutAsync(copy, asset)).Status.ShouldBe(201);
        foreach (var share in (await source.GetAsync("/shares?transferables=false")).Json.Items())
            (await PutShareAsync(copy, share)).Status.ShouldBe(201);

        await ShouldBeEqualAsync("/assets?transferables=true");
        await ShouldBeEqualAsync("/assets?transferables=false");
        await ShouldBeEqualAsync("/assets/identifiers");
        await ShouldBeEqualAsync("/shares?transferables=true");
        await ShouldBeEqualAsync("/assets/search?query=retry&transferables=true");
        await ShouldBeEqualAsync("/assets/search?searchable_tags=git");
        foreach (var type in Types)
        {
            var body = $$"""{"material_type":"{{type}}"}""";
            (await copy.PostAsync("/materials/metrics", body)).Text.ShouldBe((await source.PostAsync("/materials/metrics", body)).Text);
            Ids(await copy.PostAsync("/materials/identifiers", body)).ShouldBe(Ids(await source.PostAsync("/materials/identifiers", body)), ignoreOrder: true);
        }

        foreach (var asset in assets.Where((_, index) => index % 25 == 20 || index >= 370))
        {
            await ShouldBeEqualAsync($"/asset/{asset.Id()}");
            await ShouldBeEqualAsync($"/asset/{asset.Id()}/formats?transferables=true");
            await ShouldBeEqualAsync($"/tag_to_asset_associations/asset/{asset.Id()}");
            var batch = $$$"""{"assets":{"iterable":[{"id":"{{{asset.Id()}}}"}]}}""";
            Local(copy, await copy.PostAsync("/assets/batch/fetch?transferables=true", batch)).ShouldBe(Local(source, await source.PostAsync("/assets/batch/fetch?transferables=true", batch)));
            foreach (var format in asset.At("formats").Items())
                await ShouldBeEqualAsync($"/format/{format.Id()}?transferable=true");
        }

        foreach (var share in (await source.GetAsync("/shares?transferables=false")).Json.Items())
            await ShouldBeEqualAsync($"/?p={share.TextAt("short")}");

        async Task ShouldBeEqualAsync(string path)
        {
            var (expected, actual) = (await source.GetAsync(path), await copy.GetAsync(path));
            actual.Status.ShouldBe(expected.Status, path);
            Local(copy, actual).ShouldBe(Local(source, expected), path);
        }
    }

    [Fact]
    public async Task The_same_records_again_change_nothing()
    {
        await using var source = await TestSandbox.StartAsync(new ServerOptions { Sample = 70, Pieces = new() { Enrich = null } });
        await AddDifferentAssetsAsync(source);
        await AddSharesAsync(source);
        await using var copy = await TestSandbox.StartAsync();
        var assets = (await source.GetAsync("/assets?transferables=true")).Json.Items();
        var shares = (await source.GetAsync("/shares?transferables=false")).Json.Items();
        foreach (var asset in assets)
            await PutAsync(copy, asset);
        foreach (var share in shares)
            await PutShareAsync(copy, share);
        var before = await copy.GetAsync("/assets?transferables=true");

        foreach (var asset in assets)
        {
            // The words about a time change with the time.
            var later = JsonNode.Parse(asset.GetRawText())!;
            later["created"]!["readable"] = "about a year ago";
            (await copy.SendAsync(HttpMethod.Put, $"/.library/assets/{asset.Id()}", later.ToJsonString())).Json.TextAt("outcome").ShouldBe("unchanged");
        }

        foreach (var share in shares)
            (await PutShareAsync(copy, share)).Json.TextAt("outcome").ShouldBe("unchanged");
        (await copy.GetAsync("/assets?transferables=true")).Text.ShouldBe(before.Text);
    }

    [Theory]
    [InlineData("name", "\"another name\"", "another name")]
    [InlineData("favorited", "true", "true")]
    [InlineData("updated", """{"value":"2026-11-27T00:00:00.000Z"}""", "2026-11-27")]
    [InlineData("unknown", "[1]", "[1]")]
    [InlineData("original", """{"id":"11111111-1111-4111-8111-111111111111","reference":{"id":"11111111-1111-4111-8111-111111111111","fragment":{"string":{"raw":"another text"}}}}""", "another text")]
    [InlineData("tags", """{"iterable":[{"id":"22222222-2222-4222-8222-222222222222","text":"another"}],"indices":{"22222222-2222-4222-8222-222222222222":0}}""", "another")]
    public async Task A_changed_record_replaces_the_stored_one_only_on_request(string member, string value, string expected)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        (await PutAsync(sandbox, Record())).Status.ShouldBe(201);
        await sandbox.CreateAsync("the last one of the list");
        var before = await sandbox.GetAsync("/assets");
        var changed = Record();
        changed[member] = JsonNode.Parse(value);

        var refused = await PutAsync(sandbox, changed);
        refused.Status.ShouldBe(409);
        refused.Text.ShouldBe($"The library has another version of the asset: {Id}");
        (await sandbox.GetAsync("/assets")).Text.ShouldBe(before.Text);

        var replaced = await PutAsync(sandbox, changed, "?replace=true");
        replaced.Status.ShouldBe(200);
        replaced.Json.TextAt("outcome").ShouldBe("replaced");
        (await sandbox.GetAsync("/assets")).Json.At("iterable.0").Id().ShouldBe(Id);
        (await sandbox.GetAsync("/assets")).Json.At("iterable.0." + member).GetRawText().ShouldContain(expected);
        (await PutAsync(sandbox, changed)).Json.TextAt("outcome").ShouldBe("unchanged");
    }

    [Fact]
    public async Task A_deleted_asset_is_stored_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, Record());
        var before = await sandbox.GetAsync($"/asset/{Id}");
        await sandbox.PostAsync($"/assets/{Id}/delete");

        (await PutAsync(sandbox, Record())).Status.ShouldBe(201);

        (await sandbox.GetAsync($"/asset/{Id}")).Text.ShouldBe(before.Text);
        (await sandbox.GetAsync($"/format/{FormatId}")).Status.ShouldBe(200);
        (await sandbox.GetAsync("/assets/search?query=content")).Json.Items().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("text in the list of formats only", """{"original":{"id":"F"},"formats":{"iterable":[{"id":"F","fragment":{"string":{"raw":"text"}}}]}}""", "text")]
    [InlineData("text beside the same bytes", """{"original":{"id":"F","reference":{"id":"F","fragment":{"string":{"raw":"text"},"bytes":{"raw":[116,101,120,116],"base64":[]}}}}}""", "text")]
    [InlineData("an empty text beside bytes", """{"original":{"id":"F","reference":{"id":"F","fragment":{"string":{"raw":""},"bytes":{"raw":[1,2,255]}}}}}""", "[1,2,255]")]
    [InlineData("text of a file", """{"original":{"id":"F","reference":{"file":{"string":{"raw":"text"},"metadata":{"name":"a.txt"}}}}}""", "text")]
    [InlineData("an empty text", """{"original":{"id":"F","reference":{"id":"F","fragment":{"string":{"raw":""}}}}}""", "")]
    [InlineData("content of the preview only", """{"original":{"id":"0","reference":{"id":"0"}},"preview":{"base":{"id":"F","reference":{"id":"F","fragment":{"string":{"raw":"text"}}}}}}""", "text")]
    [InlineData("no content", """{"original":{"id":"F","reference":{"id":"F","classification":{"specific":"cs"}}}}""", null)]
    [InlineData("no format", """{}""", null)]
    public async Task Records_of_different_forms_are_stored(string name, string formats, string? content)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = JsonNode.Parse(formats.Replace("\"F\"", $"\"{FormatId}\"", StringComparison.Ordinal))!.AsObject();
        asset["id"] = Id.ToUpperInvariant();
        asset["name"] = name;
        asset["tags"] = null;
        asset["annotations"] = JsonNode.Parse("""[{"id":"33333333-3333-4333-8333-333333333333","type":"COMMENT","text":"in an array"}]""");
        asset["websites"] = JsonNode.Parse("""{"indices":{"44444444-4444-4444-8444-444444444444":0}}""");

        (await PutAsync(sandbox, asset)).Status.ShouldBe(201);

        (await PutAsync(sandbox, asset)).Json.TextAt("outcome").ShouldBe("unchanged");
        var single = (await sandbox.GetAsync($"/asset/{Id}")).Json;
        single.TextAt("name").ShouldBe(name);
        single.Nulls().ShouldBeEmpty();
        single.At("tags").GetRawText().ShouldBe("""{"iterable":[],"indices":{}}""");
        single.TextAt("annotations.iterable.0.text").ShouldBe("in an array");
        single.At("websites").GetRawText().ShouldBe("""{"indices":{"44444444-4444-4444-8444-444444444444":0}}""");
        (await sandbox.GetAsync("/assets/search?query=array")).Json.Items().Count.ShouldBe(1);
        if (content is not null)
            JsonNode.Parse((await sandbox.GetAsync($"/format/{FormatId}")).Text)!.ToJsonString().ShouldContain(content.StartsWith('[') ? $"\"raw\":{content}" : $"\"raw\":\"{content}\"");
    }

    [Fact]
    public async Task Members_that_the_server_does_not_know_are_kept()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = Record();
        asset["future"] = JsonNode.Parse("""{"fragment":{"string":9},"a":[{"string":{"raw":"no content"}},{"bytes":{"raw":[1,2]}}],"number":1.50}""");

        await PutAsync(sandbox, asset);

        var future = (await sandbox.GetAsync($"/asset/{Id}")).Json.At("future");
        future.At("a").GetRawText().ShouldBe("""[{"string":{"raw":"no content"}},{"bytes":{"raw":[1,2]}}]""");
        future.At("number").GetRawText().ShouldBe("1.50");
        future.At("fragment").Has("string").ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}", "The asset must have the ID of the path")]
    [InlineData("""{"id":"11111111-1111-4111-8111-111111111111"}""", "The asset must have the ID of the path")]
    [InlineData("""{"id":"ID","original":{"reference":{"fragment":{"string":{"raw":"\ud800"}}}}}""", "unpaired surrogate")]
    [InlineData("""{"id":"ID","original":{"reference":{"fragment":{"bytes":{"raw":[300]}}}}}""", "whole numbers")]
    [InlineData("""{"id":"ID","original":{"reference":{"fragment":{"string":{"raw":[1]}}}}}""", "must be a string")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "not valid JSON")]
    public async Task An_invalid_record_is_refused(string json, string reason)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.SendAsync(HttpMethod.Put, $"/.library/assets/{Id}", json.Replace("\"ID\"", $"\"{Id}\"", StringComparison.Ordinal));

        response.Status.ShouldBe(400);
        response.Text.ShouldContain(reason);
        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_send_what_is_stored()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/assets/stream/identifiers");
        await stream.NextAsync();

        await PutAsync(sandbox, Record());

        (await stream.NextAsync()).TextAt("iterable.0.asset.id").ShouldBe(Id);
    }

    [Theory]
    [InlineData("https://5113916f-2a63-4b56-a1bd-3cb9d938cbb7.pieces.cloud/?p=24e242a85e", "24e242a85e", "24e242a85e")]
    [InlineData("https://jwaf.pieces.cloud?x=1&p=JAVASCRIPT#top", "JAVASCRIPT", "JAVASCRIPT")]
    [InlineData("https://jwaf.pieces.cloud/?p=caf%C3%A9", "café", "caf%C3%A9")]
    [InlineData(null, "9647438d39", "9647438d39")]
    public async Task The_code_of_a_link_opens_here(string? link, string code, string encoded)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, Record());
        var updated = (await sandbox.GetAsync($"/asset/{Id}")).Json.TextAt("updated.value");
        var share = Share(link, code);

        var response = await PutShareAsync(sandbox, share);

        response.Status.ShouldBe(201);
        var here = $"{sandbox.Address.GetLeftPart(UriPartial.Authority)}/?p={encoded}";
        response.Json.TextAt("link").ShouldBe(here);
        (await sandbox.GetAsync($"/?p={encoded}")).Text.ShouldContain("the content");
        var stored = (await sandbox.GetAsync($"/share/{ShareId}")).Json;
        stored.TextAt("link").ShouldBe(here);
        stored.TextAt("distributions.iterable.0.share.link").ShouldStartWith(sandbox.Address.AbsoluteUri);
        stored.TextAt("created.value").ShouldBe("2024-05-20T12:41:46.211Z");
        stored.At("future").GetRawText().ShouldBe("[true]");
        var asset = (await sandbox.GetAsync($"/asset/{Id}")).Json;
        asset.TextAt("shares.iterable.0.link").ShouldBe(here);
        asset.TextAt("updated.value").ShouldBe(updated);
    }

    [Fact]
    public async Task The_asset_can_follow_its_link()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await PutShareAsync(sandbox, Share(null, "first"))).Status.ShouldBe(201);
        (await sandbox.GetAsync("/?p=first")).Status.ShouldBe(410);
        await PutAsync(sandbox, Record());

        (await sandbox.GetAsync("/?p=first")).Status.ShouldBe(200);
        (await sandbox.GetAsync($"/asset/{Id}")).Json.TextAt("shares.iterable.0.id").ShouldBe(ShareId);
    }

    [Fact]
    public async Task A_revoked_link_opens_again_only_on_request()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, Record());
        await PutShareAsync(sandbox, Share(null, "code"));
        (await sandbox.PostAsync($"/linkify/{ShareId}/revoke")).Status.ShouldBe(200);

        (await PutShareAsync(sandbox, Share(null, "code"))).Status.ShouldBe(409);
        (await sandbox.GetAsync("/?p=code")).Status.ShouldBe(410);

        (await PutShareAsync(sandbox, Share(null, "code"), "?replace=true")).Status.ShouldBe(200);
        (await sandbox.GetAsync("/?p=code")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_code_belongs_to_one_link()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("local", "local");
        await sandbox.PostAsync("/shares/create", $$$"""{"asset":{"id":"{{{asset.Id()}}}"},"access":"PUBLIC","name":"Taken"}""");

        var response = await PutShareAsync(sandbox, Share(null, "taken"), "?replace=true");

        response.Status.ShouldBe(409);
        response.Text.ShouldBe("The code 'taken' belongs to another link of the library.");
        (await sandbox.GetAsync("/shares")).Json.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_link_replaces_the_stored_one_only_on_request()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await PutAsync(sandbox, Record());
        await PutShareAsync(sandbox, Share(null, "code"));
        var changed = Share(null, "other");
        changed["access"] = "PRIVATE";

        (await PutShareAsync(sandbox, changed)).Status.ShouldBe(409);
        (await PutShareAsync(sandbox, changed, "?replace=true")).Status.ShouldBe(200);

        (await sandbox.GetAsync("/?p=code")).Status.ShouldBe(404);
        (await sandbox.GetAsync("/?p=other")).Status.ShouldBe(403);
        (await sandbox.GetAsync($"/asset/{Id}")).Json.TextAt("shares.iterable.0.short").ShouldBe("other");
    }

    [Theory]
    [InlineData("""{"id":"24e242a8-5e00-4000-8000-000000000001","access":"PUBLIC"}""", "needs a link")]
    [InlineData("""{"id":"24e242a8-5e00-4000-8000-000000000001","short":"a"}""", "access must be")]
    [InlineData("""{"id":"another","short":"a","access":"PUBLIC"}""", "the ID of the path")]
    [InlineData("""{"id":"24e242a8-5e00-4000-8000-000000000001","short":"a","access":"PUBLIC","asset":{"id":"a"}}""", "not a uuid")]
    public async Task An_invalid_share_is_refused(string json, string reason)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.SendAsync(HttpMethod.Put, $"/.library/shares/{ShareId}", json);

        response.Status.ShouldBe(400);
        response.Text.ShouldContain(reason);
    }

    [Fact]
    public async Task A_tag_without_ID_is_that_of_the_server()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var local = await sandbox.CreateAsync("local", "local", "cs", "restored");
        var asset = Record();
        asset["tags"] = JsonNode.Parse("""{"iterable":[{"text":"restored"}],"indices":{}}""");

        await PutAsync(sandbox, asset);

        var tag = (await sandbox.GetAsync($"/asset/{Id}")).Json.At("tags.iterable.0");
        tag.ShouldBeA("Tag");
        tag.Id().ShouldBe(local.TextAt("tags.iterable.0.id"));
        tag.TextAt("mechanisms." + Id).ShouldBe("MANUAL");
        (await sandbox.GetAsync("/assets/search?searchable_tags=restored")).Json.Items().Count.ShouldBe(2);
        (await PutAsync(sandbox, asset)).Json.TextAt("outcome").ShouldBe("unchanged");
    }

    [Fact]
    public async Task A_seed_becomes_an_asset_with_the_ID_of_the_path()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("what the link shows", "kept", "cs");
        seed["asset"]!["pseudo"] = true;

        (await sandbox.SendAsync(HttpMethod.Put, $"/.library/assets/{Id}", seed.ToJsonString())).Status.ShouldBe(201);
        await PutShareAsync(sandbox, Share(null, "code"));

        (await sandbox.GetAsync($"/asset/{Id}")).Json.ShouldBeA("Asset");
        (await sandbox.GetAsync("/?p=code")).Text.ShouldContain("what the link shows");
        (await sandbox.GetAsync("/assets")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/assets/search?query=shows")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/shares")).Json.TextAt("iterable.0.asset.id").ShouldBe(Id);
    }

    private static JsonObject Record() => JsonNode.Parse(
        $$$$$"""
        {"id":"{{{{{Id}}}}}","name":"From an export","created":{"value":"2023-10-01T08:15:30.123456Z","readable":"Just now..."},"updated":{"value":"2024-10-01T08:15:30.123Z"},
        "original":{"id":"{{{{{FormatId}}}}}","reference":{"id":"{{{{{FormatId}}}}}","classification":{"generic":"CODE","specific":"cs"},"fragment":{"string":{"raw":"the content"}}}},
        "favorited":false}
        """)!.AsObject();

    private static JsonObject Share(string? link, string code) => JsonNode.Parse(
        $$$$$"""
        {"id":"{{{{{ShareId}}}}}","access":"PUBLIC","accessors":{"iterable":[]},"created":{"value":"2024-05-20T12:41:46.211Z"},"short":"{{{{{code}}}}}",
        "link":{{{{{(link is null ? "null" : $"\"{link}\"")}}}}},"future":[true],"asset":{"id":"{{{{{Id}}}}}"},
        "distributions":{"iterable":[{"id":"55555555-5555-4555-8555-555555555555","share":{"id":"{{{{{ShareId}}}}}","link":"https://jwaf.pieces.cloud/?p=24e242a85e"}}]}}
        """)!.AsObject();

    /// <summary>Contents of several parts, bytes, edited assets, names that need escapes, an asset without a name.</summary>
    private static async Task AddDifferentAssetsAsync(TestSandbox sandbox)
    {
        await sandbox.CreateAsync(new string('a', 2_500_000), "large text", "cs", "large");
        await sandbox.CreateAsync(new string('b', 1024 * 1024 - 2), "exactly one part");
        await sandbox.CreateAsync("", "empty");
        await sandbox.CreateAsync("\"\\\u0007\u001b\u2028 ü 😀 </script>", "escapes \"\\ 😀");
        var bytes = sandbox.Seed("", "bytes", "bin");
        bytes["asset"]!["format"] = JsonNode.Parse($$$$"""{"file":{"bytes":{"raw":[{{{{string.Join(',', Enumerable.Range(0, 1_200_000).Select(number => number % 256))}}}}]},"metadata":{"name":"a.bin"}}}""");
        await sandbox.CreateAsync(bytes);
        var edited = await sandbox.CreateAsync("before", "edited", "cs", "one", "two");
        var update = JsonNode.Parse(edited.GetRawText())!.AsObject();
        update["name"] = null;
        update["future"] = JsonNode.Parse("""{"a":[1.50,"é"]}""");
        update["tags"]!["iterable"]!.AsArray().RemoveAt(0);
        update["formats"]!["iterable"]!.AsArray().Add(JsonNode.Parse($$$"""{"id":"{{{FormatId}}}","role":"ADDITIONAL","file":{"string":{"raw":"second"}},"asset":{"id":"{{{edited.Id()}}}"}}"""));
        (await sandbox.PostAsync("/asset/update", update)).Status.ShouldBe(200);
        (await sandbox.PostAsync("/asset/reclassify", $$$"""{"ext":"py","asset":{"id":"{{{edited.Id()}}}"}}""")).Status.ShouldBe(200);
        await sandbox.PostAsync($"/asset/{edited.Id()}/scores/increment", """{"asset":{"reuse":true}}""");
    }

    private static async Task AddSharesAsync(TestSandbox sandbox)
    {
        var assets = (await sandbox.GetAsync("/assets?transferables=false")).Json.Items();
        foreach (var asset in assets.Where((_, index) => index % 9 == 2 || index >= 370))
            await sandbox.LinkAsync(asset);
        await sandbox.LinkAsync(assets[2]);
        foreach (var (count, name) in new[] { (3, "three"), (1, "one as a collection") })
        {
            var ids = string.Join(',', assets.Take(count).Select(asset => $$"""{"id":"{{asset.Id()}}"}"""));
            (await sandbox.PostAsync("/shares/create", $$$"""{"assets":{"iterable":[{{{ids}}}]},"access":"PUBLIC","name":"{{{name.Replace(' ', '-')}}}"}""")).Status.ShouldBe(200);
        }

        (await sandbox.PostAsync("/shares/create", $$$"""{"asset":{"id":"{{{assets[5].Id()}}}"},"access":"PRIVATE","users":[{"emails":["a@example.com"]}],"name":"größe"}""")).Status.ShouldBe(200);
    }

    private static Task<Response> PutAsync(TestSandbox sandbox, JsonElement asset) => sandbox.SendAsync(HttpMethod.Put, $"/.library/assets/{asset.Id()}", asset.GetRawText());

    private static Task<Response> PutAsync(TestSandbox sandbox, JsonObject asset, string query = "") =>
        sandbox.SendAsync(HttpMethod.Put, $"/.library/assets/{asset["id"]}{query}", asset.ToJsonString());

    private static Task<Response> PutShareAsync(TestSandbox sandbox, JsonElement share) => sandbox.SendAsync(HttpMethod.Put, $"/.library/shares/{share.Id()}", share.GetRawText());

    private static Task<Response> PutShareAsync(TestSandbox sandbox, JsonObject share, string query = "") =>
        sandbox.SendAsync(HttpMethod.Put, $"/.library/shares/{share["id"]}{query}", share.ToJsonString());

    private static IEnumerable<string?> Ids(Response response) => response.Json.At("identifiers").EnumerateArray().Select(id => id.GetString());

    private static string Local(TestSandbox sandbox, Response response) => response.Text.Replace(sandbox.Address.GetLeftPart(UriPartial.Authority), "HERE", StringComparison.Ordinal);
}
