using System.Net.WebSockets;
using System.Text;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The WebSocket streams.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData("/assets/stream", false)]
    [InlineData("/assets/stream/transferables", true)]
    public async Task Assets_are_sent_first_all_and_then_those_that_change(string path, bool content)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = await sandbox.CreateAsync("before", "before");
        using var stream = await sandbox.OpenAsync(path);

        var first = await stream.NextAsync();
        var created = await sandbox.CreateAsync("created", "created");
        var second = await stream.NextAsync();
        await sandbox.PostAsync("/asset/update", $$"""{"id":"{{before.Id()}}","name":"renamed"}""");
        var third = await stream.NextAsync();
        await sandbox.PostAsync($"/assets/{created.Id()}/delete");
        var fourth = await stream.NextAsync();

        first.ShouldBeA("Assets");
        first.Items().Select(asset => asset.Id()).ShouldBe([before.Id()]);
        second.ShouldBeA("Assets");
        second.Items().Select(asset => asset.Id()).ShouldBe([created.Id()]);
        second.At("iterable.0.original.reference.fragment").Has("string").ShouldBe(content);
        second.Nulls().ShouldBeEmpty();
        third.TextAt("iterable.0.name").ShouldBe("renamed");
        fourth.Items().ShouldBeEmpty();
        fourth.At($"indices.{created.Id()}").GetInt32().ShouldBe(-1);
    }

    [Fact]
    public async Task Identifiers_are_sent_first_all_and_then_the_changes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var before = await sandbox.CreateAsync("before");
        using var stream = await sandbox.OpenAsync("/assets/stream/identifiers");

        var first = await stream.NextAsync();
        var created = await sandbox.CreateAsync("created");
        var second = await stream.NextAsync();
        await sandbox.PostAsync($"/assets/{before.Id()}/delete");
        var third = await stream.NextAsync();

        first.ShouldBeA("StreamedIdentifiers");
        first.Items().Select(item => item.TextAt("asset.id")).ShouldBe([before.Id()]);
        second.TextAt("iterable.0.asset.id").ShouldBe(created.Id());
        second.Nulls().ShouldBeEmpty();
        second.At("iterable.0").Has("deleted").ShouldBeFalse();
        third.TextAt("iterable.0.asset.id").ShouldBe(before.Id());
        third.At("iterable.0.deleted").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_empty_sandbox_sends_empty_first_frames()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        foreach (var path in new[] { "/assets/stream", "/assets/stream/transferables", "/assets/stream/identifiers", "/workstream/suggestions/stream" })
        {
            using var stream = await sandbox.OpenAsync(path);
            (await stream.NextAsync()).Items().ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task Many_changes_share_frames_and_no_change_is_lost()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/assets/stream/identifiers");
        await stream.NextAsync();

        await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/sample", """{"count":300}""");

        var seen = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        var frames = 0;
        while (seen.Count < 300)
        {
            frames++;
            seen.UnionWith((await stream.NextAsync()).Items().Select(item => item.TextAt("asset.id")!));
        }

        frames.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_blocks_no_writer()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 500 });
        using var stalled = await sandbox.OpenAsync("/assets/stream/transferables");
        using var lively = await sandbox.OpenAsync("/assets/stream/identifiers");
        await lively.NextAsync();

        for (var i = 0; i < 20; i++)
            await sandbox.CreateAsync($"text {i}");
        var last = await sandbox.CreateAsync("last");

        await lively.UntilAsync(frame => frame.Items().Any(item => item.TextAt("asset.id") == last.Id()));

        // The stalled one gets the whole list when it finally reads, and then later changes.
        (await stalled.NextAsync()).Items().Count.ShouldBeGreaterThanOrEqualTo(500);
        await stalled.UntilAsync(frame => frame.Items().Any(asset => asset.Id() == last.Id()));
    }

    [Fact]
    public async Task Suggestions_follow_the_newest_change()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var old = await sandbox.CreateAsync("scale deployments in the kubernetes cluster", "scale", "sh", "kubernetes");
        using var stream = await sandbox.OpenAsync("/workstream/suggestions/stream");
        (await stream.NextAsync()).ShouldBeA("WorkstreamSuggestions");

        var created = await sandbox.CreateAsync("list deployments of the kubernetes cluster", "list", "sh", "kubernetes");
        var frame = await stream.NextAsync();

        frame.ShouldBeA("WorkstreamSuggestions");
        frame.TextAt("iterable.0.asset.id").ShouldBe(old.Id());
        frame.TextAt("iterable.0.current.asset.id").ShouldBe(created.Id());
    }

    [Fact]
    public async Task A_suggestion_sent_to_the_admin_path_is_forwarded_unchanged()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/workstream/suggestions/stream");
        await stream.NextAsync();
        const string Frame = """{"iterable":[{"novel":1}],"types":null}""";

        (await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/suggestion", Frame)).Status.ShouldBe(204);

        Encoding.UTF8.GetString(await stream.NextBytesAsync()).ShouldBe(Frame);
        (await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/suggestion", "{}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_health_stream_sends_the_health()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/.well-known/stream/health");

        Encoding.UTF8.GetString(await stream.NextBytesAsync()).ShouldBe((await sandbox.GetAsync("/.well-known/health")).Text);
    }

    [Fact]
    public async Task A_plain_GET_returns_426()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        foreach (var path in new[] { "/assets/stream", "/assets/stream/transferables", "/assets/stream/identifiers", "/workstream/suggestions/stream", "/.well-known/stream/health" })
        {
            var response = await sandbox.GetAsync(path);
            response.Status.ShouldBe(426, path);
            response.Type.ShouldBe("text/plain");
        }
    }

    [Fact]
    public async Task A_close_frame_is_returned()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/assets/stream");
        await stream.NextAsync();

        using var limit = new CancellationTokenSource(Patience.Limit);
        await stream.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);

        stream.Socket.State.ShouldBe(WebSocketState.Closed);
    }

    [Fact]
    public async Task A_server_that_stops_closes_its_streams()
    {
        var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/assets/stream");
        await stream.NextAsync();

        await sandbox.DisposeAsync();

        await Should.ThrowAsync<WebSocketException>(stream.NextAsync);
        stream.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
    }

    [Fact]
    public async Task Streams_can_be_dropped_and_opened_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var stream = await sandbox.OpenAsync("/assets/stream");
        await stream.NextAsync();

        (await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/streams/drop")).Json.At("dropped").GetInt32().ShouldBe(1);

        await Should.ThrowAsync<WebSocketException>(stream.NextAsync);
        using var again = await sandbox.OpenAsync("/assets/stream");
        (await again.NextAsync()).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reset_sends_the_empty_list()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 3 });
        using var stream = await sandbox.OpenAsync("/assets/stream/identifiers");
        (await stream.NextAsync()).Items().Count.ShouldBe(3);

        await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/reset");

        (await stream.NextAsync()).Items().ShouldBeEmpty();
    }
}
