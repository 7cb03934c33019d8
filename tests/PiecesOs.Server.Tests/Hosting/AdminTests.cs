using System.Net.Http.Headers;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>The admin paths but for faults.</summary>
public sealed class AdminTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic TOKEN")]
    [InlineData("Bearer TOKENx")]
    public async Task Without_the_token_every_path_is_401(string? authorization)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        foreach (var path in new[] { "/.sandbox/requests", "/.sandbox/faults", "/.sandbox/nothing", "/.sandbox", "/.SandBox/Requests", "/%2Esandbox/requests" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (authorization is not null)
                request.Headers.TryAddWithoutValidation("Authorization", authorization.Replace("TOKEN", sandbox.AdminToken, StringComparison.Ordinal));
            using var response = await sandbox.Http.SendAsync(request);
            ((int)response.StatusCode).ShouldBe(401, path);
            response.Headers.WwwAuthenticate.Single().ShouldBe(new AuthenticationHeaderValue("Bearer"));
        }
    }

    [Fact]
    public async Task The_token_is_long_and_new_each_time_unless_it_is_set()
    {
        await using var first = await TestSandbox.StartAsync();
        await using var second = await TestSandbox.StartAsync();
        await using var given = await TestSandbox.StartAsync(new ServerOptions { AdminToken = "0123456789abcdef" });

        first.AdminToken.Length.ShouldBe(64);
        second.AdminToken.Equals(first.AdminToken, StringComparison.Ordinal).ShouldBeFalse();
        given.AdminToken.ShouldBe("0123456789abcdef");
        (await given.AdminAsync(HttpMethod.Get, "/.sandbox/requests")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_log_has_every_request_with_sizes_and_the_body()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var body = sandbox.Seed("logged ü").ToJsonString();
        var created = await sandbox.PostAsync("/assets/create?transferables=true", body);
        await sandbox.GetAsync("/nothing");

        var log = (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/requests")).Json.Items();

        log.Select(entry => $"{entry.TextAt("method")} {entry.TextAt("path")} {entry.At("status")}")
            .ShouldBe(["POST /connect 200", "POST /assets/create 200", "GET /nothing 404"]);
        log[1].TextAt("query").ShouldBe("?transferables=true");
        log[1].TextAt("body").ShouldBe(body);
        log[1].TextAt("contentType").ShouldBe("application/json; charset=utf-8");
        log[1].At("requestBytes").GetInt32().ShouldBe(System.Text.Encoding.UTF8.GetByteCount(body));
        log[1].At("responseBytes").GetInt32().ShouldBe(System.Text.Encoding.UTF8.GetByteCount(created.Text));
        log[1].At("milliseconds").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_log_can_be_read_from_a_sequence_number_and_cleared()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.GetAsync("/user");
        await sandbox.GetAsync("/assets");

        var since = (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/requests?since=2")).Json.Items();
        await sandbox.AdminAsync(HttpMethod.Delete, "/.sandbox/requests");
        await sandbox.GetAsync("/shares");
        var later = (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/requests")).Json.Items();

        since.ShouldHaveSingleItem().TextAt("path").ShouldBe("/assets");
        later.ShouldHaveSingleItem().At("sequence").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task The_body_in_the_log_is_bounded()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.CreateAsync(new string('x', 100_000));

        var log = (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/requests?since=1")).Json.Items();

        log[0].TextAt("body")!.Length.ShouldBe(2048);
        log[0].At("requestBytes").GetInt32().ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public async Task Reset_deletes_what_users_created()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 5 });
        var share = await sandbox.LinkAsync((await sandbox.GetAsync("/assets")).Json.Items()[0]);

        (await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/reset")).Status.ShouldBe(204);

        (await sandbox.GetAsync("/assets")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/shares")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync(share.TextAt("link")!)).Status.ShouldBe(404);
        (await sandbox.GetAsync("/assets/search?query=debounce")).Json.Items().ShouldBeEmpty();
        await sandbox.CreateAsync("works again");
    }

    [Fact]
    public async Task Samples_repeat_for_a_seed_and_differ_for_another()
    {
        await using var first = await TestSandbox.StartAsync();
        await using var second = await TestSandbox.StartAsync();
        async Task<string[]> SampleAsync(TestSandbox sandbox, int seed)
        {
            await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/reset");
            await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/sample", $$"""{"count":60,"seed":{{seed}}}""");
            return [.. (await sandbox.GetAsync("/assets")).Json.Items().Select(asset => asset.Id() + (asset.Has("name") ? asset.TextAt("name") : null) + asset.At("original.reference.bytes.value") + asset.At("tags.indices") + asset.TextAt("created.value"))];
        }

        var one = await SampleAsync(first, 5);

        (await SampleAsync(second, 5)).ShouldBe(one);
        (await SampleAsync(second, 6)).Intersect(one, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_samples_continue_after_the_first()
    {
        await using var once = await TestSandbox.StartAsync(new ServerOptions { Sample = 9 });
        await using var twice = await TestSandbox.StartAsync(new ServerOptions { Sample = 4 });

        await twice.AdminAsync(HttpMethod.Post, "/.sandbox/sample", """{"count":5,"seed":1}""");

        async Task<string[]> IdsAsync(TestSandbox sandbox) => [.. (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Select(item => item.Id())];
        (await IdsAsync(twice)).ShouldBe(await IdsAsync(once));
    }

    [Fact]
    public async Task Samples_look_like_a_real_library_and_its_awkward_cases()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 200 });

        var assets = (await sandbox.GetAsync("/assets")).Json.Items();
        var names = assets.Select(asset => asset.Has("name") ? asset.TextAt("name") : null).ToList();
        var text = string.Concat(assets.Select(asset => asset.At("original.reference")).Where(format => format.Has("fragment")).Select(format => format.TextAt("fragment.string.raw")));

        assets.ForEach(asset => asset.ShouldBeA("Asset"));
        names.Take(20).ShouldAllBe(name => !string.IsNullOrEmpty(name) && name.Length < 40 && !name.Contains('/', StringComparison.Ordinal));
        names.ShouldContain(name => name == null);
        names.ShouldContain(name => name == "");
        names.ShouldContain(name => name != null && name.Length == 300);
        names.ShouldContain(name => name != null && name.Contains('/', StringComparison.Ordinal) && name.Contains('\\', StringComparison.Ordinal));
        names.Count.ShouldBeGreaterThan(names.Distinct(StringComparer.Ordinal).Count());
        text.ShouldContain("\u0007\u001b");
        text.ShouldContain("次回");
        assets.Count(asset => asset.TextAt("original.reference.classification.specific") == "png").ShouldBe(2);
        assets.Select(asset => asset.TextAt("original.reference.classification.specific")).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task Samples_have_the_proportions_of_the_library_that_was_counted()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 358 });

        var assets = (await sandbox.GetAsync("/assets")).Json.Items();
        var texts = assets.Select(asset => asset.At("original.reference")).Where(format => format.Has("fragment")).Select(format => format.TextAt("fragment.string.raw")!).ToList();
        var files = assets.Select(asset => asset.At("original.reference")).Where(format => format.Has("file") && format.TextAt("role") == "BOTH").Select(format => format.TextAt("classification.generic")).ToList();
        var tags = assets.SelectMany(asset => asset.At("tags").Items().Select(tag => (Text: tag.TextAt("text")!, Mechanism: tag.TextAt($"mechanisms.{asset.Id()}")))).ToList();
        var notes = assets.SelectMany(asset => asset.At("annotations").Items()).ToList();
        var applications = assets.Select(asset => asset.TextAt("original.reference.application.id")!).Distinct(StringComparer.Ordinal).ToList();

        files.Count(generic => generic == "TEXT").ShouldBe(1);
        files.Count(generic => generic == "IMAGE").ShouldBe(4);
        texts.Count(text => text.EndsWith('\n')).ShouldBe(65);
        texts.ShouldContain(text => text.Contains('\u0007', StringComparison.Ordinal) && text.Contains('\u001b', StringComparison.Ordinal));
        assets.GroupBy(asset => asset.Has("name") ? asset.TextAt("name") : null, StringComparer.Ordinal).Count(group => group.Count() > 1).ShouldBe(16);
        tags.Count.ShouldBe(358 * 17);
        tags.Count(tag => tag.Mechanism == "MANUAL").ShouldBe(7);
        tags.ShouldContain(tag => tag.Text.StartsWith("How to ", StringComparison.Ordinal));
        tags.ShouldContain(tag => tag.Text.Contains('{', StringComparison.Ordinal));
        assets.Count(asset => asset.At("annotations").Items().Count > 0).ShouldBe(93);
        notes.Count(note => note.TextAt("type") == "EXPLANATION").ShouldBe(46);
        notes.Count(note => note.TextAt("type") == "COMMENT").ShouldBe(44);
        notes.Single(note => note.TextAt("mechanism") == "MANUAL").TextAt("type").ShouldBe("EXPLANATION");
        applications.Count(id => id.Any(char.IsAsciiLetterUpper)).ShouldBe(1);
        assets.Select(asset => asset.TextAt("created.value")!.Length).Distinct().Order().ShouldBe([24, 27]);
    }

    [Fact]
    public async Task The_size_of_sample_contents_can_be_fixed()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/sample", """{"count":40,"contentBytes":50000}""");
        var originals = (await sandbox.GetAsync("/assets")).Json.Items().Select(asset => asset.At("original.reference")).Where(original => original.Has("fragment")).ToList();
        var text = string.Concat(originals.Select(original => original.TextAt("fragment.string.raw")));

        originals.Count.ShouldBe(38);
        originals.ShouldAllBe(original => original.At("bytes.value").GetInt32() == 50000);
        text.ShouldContain("\u0007\u001b");
        text.ShouldContain("次回");
        (await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/sample", """{"count":0}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Only_members_that_are_sent_change_the_account()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var changed = await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"no-cloud","outdated":true}""");
        var wrong = await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"gone"}""");

        changed.Text.ShouldBe("""{"account":"no-cloud","github":"connected","outdated":true,"migrating":false,"listLoses":0}""");
        wrong.Status.ShouldBe(400);
        wrong.Text.ShouldContain("gone");
        (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/account")).Text.ShouldBe(changed.Text);
    }
}
