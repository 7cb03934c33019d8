using System.Globalization;
using System.Net;
using PiecesOs.Client.Tests.Support;
using RestCore;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

/// <summary>Reading many assets by ID from servers that keep up, that do not, and that have no batches.</summary>
public class BatchReaderTests
{
    private const string Batch = "POST /assets/batch/fetch";

    [Fact]
    public async Task Batches_grow_to_50_and_each_id_is_returned_once()
    {
        var ids = Ids(160);
        await using var server = ScriptedServer.Start().On(Batch, Fetch());
        using var pieces = new TestPieces(server.Address);

        var items = await new BatchReader(pieces.Client).ReadAsync([.. ids, ids[0].ToUpperInvariant()], transferables: true).ToListAsync();

        Sizes(server).ShouldBe([5, 10, 20, 40, 50, 35]);
        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => item.Failure == null && item.Asset!.Id == item.Id);
        server.Requests.ShouldAllBe(request => request.Query == "transferables=true");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(413)]
    [InlineData(429)]
    public async Task A_batch_that_fails_is_halved_and_grows_again(int status)
    {
        var ids = Ids(40);
        await using var server = ScriptedServer.Start().On(Batch, Fetch(), Reply.Status(status, "too much"), Reply.Status(status, "too much"), Fetch());
        using var pieces = new TestPieces(server.Address);

        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToListAsync();

        Sizes(server).ShouldBe([5, 10, 5, 2, 4, 8, 16, 5]);
        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => item.Failure == null);
    }

    [Fact]
    public async Task A_batch_that_breaks_off_keeps_what_has_arrived()
    {
        var ids = Ids(10);
        await using var server = ScriptedServer.Start().On(
            Batch, Reply.BreakOff($$$"""{"assets":{"iterable":[{"id":"{{{ids[0]}}}"},{"id":"{{{ids[1]}}}"},{"id":"0"""), Fetch());
        using var pieces = new TestPieces(server.Address);

        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToListAsync();

        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => item.Failure == null);
        Requested(server)[1].ShouldBe(ids[2..4]);
    }

    [Fact]
    public async Task The_wait_that_the_server_asks_for_is_honored()
    {
        var ids = Ids(5);
        await using var server = ScriptedServer.Start().On(Batch, Reply.Status(503, "busy", "Retry-After: 1"), Fetch());
        using var pieces = new TestPieces(server.Address);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToListAsync();

        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        items.ShouldAllBe(item => item.Failure == null);
    }

    [Fact]
    public async Task A_batch_that_takes_too_long_is_halved()
    {
        var ids = Ids(5);
        await using var server = ScriptedServer.Start().On(Batch, Reply.Stall(), Fetch());
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(3), Retry = RetryPolicy.None });

        var items = await new BatchReader(new PiecesClient(new RestClient(transport))).ReadAsync(ids, transferables: true).ToListAsync();

        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => item.Failure == null);
        Sizes(server).ShouldBe([5, 2, 3]);
    }

    [Fact]
    public async Task The_throttle_is_held_while_the_server_is_waited_for()
    {
        var (ids, gate) = (Ids(3), new TaskCompletionSource());
        await using var server = ScriptedServer.Start().On(Batch, Reply.After(() => gate.Task, Fetch()));
        using var pieces = new TestPieces(server.Address);
        using var one = new SemaphoreSlim(1, 1);
        await using var items = new BatchReader(pieces.Client, new ReadThrottle(one, Timeout.InfiniteTimeSpan)).ReadAsync(ids, transferables: true).GetAsyncEnumerator();

        var first = items.MoveNextAsync().AsTask();
        await server.WaitForRequestsAsync(1);
        one.CurrentCount.ShouldBe(0);
        gate.SetResult();
        (await first).ShouldBeTrue();

        one.CurrentCount.ShouldBe(1);
    }

    [Fact]
    public async Task An_asset_that_no_batch_can_hold_is_reported_and_the_others_are_read()
    {
        var ids = Ids(30);
        var bad = ids[17];
        await using var server = ScriptedServer.Start()
            .On(Batch, connection => Ids(connection).Contains(bad) ? Reply.Status(500, "cannot read")(connection) : Fetch()(connection))
            .On($"GET /assets/{bad}", Reply.Status(500, "cannot read this one"));
        Singles(server, ids.Where(id => id != bad));
        using var pieces = new TestPieces(server.Address);

        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToListAsync();

        items.Select(item => item.Id).Order(StringComparer.Ordinal).ShouldBe(ids.Order(StringComparer.Ordinal));
        var failed = items.Where(item => item.Failure is not null).ShouldHaveSingleItem();
        failed.Id.ShouldBe(bad);
        failed.Asset.ShouldBeNull();
        failed.Failure!.Message.ShouldContain("cannot read this one");
    }

    [Fact]
    public async Task What_a_batch_does_not_find_is_asked_for_alone()
    {
        var ids = Ids(5);
        await using var server = ScriptedServer.Start()
            .On(Batch, connection => FetchOf(Ids(connection).Where(id => id != ids[1] && id != ids[2] && id != ids[3]), $"[\"{ids[1]}\",\"{ids[2]}\"]")(connection))
            .On($"GET /assets/{ids[1]}", Reply.Status(410, "Gone"))
            .On($"GET /assets/{ids[2]}", Reply.Status(404, "Asset not found"));
        Singles(server, [ids[3]]);
        using var pieces = new TestPieces(server.Address);

        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToDictionaryAsync(item => item.Id, StringComparer.Ordinal);

        items.Count.ShouldBe(5);
        items[ids[1]].Failure.ShouldBeOfType<RestStatusException>().Status.ShouldBe(HttpStatusCode.Gone);
        items[ids[2]].Failure.ShouldBeOfType<RestStatusException>().Status.ShouldBe(HttpStatusCode.NotFound);
        items[ids[3]].Asset!.Id.ShouldBe(ids[3]);
        items[ids[4]].Asset!.Id.ShouldBe(ids[4]);
    }

    [Theory]
    [InlineData(404, "Route not found", 1)]
    [InlineData(200, "", 2)]
    public async Task Without_batches_assets_are_read_one_by_one(int status, string body, int batches)
    {
        var ids = Ids(6);
        await using var server = ScriptedServer.Start().On(Batch, Reply.Status(status, body));
        Singles(server, ids);
        using var pieces = new TestPieces(server.Address);
        var reader = new BatchReader(pieces.Client);

        var items = await reader.ReadAsync(ids, transferables: false).ToListAsync();

        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => item.Failure == null);
        server.Requests.Count(request => request.Path == "/assets/batch/fetch").ShouldBeLessThanOrEqualTo(batches + 1);
        server.Requests.Count(request => request.Method == "GET").ShouldBe(6);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(501)]
    [InlineData(593)]
    public async Task A_server_that_refuses_is_asked_once(int status)
    {
        var ids = Ids(300);
        await using var server = ScriptedServer.Start(Reply.Status(status, "no"));
        using var pieces = new TestPieces(server.Address);

        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToListAsync();

        server.Requests.Count.ShouldBe(1);
        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => (int)((RestStatusException)item.Failure!).Status == status);
    }

    [Fact]
    public async Task A_server_that_is_gone_fails_each_id_that_is_left()
    {
        var ids = Ids(30);
        var closed = new Uri("http://127.0.0.1:1/");
        using var pieces = new TestPieces(closed);

        var items = await new BatchReader(pieces.Client).ReadAsync(ids, transferables: true).ToListAsync();

        items.Select(item => item.Id).ShouldBe(ids);
        items.ShouldAllBe(item => item.Failure is ServerUnreachableException);
    }

    [Fact]
    public async Task Only_one_request_is_outstanding_and_the_caller_may_send_one_meanwhile()
    {
        var ids = Ids(20);
        await using var server = ScriptedServer.Start().On(Batch, Fetch());
        Singles(server, ids);
        using var pieces = new TestPieces(server.Address);
        using var one = new SemaphoreSlim(1, 1);
        var throttle = new ReadThrottle(one, Timeout.InfiniteTimeSpan);
        var contents = new ContentReader(pieces.Client, throttle);

        await foreach (var item in new BatchReader(pieces.Client, throttle).ReadAsync(ids, transferables: true))
            (await contents.ReadAsync(item.Id)).Id.ShouldBe(item.Id);

        one.CurrentCount.ShouldBe(1);
    }

    [Fact]
    public async Task Batches_of_the_sandbox_have_what_the_list_has()
    {
        await using var sandbox = await Sandbox.StartAsync("--sample", "150");
        var ids = await sandbox.Pieces.Materials.ListAssetsAsync();
        var listed = await sandbox.Pieces.Assets.AssetsSnapshotAsync(transferables: true).ToDictionaryAsync(asset => asset.Id!, asset => asset.ToJson(), StringComparer.Ordinal);

        var items = await new BatchReader(sandbox.Pieces).ReadAsync(ids, transferables: true).ToListAsync();

        items.Count.ShouldBe(150);
        items.ShouldAllBe(item => item.Asset!.ToJson() == listed[item.Id]);
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(static number => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}"))];

    /// <summary>Returns all assets that the batch names.</summary>
    private static Func<ServerConnection, Task> Fetch() => static connection => FetchOf(Ids(connection), "[]")(connection);

    private static Func<ServerConnection, Task> FetchOf(IEnumerable<string> ids, string notFound) => Reply.Json(
        $$$"""{"assets":{"iterable":[{{{string.Join(',', ids.Select(static id => $"{{\"id\":\"{id}\"}}"))}}}],"indices":{}},"notFound":{{{notFound}}}}""");

    private static string[] Ids(ServerConnection connection) => Ids(connection.Request);

    private static string[] Ids(RecordedRequest request) =>
        [.. request.Json.GetProperty("assets").GetProperty("iterable").EnumerateArray().Select(static asset => asset.GetProperty("id").GetString()!)];

    private static void Singles(ScriptedServer server, IEnumerable<string> ids)
    {
        foreach (var id in ids)
            server.On($"GET /assets/{id}", Reply.Json($$"""{"id":"{{id}}","original":{"id":"{{id}}","reference":{"id":"{{id}}","fragment":{"string":{"raw":"x"} } } } }"""));
    }

    private static string[][] Requested(ScriptedServer server) => [.. server.Requests.Where(static request => request.Path == "/assets/batch/fetch").Select(Ids)];

    private static int[] Sizes(ScriptedServer server) => [.. Requested(server).Select(static ids => ids.Length)];
}
