using CloudflareSharing.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class ReadAheadTests
{
    [Fact]
    public async Task The_first_object_is_out_before_the_last_byte_is_in()
    {
        var gate = new TaskCompletionSource();
        const string Body = """{"success":true,"result":[{"id":"a"},{"id":"b"}],"result_info":{"total_pages":1}}""";
        var cut = Body.IndexOf("\"b\"", StringComparison.Ordinal);
        await using var server = ScriptedServer.Start(Reply.InTwo(Body[..cut], gate.Task, Body[cut..]));
        using var client = new TestClient(server.Address);
        await using var shares = client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }).GetAsyncEnumerator();

        (await shares.MoveNextAsync()).ShouldBeTrue();
        shares.Current.Id.ShouldBe("a");
        gate.SetResult();
        (await shares.MoveNextAsync()).ShouldBeTrue();
        shares.Current.Id.ShouldBe("b");
        (await shares.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_next_page_is_requested_while_the_current_one_is_emitted_and_none_beyond_it()
    {
        var secondIsIn = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(connection => Envelope.Page(
            connection.Request.Target switch
            {
                _ when connection.Request.Target.Contains("?page=2", StringComparison.Ordinal) => Sample.Shares("c", "d"),
                _ when connection.Request.Target.Contains("?page=3", StringComparison.Ordinal) => "[]",
                _ => Sample.Shares("a", "b"),
            })(connection));
        using var client = new TestClient(server.Address, trace: trace =>
        {
            if (trace.Address.Query == "?page=2&per_page=100")
                secondIsIn.SetResult();
        });
        await using var shares = client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }).GetAsyncEnumerator();

        (await shares.MoveNextAsync()).ShouldBeTrue();
        await secondIsIn.Task.WaitAsync(Patience.Limit); // The reader still stands at "a".
        for (var i = 0; i < 20; i++)
            await client.Sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []); // Time enough for a third request to come.
        server.Targets().ShouldNotContain(target => target.Contains("?page=3", StringComparison.Ordinal));

        var ids = new List<string?> { shares.Current.Id };
        while (await shares.MoveNextAsync())
            ids.Add(shares.Current.Id);
        ids.ShouldBe(["a", "b", "c", "d"]);
        server.Targets().Count(target => target.Contains("?page=3", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task No_page_is_requested_in_vain_when_the_end_is_known()
    {
        var requests = await TestClient.CallAsync(
            sharing => sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }).ToListAsync().AsTask(),
            Envelope.Page(Sample.Shares("a"), """{"total_pages":1}"""));

        requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reader_that_has_enough_stops_what_goes_on_ahead()
    {
        await using var server = ScriptedServer.Start(Envelope.Page(Sample.Shares("a", "b")), Reply.Stall());
        var statuses = new List<int>();
        using var client = new TestClient(server.Address, trace: trace => statuses.Add(trace.Status));

        await foreach (var share in client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }))
        {
            share.Id.ShouldBe("a");
            await server.WaitForRequestsAsync(2);
            break; // Waits for the request for page 2, which is never answered, to be given up.
        }

        statuses.ShouldBe([200], "the second request was to be given up, not to time out");
    }

    [Fact(Timeout = Patience.Milliseconds)]
    public async Task A_huge_page_passes_through_a_bounded_queue_in_order()
    {
        var ids = Enumerable.Range(0, 5000).Select(static i => $"s{i}").ToArray();
        var shares = 0;
        await TestClient.CallAsync(
            async sharing =>
            {
                await foreach (var share in sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }))
                    share.Id.ShouldBe(ids[shares++]);
            },
            Envelope.Page(Sample.Shares(ids), """{"total_count":5000}"""));

        shares.ShouldBe(5000);
    }
}
