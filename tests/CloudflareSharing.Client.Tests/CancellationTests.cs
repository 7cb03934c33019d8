using CloudflareSharing.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class CancellationTests
{
    [Fact]
    public async Task A_call_that_waits_for_its_answer_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = ScriptedServer.Start(Reply.After(cancel.CancelAsync, Reply.Stall()));
        using var client = new TestClient(server.Address);

        await Should.ThrowAsync<OperationCanceledException>(() => client.Sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId, cancel.Token));
    }

    [Fact]
    public async Task A_call_that_waits_for_its_next_try_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = ScriptedServer.Start(Envelope.Error(429, 1000, "later", "Retry-After: 59"));
        using var client = new TestClient(server.Address, trace: _ => cancel.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(
            () => client.Sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, [], cancel.Token));
    }

    [Fact]
    public async Task A_list_that_waits_for_its_first_page_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = ScriptedServer.Start(Reply.After(cancel.CancelAsync, Reply.Stall()));
        using var client = new TestClient(server.Address);

        await Should.ThrowAsync<OperationCanceledException>(
            () => client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }, cancellationToken: cancel.Token).ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_list_that_waits_for_its_next_page_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = ScriptedServer.Start(Envelope.Page(Sample.Shares("a")), Reply.After(cancel.CancelAsync, Reply.Stall()));
        using var client = new TestClient(server.Address);

        await Should.ThrowAsync<OperationCanceledException>(
            () => client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }, cancellationToken: cancel.Token).ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_list_ends_also_between_objects_that_are_there_already()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = ScriptedServer.Start(Envelope.Page(Sample.Shares("a", "b", "c"), """{"total_pages":1}"""));
        using var client = new TestClient(server.Address);
        var seen = 0;

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var share in client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }).WithCancellation(cancel.Token))
            {
                share.Id.ShouldNotBeNull();
                seen++;
                await cancel.CancelAsync();
            }
        });

        seen.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_sent_when_it_was_cancelled_before()
    {
        await using var server = ScriptedServer.Start(Envelope.Page("[]"));
        using var client = new TestClient(server.Address);
        var canceled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(
            () => client.Sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }, cancellationToken: canceled).ToListAsync().AsTask());
        await Should.ThrowAsync<OperationCanceledException>(() => client.Sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId, cancellationToken: canceled));

        server.Requests.ShouldBeEmpty();
    }
}
