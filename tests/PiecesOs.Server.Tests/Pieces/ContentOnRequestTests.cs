using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>A server that sends content only on request.</summary>
public sealed class ContentOnRequestTests
{
    private const string Text = "walrus text";

    [Theory]
    [InlineData("/assets")]
    [InlineData("/assets/{0}")]
    [InlineData("/asset/{0}")]
    [InlineData("/assets/{0}/formats")]
    [InlineData("/asset/{0}/formats")]
    [InlineData("/assets/search?query=walrus")]
    [InlineData("/shares")]
    public async Task Reads_have_content_only_on_request(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { ContentOnRequest = true });
        var asset = await sandbox.CreateAsync(Text, "n");
        await sandbox.LinkAsync(asset);
        var address = string.Format(null, path, asset.Id());
        var separator = address.Contains('?', System.StringComparison.Ordinal) ? '&' : '?';

        var plain = await sandbox.GetAsync(address);
        var light = await sandbox.GetAsync($"{address}{separator}transferables=false");
        var whole = await sandbox.GetAsync($"{address}{separator}transferables=true");

        plain.Status.ShouldBe(200);
        plain.Text.ShouldNotContain("\"raw\"");
        light.Text.ShouldBe(plain.Text);
        whole.Text.ShouldContain(Text);
    }

    [Fact]
    public async Task The_responses_of_changes_have_content()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { ContentOnRequest = true });

        var created = await sandbox.CreateAsync(Text, "n");
        var updated = (await sandbox.PostAsync("/asset/update", $$"""{"id":"{{created.Id()}}","name":"m"}""")).Json;

        created.TextAt("original.reference.fragment.string.raw").ShouldBe(Text);
        updated.TextAt("original.reference.fragment.string.raw").ShouldBe(Text);
    }

    [Fact]
    public async Task Streams_have_content_only_where_it_belongs()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { ContentOnRequest = true });
        await sandbox.CreateAsync(Text, "n");

        using var plain = await sandbox.OpenAsync("/assets/stream");
        using var whole = await sandbox.OpenAsync("/assets/stream/transferables");

        (await plain.NextAsync()).GetRawText().ShouldNotContain("\"raw\"");
        (await whole.NextAsync()).GetRawText().ShouldContain(Text);
    }

    [Theory]
    [InlineData(false, "", true)]
    [InlineData(false, "?transferable=false", false)]
    [InlineData(true, "", false)]
    [InlineData(true, "?transferable=true", true)]
    public async Task One_format(bool onRequest, string query, bool content)
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { ContentOnRequest = onRequest });
        await sandbox.CreateAsync("another", "first");
        var asset = await sandbox.CreateAsync(Text, "n", "cs");
        var element = asset.At("formats.iterable.0");

        var format = (await sandbox.GetAsync($"/format/{element.Id()}{query}")).Json;

        format.ShouldBeA("Format");
        format.Nulls().ShouldBeEmpty();
        format.TextAt("asset.id").ShouldBe(asset.Id());
        format.At("fragment").Has("string").ShouldBe(content);
        if (content)
            format.GetRawText().ShouldBe(element.GetRawText());
    }

    [Fact]
    public async Task The_format_of_bytes_has_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("");
        seed["asset"]!["format"] = System.Text.Json.Nodes.JsonNode.Parse("""{"file":{"bytes":{"raw":[0,200,7]}}}""");
        var asset = await sandbox.CreateAsync(seed);

        var format = (await sandbox.GetAsync($"/format/{asset.TextAt("original.id")}?transferable=true")).Json;

        format.At("file.bytes.raw").EnumerateArray().Select(value => value.GetInt32()).ShouldBe([0, 200, 7]);
    }

    [Fact]
    public async Task A_missing_format_is_404_one_of_a_deleted_asset_410()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync(Text);
        await sandbox.PostAsync($"/assets/{asset.Id()}/delete");

        var unknown = await sandbox.GetAsync("/format/00000000-0000-4000-8000-000000000000");

        unknown.Status.ShouldBe(404);
        unknown.Text.ShouldStartWith("Format not found");
        (await sandbox.GetAsync($"/format/{asset.TextAt("original.id")}")).Status.ShouldBe(410);
        (await sandbox.GetAsync("/format/x")).Status.ShouldBe(400);
    }
}
