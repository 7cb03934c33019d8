using System.Diagnostics;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>Reads that last as long as on a real server. Only lower limits of time are checked.</summary>
public sealed class PaceTests
{
    private const string Never = """{"factor":100}""";

    [Fact]
    public async Task A_list_is_delayed_for_each_asset_before_the_first_byte()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20, Pace = 0.5 });

        var watch = Stopwatch.StartNew();
        using var response = await sandbox.Http.GetAsync("/assets", HttpCompletionOption.ResponseHeadersRead);

        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(20 * 47 / 2);
        (await Response.FromAsync(response)).Json.Items().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Single_records_are_read_one_after_the_other()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 8 });
        var assets = (await sandbox.GetAsync("/assets")).Json.Items();
        await PaceAsync(sandbox, """{"factor":0.5}""");

        var watch = Stopwatch.StartNew();
        var read = await Task.WhenAll(
            assets.SelectMany(asset => new[] { $"/assets/{asset.Id()}", $"/asset/{asset.Id()}/formats", $"/format/{asset.TextAt("original.id")}" }).Select(sandbox.GetAsync));

        // 24 records at half the time of eight a second.
        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(24 * 125 / 2);
        read.ShouldAllBe(answer => answer.Status == 200);
    }

    [Theory]
    [InlineData("/assets/identifiers")]
    [InlineData("/.well-known/health")]
    [InlineData("/user")]
    public async Task Cheap_requests_do_not_wait(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 3 });
        var id = (await sandbox.GetAsync("/assets/identifiers")).Json.Items()[0].Id();
        await PaceAsync(sandbox, Never);
        using var stop = new CancellationTokenSource();
        var list = sandbox.Http.GetAsync("/assets", stop.Token);
        var record = sandbox.Http.GetAsync($"/assets/{id}", stop.Token);

        (await sandbox.GetAsync(path)).Status.ShouldBe(200);
        var metrics = await sandbox.PostAsync("/materials/metrics", """{"material_type":"ASSETS"}""");
        await sandbox.CreateAsync("writing goes on", "n");

        metrics.Status.ShouldBe(200);
        list.IsCompleted.ShouldBeFalse();
        record.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(list);
        await Should.ThrowAsync<OperationCanceledException>(record);
    }

    [Fact]
    public async Task A_client_that_disconnects_makes_room_for_the_next()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 3 });
        var id = (await sandbox.GetAsync("/assets/identifiers")).Json.Items()[0].Id();
        await PaceAsync(sandbox, Never);
        using var stop = new CancellationTokenSource();
        var gone = sandbox.Http.GetAsync($"/assets/{id}", stop.Token);
        await WaitForRequestAsync(sandbox, $"/assets/{id}");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);

        // The next one waits only for the requests before it, which are not delayed any more.
        await PaceAsync(sandbox, """{"factor":0.001}""");
        (await sandbox.GetAsync($"/asset/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_factor_can_be_read_and_changed()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Pace = 0.25 });

        (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/pace")).Text.ShouldBe("""{"factor":0.25}""");
        (await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/pace", """{"factor":0}""")).Text.ShouldBe("""{"factor":0}""");
        foreach (var body in new[] { "{}", """{"factor":-1}""", """{"factor":101}""", """{"factor":"fast"}""" })
            (await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/pace", body)).Status.ShouldBe(400, body);
        (await sandbox.GetAsync("/.sandbox/pace")).Status.ShouldBe(401);
    }

    private static async Task PaceAsync(TestSandbox sandbox, string body) =>
        (await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/pace", body)).Status.ShouldBe(200);

    private static async Task WaitForRequestAsync(TestSandbox sandbox, string path)
    {
        while (!(await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/requests")).Json.Items().Exists(request => request.TextAt("path") == path))
            await Task.Delay(10);
    }
}
