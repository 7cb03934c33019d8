using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>Seeded faults.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_status_with_body_and_headers_a_number_of_times()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, """{"method":"GET","path":"/user","times":2,"status":503,"body":"busy","headers":{"Retry-After":"7"}}""");

        var first = await sandbox.GetAsync("/user");
        var other = await sandbox.GetAsync("/assets");
        var second = await sandbox.GetAsync("/user");
        var third = await sandbox.GetAsync("/user");

        first.Status.ShouldBe(503);
        first.Type.ShouldBe("text/plain");
        first.Text.ShouldBe("busy");
        first.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        other.Status.ShouldBe(200);
        second.Status.ShouldBe(503);
        third.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_body_that_is_JSON_is_sent_as_such()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, """{"path":"/user","status":500,"body":{"error":"Internal Server Error","eventId":"e"}}""");

        var answer = await sandbox.GetAsync("/user");

        answer.Type.ShouldBe("application/json");
        answer.Json.TextAt("eventId").ShouldBe("e");
    }

    [Fact]
    public async Task After_skips_requests()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, """{"path":"/user","after":2,"times":1,"status":500}""");

        var statuses = new[] { (await sandbox.GetAsync("/user")).Status, (await sandbox.GetAsync("/user")).Status, (await sandbox.GetAsync("/user")).Status, (await sandbox.GetAsync("/user")).Status };

        statuses.ShouldBe([200, 200, 500, 200]);
    }

    [Theory]
    [InlineData("/assets", "/assets", true)]
    [InlineData("/assets", "/assets/identifiers", true)]
    [InlineData("/assets$", "/assets", true)]
    [InlineData("/assets$", "/assets/identifiers", false)]
    [InlineData("/assets/*", "/assets", false)]
    [InlineData("/assets/*", "/assets/identifiers", true)]
    [InlineData("*/iden*s", "/assets/identifiers", true)]
    [InlineData("/asset*pseudo", "/assets/identifiers", false)]
    public async Task Paths_are_prefixes_patterns_or_exact(string pattern, string path, bool met)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, $$"""{"path":"{{pattern}}","status":500}""");

        (await sandbox.GetAsync(path)).Status.ShouldBe(met ? 500 : 200);
    }

    [Fact]
    public async Task Dropped_before_any_response()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, """{"path":"/user","times":1,"drop":true}""");

        await Should.ThrowAsync<HttpRequestException>(() => sandbox.GetAsync("/user"));
        (await sandbox.GetAsync("/user")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Truncated_in_the_middle_of_the_response()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20 });
        await SeedAsync(sandbox, """{"path":"/assets$","truncateAfterBytes":5000}""");

        using var response = await sandbox.Http.GetAsync("/assets", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = new MemoryStream();
        await Should.ThrowAsync<Exception>(() => body.CopyToAsync(read));

        response.IsSuccessStatusCode.ShouldBeTrue();
        read.Length.ShouldBe(5000);
    }

    [Fact]
    public async Task Truncated_but_closed_as_if_complete()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20 });
        await SeedAsync(sandbox, """{"path":"/","truncateAfterBytes":100,"cleanClose":true}""");

        (await sandbox.GetAsync("/assets")).Text.Length.ShouldBe(100);
        (await sandbox.GetAsync("/user")).Text.Length.ShouldBe(100);
    }

    [Fact]
    public async Task Invalid_bytes_in_the_middle_of_the_response()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20 });
        var whole = await sandbox.GetAsync("/assets");
        await SeedAsync(sandbox, """{"path":"/assets$","malformedAfterBytes":3000}""");

        var answer = await sandbox.GetAsync("/assets");

        answer.Text[..3000].ShouldBe(whole.Text[..3000]);
        answer.Text.Length.ShouldBeGreaterThan(whole.Text.Length);
        Should.Throw<JsonException>(() => answer.Json);
    }

    [Fact]
    public async Task Delayed_and_trickled()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var length = (await sandbox.GetAsync("/user")).Text.Length;
        await SeedAsync(sandbox, """{"path":"/.well-known/health","delayMs":300}""");
        await SeedAsync(sandbox, $$"""{"path":"/user","trickleBytesPerSecond":{{length * 4}}}""");

        var watch = Stopwatch.StartNew();
        (await sandbox.GetAsync("/.well-known/health")).Status.ShouldBe(200);
        watch.ElapsedMilliseconds.ShouldBeGreaterThan(290);
        watch.Restart();
        (await sandbox.GetAsync("/user")).Text.Length.ShouldBe(length);
        watch.ElapsedMilliseconds.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Redirected()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, """{"path":"/user","redirect":"/.well-known/version"}""");

        (await sandbox.GetAsync("/user")).Text.ShouldBe((await sandbox.GetAsync("/.well-known/version")).Text);
    }

    [Fact]
    public async Task Faults_apply_to_streams_too()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20 });
        await SeedAsync(sandbox, """{"iterable":[{"path":"/assets/stream$","times":1,"drop":true},{"path":"/assets/stream$","times":1,"status":404},{"path":"/assets/stream$","times":1,"truncateAfterBytes":2000}]}""");

        await Should.ThrowAsync<WebSocketException>(() => sandbox.OpenAsync("/assets/stream"));
        await Should.ThrowAsync<WebSocketException>(() => sandbox.OpenAsync("/assets/stream"));
        using (var cut = await sandbox.OpenAsync("/assets/stream"))
            await Should.ThrowAsync<WebSocketException>(cut.NextAsync);
        using var whole = await sandbox.OpenAsync("/assets/stream");
        (await whole.NextAsync()).Items().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Faults_can_be_listed_and_cleared()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await SeedAsync(sandbox, """{"path":"/user","times":3,"status":500}""");
        await sandbox.GetAsync("/user");

        var listed = (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/faults")).Json.Items().ShouldHaveSingleItem();
        (await sandbox.AdminAsync(HttpMethod.Delete, "/.sandbox/faults")).Status.ShouldBe(204);

        listed.At("times").GetInt32().ShouldBe(2);
        listed.TextAt("path").ShouldBe("/user");
        (await sandbox.GetAsync("/user")).Status.ShouldBe(200);
        (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/faults")).Json.Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"stauts":500}""", "stauts")]
    [InlineData("""{"status":99}""", "status")]
    [InlineData("""{"times":0}""", "times")]
    [InlineData("""{"delayMs":"soon"}""", "delayMs")]
    [InlineData("""{"iterable":[5]}""", "object")]
    public async Task A_fault_without_effect_is_refused(string fault, string words)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/faults", fault);

        answer.Status.ShouldBe(400);
        answer.Text.ShouldContain(words);
        (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/faults")).Json.Items().ShouldBeEmpty();
    }

    private static async Task SeedAsync(TestSandbox sandbox, string fault)
    {
        var answer = await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/faults", fault);
        answer.Status.ShouldBe(204, answer.Text);
    }
}
