using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The page behind a link.</summary>
public sealed class SharePageTests
{
    [Fact]
    public async Task The_link_opens_a_page_with_everything_escaped()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("<script>alert('x')</script> & \"more\"", "A <b>bold</b> title</title><script>", "html\"><img>");
        var share = await sandbox.LinkAsync(asset);

        var page = await sandbox.GetAsync(share.TextAt("link")!);

        page.Status.ShouldBe(200);
        page.Type.ShouldBe("text/html");
        page.Text.ShouldContain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;");
        page.Text.ShouldContain("A &lt;b&gt;bold&lt;/b&gt; title");
        page.Text.ShouldNotContain("<script");
        page.Text.ShouldNotContain("<b>");
        page.Text.ShouldNotContain("<img");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        page.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task A_collection_shows_all_its_snippets_under_its_name()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = (await sandbox.CreateAsync("first text", "First")).Id();
        var two = (await sandbox.CreateAsync("second text", "Second")).Id();
        await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}","{{two}}"],"access":"PUBLIC","name":"PAIR"}""");

        var page = await sandbox.GetAsync("/?p=PAIR");
        await sandbox.PostAsync($"/assets/{one}/delete");
        var half = await sandbox.GetAsync("/?p=pair");
        await sandbox.PostAsync($"/assets/{two}/delete");
        var none = await sandbox.GetAsync("/?p=PAIR");

        page.Text.ShouldContain("<h1>PAIR</h1>");
        page.Text.ShouldContain("first text");
        page.Text.ShouldContain("second text");
        half.Status.ShouldBe(200);
        half.Text.ShouldNotContain("first text");
        none.Status.ShouldBe(410);
    }

    [Fact]
    public async Task Revoked_and_deleted_are_gone_unknown_is_not_found_private_is_forbidden()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var revoked = await sandbox.LinkAsync(await sandbox.CreateAsync("1"));
        await sandbox.PostAsync($"/linkify/{revoked.Id()}/revoke");
        var asset = await sandbox.CreateAsync("2");
        var orphan = await sandbox.LinkAsync(asset);
        await sandbox.PostAsync($"/assets/{asset.Id()}/delete");
        var seed = sandbox.Seed("private words").ToJsonString();
        var closed = (await sandbox.PostAsync("/linkify", $$"""{"seed":{{seed}},"access":"PRIVATE","users":[{"emails":["ada@example.com"]}]}""")).Json.At("iterable.0");

        async Task<Response> PageAsync(string address)
        {
            var page = await sandbox.GetAsync(address);
            page.Type.ShouldBe("text/html");
            return page;
        }

        (await PageAsync(revoked.TextAt("link")!)).Status.ShouldBe(410);
        (await PageAsync(orphan.TextAt("link")!)).Status.ShouldBe(410);
        (await PageAsync("/?p=nothing")).Status.ShouldBe(404);
        var forbidden = await PageAsync(closed.TextAt("link")!);
        forbidden.Status.ShouldBe(403);
        forbidden.Text.ShouldNotContain("private words");
        forbidden.Text.ShouldNotContain("ada@example.com");
    }

    [Fact]
    public async Task Without_a_code_there_is_no_route()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.GetAsync("/");

        response.Status.ShouldBe(404);
        response.Text.ShouldBe("Route not found");
    }
}
