using System.Diagnostics;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RateLimitTests
{
    private static readonly TimeSpan s_almostOneSecond = TimeSpan.FromSeconds(0.9);

    [Theory]
    [InlineData("RateLimit: \"default\";r=0;t=1")]
    [InlineData("RateLimit: default; t=1; r=0; pk=:YQ==:")]
    [InlineData("RateLimit: \"day\";r=500;t=3600, \"burst\";r=0;t=1")]
    [InlineData("RateLimit: \"burst\";r=0;t=0, \"default\";r=0;t=1")]
    public async Task A_request_waits_until_the_server_accepts_it(string header)
    {
        await using var server = ScriptedServer.Start(Reply.Json("1", 200, header), Reply.Json("2"));
        using var transport = TestClient.Transport(server.Address);
        var waits = new List<TimeSpan>();
        var client = new RestClient(transport, whenRateLimited: waits.Add);
        (await client.GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(1);

        var clock = Stopwatch.StartNew();
        (await client.GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(2);

        clock.Elapsed.ShouldBeGreaterThan(s_almostOneSecond);
        waits[0].ShouldBeInRange(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1));
        waits[^1].ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Other_clients_of_the_same_connections_wait_too()
    {
        await using var server = ScriptedServer.Start(Reply.Json("1", 200, "RateLimit: \"default\";r=0;t=1"), Reply.Json("2"));
        using var transport = TestClient.Transport(server.Address);
        await new RestClient(transport).GetJsonAsync(TestClient.Get(), default);

        var clock = Stopwatch.StartNew();
        await new RestClient(transport).GetJsonAsync(TestClient.Post(), default);

        clock.Elapsed.ShouldBeGreaterThan(s_almostOneSecond);
    }

    [Fact]
    public async Task A_refused_request_is_sent_again_when_the_server_accepts_it()
    {
        await using var server = ScriptedServer.Start(Reply.Status(429, "later", "RateLimit: \"default\";r=0;t=1"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        var clock = Stopwatch.StartNew();
        (await new RestClient(transport).GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(1);

        clock.Elapsed.ShouldBeGreaterThan(s_almostOneSecond);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_wait_does_not_count_toward_the_timeout()
    {
        await using var server = ScriptedServer.Start(Reply.Json("1", 200, "RateLimit: \"default\";r=0;t=3"), Reply.Json("2"));
        using var transport = TestClient.Transport(server.Address, timeout: TimeSpan.FromSeconds(2));
        await new RestClient(transport).GetJsonAsync(TestClient.Get(), default);

        (await new RestClient(transport).GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("RateLimit: \"default\";r=1;t=300")]
    [InlineData("RateLimit: \"default\";r=0;t=601")]
    [InlineData("RateLimit: \"default\";r=0;t=99999999999999999999")]
    [InlineData("RateLimit: \"default\";r=0")]
    [InlineData("RateLimit: \"default\";r=-1;t=300")]
    [InlineData("RateLimit: none")]
    [InlineData("RateLimit-Policy: \"default\";q=0;w=300")]
    public async Task Nothing_waits_without_need_or_for_too_long(string header)
    {
        await using var server = ScriptedServer.Start(Reply.Json("1", 200, header), Reply.Json("2"));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport, whenRateLimited: static _ => throw new InvalidOperationException("It waits."));
        await client.GetJsonAsync(TestClient.Get(), default);

        (await client.GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Canceling_ends_the_wait()
    {
        await using var server = ScriptedServer.Start(Reply.Json("1", 200, "RateLimit: \"default\";r=0;t=300"));
        using var transport = TestClient.Transport(server.Address);
        await new RestClient(transport).GetJsonAsync(TestClient.Get(), default);
        using var cancellation = new CancellationTokenSource();
        var waiting = new RestClient(transport, whenRateLimited: _ => cancellation.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.GetJsonAsync(TestClient.Get(), cancellation.Token).WaitAsync(Patience.Limit));

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void Requests_at_the_same_time_share_what_is_left()
    {
        var limit = new RateLimit();
        limit.TrySend().ShouldBeNull();
        limit.EndRequest(Response("\"default\";r=3;t=60"));

        limit.TrySend().ShouldBeNull();
        limit.TrySend().ShouldBeNull();
        limit.TrySend().ShouldBeNull();
        limit.TrySend().ShouldNotBeNull();

        // A lost request may have been counted. Two have no response yet.
        limit.EndRequest(response: null);
        limit.TrySend().ShouldNotBeNull();
        limit.EndRequest(Response("\"default\";r=2;t=60"));
        limit.TrySend().ShouldBeNull();
        limit.TrySend().ShouldNotBeNull();
    }

    private static HttpResponseMessage Response(string limit)
    {
        var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("RateLimit", limit);
        return response;
    }
}
