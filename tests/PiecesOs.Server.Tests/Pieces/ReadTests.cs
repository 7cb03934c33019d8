using System.Text.Json;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Reading, listing, deleting.</summary>
public sealed class ReadTests
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("/assets/{0}")]
    [InlineData("/asset/{0}")]
    public async Task One_asset(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text", "n", "cs", "t");

        var response = await sandbox.GetAsync(string.Format(null, path, created.Id()));

        response.Status.ShouldBe(200);
        response.Type.ShouldBe("application/json");
        response.Text.ShouldBe(created.GetRawText());
    }

    [Fact]
    public async Task An_id_in_capitals_is_the_same_id()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text");

        (await sandbox.GetAsync($"/assets/{created.Id().ToUpperInvariant()}")).Json.Id().ShouldBe(created.Id());
    }

    [Fact]
    public async Task POST_asset_with_an_accessor_returns_the_asset()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text");

        var response = await sandbox.PostAsync($"/asset/{created.Id()}?transferables=false", """{"os":"x","share":"y"}""");

        response.Json.Id().ShouldBe(created.Id());
        response.Json.At("original.reference.fragment").Has("string").ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "/assets/{0}")]
    [InlineData("GET", "/assets/{0}/formats")]
    [InlineData("GET", "/asset/{0}")]
    [InlineData("GET", "/asset/{0}/formats")]
    [InlineData("GET", "/asset/{0}/export?export_type=MD")]
    [InlineData("POST", "/assets/{0}/delete")]
    public async Task Deleted_is_410_unknown_404_and_not_a_uuid_400(string method, string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = (await sandbox.CreateAsync("text")).Id();
        var deleted = await sandbox.PostAsync($"/assets/{id}/delete");
        deleted.Status.ShouldBe(200);
        deleted.Type.ShouldBe("text/plain");
        deleted.Text.ShouldBe(id);

        async Task<Response> Ask(string of) => await sandbox.SendAsync(new HttpMethod(method), string.Format(null, path, of), null);

        var gone = await Ask(id);
        gone.Status.ShouldBe(410);
        gone.Type.ShouldBe("text/plain");
        gone.Text.ShouldContain(id);
        var unknown = await Ask(Nobody);
        unknown.Status.ShouldBe(404);
        unknown.Text.ShouldContain(Nobody);
        var bad = await Ask("not-an-id");
        bad.Status.ShouldBe(400);
        bad.Text.ShouldContain("not-an-id");
    }

    [Theory]
    [InlineData("/assets/{0}/formats")]
    [InlineData("/asset/{0}/formats")]
    public async Task Formats_with_and_without_content(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("the text", "n", "cs");
        var address = string.Format(null, path, asset.Id());

        var whole = (await sandbox.GetAsync(address)).Json;
        var light = (await sandbox.GetAsync(address + "?transferables=false")).Json;

        whole.ShouldBeA("Formats");
        light.ShouldBeA("Formats");
        whole.GetRawText().ShouldBe(asset.At("formats").GetRawText());
        light.At("iterable.0.fragment").Has("string").ShouldBeFalse();
    }

    [Fact]
    public async Task The_list_contains_all_in_the_order_of_creation()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var first = await sandbox.CreateAsync("1", "a");
        var second = await sandbox.CreateAsync("2", "b");
        var third = await sandbox.CreateAsync("3", "c");
        await sandbox.PostAsync($"/assets/{second.Id()}/delete");

        var response = await sandbox.GetAsync("/assets?suggested=true");

        response.Json.ShouldBeA("Assets");
        response.Json.Items().Select(asset => asset.Id()).ShouldBe([first.Id(), third.Id()]);
        response.Json.Nulls().ShouldBeEmpty();
        response.Json.At("indices").GetRawText().ShouldBe($$"""{"{{first.Id()}}":0,"{{third.Id()}}":1,"{{second.Id()}}":-1}""");
        var listed = response.Json.Items()[0];
        listed.At("tags").GetRawText().ShouldBe(first.At("tags").GetRawText());

        // A list has a text once, as a string.
        listed.TextAt("original.reference.fragment.string.raw").ShouldBe("1");
        listed.At("original.reference.fragment").Has("bytes").ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_list_is_a_list()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.GetAsync("/assets")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/assets/pseudo")).Json.At("identifiers").Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/shares")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Pseudo_assets_are_listed_only_on_request()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var plain = await sandbox.CreateAsync("plain");
        var seed = sandbox.Seed("pseudo");
        seed["asset"]!["pseudo"] = true;
        var pseudo = await sandbox.CreateAsync(seed);

        async Task<string[]> Ids(string path) => [.. (await sandbox.GetAsync(path)).Json.Items().Select(item => item.Id())];

        (await Ids("/assets")).ShouldBe([plain.Id()]);
        (await Ids("/assets?pseudo=true")).ShouldBe([plain.Id(), pseudo.Id()]);
        (await Ids("/assets/identifiers")).ShouldBe([plain.Id()]);
        (await Ids("/assets/identifiers?pseudo=true")).ShouldBe([plain.Id(), pseudo.Id()]);
        var listed = (await sandbox.GetAsync("/assets/pseudo")).Json;
        listed.ShouldBeA("PseudoAssets");
        listed.At("identifiers").Items().Select(item => item.Id()).ShouldBe([pseudo.Id()]);
    }

    [Fact]
    public async Task The_light_list_has_no_content()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 130 });

        var light = (await sandbox.GetAsync("/assets?transferables=false")).Json;
        var whole = (await sandbox.GetAsync("/assets")).Json;

        light.ShouldBeA("Assets");
        whole.ShouldBeA("Assets");
        light.Items().Count.ShouldBe(130);
        light.GetRawText().ShouldNotContain("\"raw\":\"");
        light.GetRawText().ShouldNotContain("\"raw\":[");
        whole.Items().ShouldAllBe(asset => HasContent(asset));
    }

    private static bool HasContent(JsonElement asset)
    {
        var format = asset.At("original.reference");
        return format.Has("fragment")
            ? format.At("fragment.string.raw").ValueKind == JsonValueKind.String
            : format.At("file.bytes.raw").GetArrayLength() > 0;
    }
}
