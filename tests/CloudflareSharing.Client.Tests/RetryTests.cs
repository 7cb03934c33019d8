using System.Diagnostics;
using CloudflareSharing.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class RetryTests
{
    [Theory]
    [InlineData("GET", 408, true)]
    [InlineData("GET", 409, true)]
    [InlineData("GET", 429, true)]
    [InlineData("GET", 500, true)]
    [InlineData("GET", 503, true)]
    [InlineData("GET", 599, true)]
    [InlineData("PUT", 409, true)]
    [InlineData("DELETE", 409, true)]
    [InlineData("PUT", 429, true)]
    [InlineData("PUT", 500, false)]
    [InlineData("DELETE", 408, false)]
    [InlineData("DELETE", 502, false)]
    [InlineData("DELETE", 503, false)]
    [InlineData("POST", 429, true)]
    [InlineData("POST", 408, false)]
    [InlineData("POST", 409, false)]
    [InlineData("POST", 500, false)]
    [InlineData("POST", 503, false)]
    [InlineData("GET", 400, false)]
    [InlineData("GET", 404, false)]
    [InlineData("DELETE", 403, false)]
    public async Task A_status_is_sent_again_only_when_that_is_harmless(string method, int status, bool repeated)
    {
        await using var server = ScriptedServer.Start(Envelope.Error(status, 1000, "busy"), Envelope.Error(status, 1000, "busy"), Good());
        using var client = new TestClient(server.Address);

        var failure = await Record.ExceptionAsync(() => CallAsync(client.Sharing, method));

        (failure is null).ShouldBe(repeated);
        server.Requests.Count.ShouldBe(repeated ? 3 : 1);
        server.Requests.Select(request => (request.Method, request.Target, request.BodyText)).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("PUT", false)]
    [InlineData("DELETE", false)]
    [InlineData("POST", false)]
    public async Task A_lost_connection_is_tried_again_except_for_a_change(string method, bool repeated)
    {
        await using var server = ScriptedServer.Start(Reply.Drop(), Reply.Drop(), Good());
        using var client = new TestClient(server.Address);

        var failure = await Record.ExceptionAsync(() => CallAsync(client.Sharing, method));

        if (repeated)
            failure.ShouldBeNull();
        else
            failure.ShouldBeOfType<ConnectionLostException>();
        server.Requests.Count(request => request.Method == method).ShouldBe(repeated ? 3 : 1);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task A_refused_connection_is_tried_again_for_all(string method)
    {
        await using var server = ScriptedServer.Refusing(Good());
        using var client = new TestClient(server.Address, trace: trace =>
        {
            if (trace.Status == 0)
                server.Listen();
        });

        await CallAsync(client.Sharing, method);

        server.SingleRequest.Method.ShouldBe(method);
    }

    [Fact]
    public async Task Two_repetitions_are_the_most()
    {
        await using var server = ScriptedServer.Start(Envelope.Error(500, 1000, "busy"));
        using var client = new TestClient(server.Address);

        await Should.ThrowAsync<RestStatusException>(() => CallAsync(client.Sharing, "GET"));

        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Retry_After_of_the_server_is_honored()
    {
        await using var server = ScriptedServer.Start(Envelope.Error(429, 1000, "later", "Retry-After: 1"), Good());
        using var client = new TestClient(server.Address);
        var clock = Stopwatch.StartNew();

        await CallAsync(client.Sharing, "POST");

        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_left_to_the_caller()
    {
        await using var server = ScriptedServer.Start(Envelope.Error(429, 1000, "later", "Retry-After: 61"), Good());
        using var client = new TestClient(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => CallAsync(client.Sharing, "GET"));

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(61));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_fails_for_a_moment_does_not_disturb_the_list()
    {
        var requests = await TestClient.CallAsync(
            async sharing => (await sharing.SharesListAsync(Sample.AccountId, new ShareFilter { PerPage = 100 }).ToListAsync()).Select(share => share.Id).ShouldBe(["a", "b"]),
            Envelope.Page(Sample.Shares("a")),
            Envelope.Error(503, 1000, "busy"),
            Envelope.Page(Sample.Shares("b")),
            Reply.Drop(),
            Envelope.Page("[]"));

        requests.Count.ShouldBe(5);
    }

    [Fact]
    public void The_times_are_those_of_the_official_clients()
    {
        CloudflareRetry.Policy.MaxRetries.ShouldBe(2);
        CloudflareRetry.Policy.FirstDelay.ShouldBe(TimeSpan.FromSeconds(0.5));
        CloudflareRetry.Policy.MaxDelay.ShouldBe(TimeSpan.FromSeconds(60));
    }

    private static Func<ServerConnection, Task> Good() => Envelope.Requested();

    private static Task CallAsync(IResourceSharingApi sharing, string method) => method switch
    {
        "GET" => sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId),
        "PUT" => sharing.ShareUpdateAsync(Sample.AccountId, Sample.ShareId, "n"),
        "DELETE" => sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId),
        _ => sharing.ShareCreateAsync(Sample.AccountId, "n", [], []),
    };
}
