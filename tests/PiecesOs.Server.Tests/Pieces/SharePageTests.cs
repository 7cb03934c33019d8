using System.Text;
using System.Text.Json;

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
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
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

        page.Text.ShouldContain("<h1><bdi>PAIR</bdi></h1>");
        page.Text.ShouldContain("<a href=\"#item-2\"><bdi>Second</bdi></a>");
        page.Text.ShouldContain("first text");
        page.Text.ShouldContain("second text");
        half.Status.ShouldBe(200);
        half.Text.ShouldNotContain("first text");
        half.Text.ShouldContain("item=2");
        half.Text.ShouldNotContain("item=1");
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
    public async Task Code_is_colored_and_numbered_without_numbers_in_the_text()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("// why\nreturn 42;\n", "Answer", "cs"));

        var page = await sandbox.GetAsync(share.TextAt("link")!);

        page.Text.ShouldContain("<span class=\"l\"><span class=\"c\">// why</span></span>\n<span class=\"l\"><span class=\"k\">return</span> <span class=\"n\">42</span>;</span>\n</code>");
        page.Text.ShouldContain("C# · 2 lines · 18 B");
    }

    [Theory]
    [InlineData("plain\ntext \u0000 \uD83D\uDE00 é\r\n")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("")]
    public async Task Raw_and_download_have_exactly_the_text(string text)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(text, "A <name>.svg\r\nX-Evil: 1", "svg"));
        var link = share.TextAt("link")!;

        using var raw = await sandbox.Http.GetAsync(link + "&raw");
        using var download = await sandbox.Http.GetAsync(link + "&download");

        foreach (var response in new[] { raw, download })
        {
            (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Encoding.UTF8.GetBytes(text));
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
            response.Headers.Contains("X-Evil").ShouldBeFalse();
        }

        raw.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        raw.Content.Headers.ContentDisposition.ShouldBeNull();
        download.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("A _name_.svg__X-Evil_ 1.svg");
    }

    public static TheoryData<string, byte[]> Images => new()
    {
        { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2] },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0] },
        { "image/gif", [.. "GIF89a"u8, 0, 1] },
        { "image/webp", [.. "RIFF"u8, 1, 0, 0, 0, .. "WEBPVP8 "u8] },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public async Task Images_are_shown_by_what_they_are_and_not_by_their_name(string type, byte[] bytes)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(sandbox.FileSeed(bytes, "\"><script>x</script>", "html")));
        var link = share.TextAt("link")!;

        var page = await sandbox.GetAsync(link);
        using var raw = await sandbox.Http.GetAsync(link + "&raw");

        page.Text.ShouldContain($"<img src=\"?p={share.TextAt("short")}&amp;raw\" alt=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\"");
        raw.Content.Headers.ContentType!.ToString().ShouldBe(type);
        (await raw.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "text/plain; charset=utf-8")]
    [InlineData("png", "<html><script>alert(1)</script>", "text/plain; charset=utf-8")]
    [InlineData("zip", "PK\u0003\u0004\u0000", "application/octet-stream")]
    public async Task Files_that_are_no_images_are_never_shown_as_one(string extension, string content, string type)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(sandbox.FileSeed(Encoding.UTF8.GetBytes(content), "file", extension)));
        var link = share.TextAt("link")!;

        var page = await sandbox.GetAsync(link);
        using var raw = await sandbox.Http.GetAsync(link + "&raw");

        page.Text.ShouldNotContain("<img");
        page.Text.ShouldNotContain("<script");
        page.Text.ShouldContain("&amp;download");
        raw.Content.Headers.ContentType!.ToString().ShouldBe(type);
        (raw.Content.Headers.ContentDisposition is null).ShouldBe(type.StartsWith("text/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_text_is_shown_up_to_a_limit_and_downloaded_whole()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"line {number} é \"quoted\"\n"));
        var share = await ShareAsync(sandbox, await sandbox.CreateAsync(text, "Long", "text"));
        var link = share.TextAt("link")!;

        var page = await sandbox.GetAsync(link);
        var download = await sandbox.GetAsync(link + "&download");

        page.Text.Length.ShouldBeLessThan(3_000_000);
        page.Text.ShouldContain("This is the beginning of the text.");
        page.Text.ShouldContain("line 0 ");
        page.Text.ShouldNotContain("line 99999");
        page.Text.ShouldNotContain("<textarea");
        download.Text.ShouldBe(text);
    }

    [Fact]
    public async Task A_large_file_is_downloaded_in_parts()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var bytes = new byte[5 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        bytes[5] = 0;
        var share = await ShareAsync(sandbox, await sandbox.CreateAsync(sandbox.FileSeed(bytes, "Large", "bin")));

        using var download = await sandbox.Http.GetAsync(share.TextAt("link") + "&download");

        (await download.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_long_collection_has_pages_for_the_items_that_do_not_fit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ids = new List<string>();
        for (var i = 1; i <= 6; i++)
            ids.Add((await sandbox.CreateAsync($"first of {i}\n" + string.Concat(Enumerable.Repeat("some text\n", 26_000)), $"Item {i}")).Id());
        await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{string.Join("\",\"", ids)}}"],"access":"PUBLIC","name":"MANY"}""");

        var page = await sandbox.GetAsync("/?p=MANY");
        var last = await sandbox.GetAsync("/?p=MANY&item=6");

        page.Text.ShouldContain("<a href=\"#item-6\">");
        page.Text.ShouldNotContain("first of 6");
        page.Text.ShouldContain("<a href=\"?p=MANY&amp;item=6\">Open this item</a>");
        last.Text.ShouldContain("first of 6");
        last.Text.ShouldContain("Back to <bdi>MANY</bdi>");
    }

    [Theory]
    [InlineData("&item=3", 404)]
    [InlineData("&item=0", 404)]
    [InlineData("&item=-1", 404)]
    [InlineData("&item=x", 404)]
    [InlineData("&item=", 404)]
    [InlineData("&raw", 404)]
    [InlineData("&item=2", 200)]
    [InlineData("&item=2&raw", 200)]
    public async Task Items_are_found_by_number(string query, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = (await sandbox.CreateAsync("first text", "First")).Id();
        var two = (await sandbox.CreateAsync("second text", "Second")).Id();
        await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}","{{two}}"],"access":"PUBLIC","name":"PAIR"}""");

        var response = await sandbox.GetAsync("/?p=PAIR" + query);

        response.Status.ShouldBe(status);
        if (status == 200)
            response.Text.ShouldContain("second text");
    }

    [Theory]
    [InlineData("&raw")]
    [InlineData("&download")]
    [InlineData("&item=1&raw")]
    public async Task Closed_shares_give_out_no_content(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("secret words");
        var revoked = await sandbox.LinkAsync(asset);
        await sandbox.PostAsync($"/linkify/{revoked.Id()}/revoke");
        var closed = (await sandbox.PostAsync("/linkify", $$"""{"asset":{{asset.GetRawText()}},"access":"PRIVATE","users":[{"emails":["ada@example.com"]}]}""")).Json.At("iterable.0");

        var gone = await sandbox.GetAsync(revoked.TextAt("link") + query);
        var forbidden = await sandbox.GetAsync(closed.TextAt("link") + query);

        gone.Status.ShouldBe(410);
        forbidden.Status.ShouldBe(403);
        (gone.Text + forbidden.Text).ShouldNotContain("secret words");
    }

    [Fact]
    public async Task Head_has_the_headers_only()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("text", "Name"));

        var page = await sandbox.SendAsync(HttpMethod.Head, share.TextAt("link")!, null);

        page.Status.ShouldBe(200);
        page.Type.ShouldBe("text/html");
        page.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_code_there_is_no_route()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.GetAsync("/");

        response.Status.ShouldBe(404);
        response.Text.ShouldBe("Route not found");
    }

    /// <summary>Makes a link without sending the content, which may be too large for the link operations.</summary>
    private static async Task<JsonElement> ShareAsync(TestSandbox sandbox, JsonElement asset) =>
        (await sandbox.PostAsync("/shares/create", $$"""{"asset":{"id":"{{asset.Id()}}"},"access":"PUBLIC"}""")).Json.At("iterable.0");
}
