using System.Globalization;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RetryAfterTests
{
    [Fact]
    public async Task A_longer_wait_than_allowed_ends_the_request_and_is_reported()
    {
        var (failure, requests) = await FailAsync("Retry-After: 3600");

        failure.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_date_is_understood()
    {
        var (failure, requests) = await FailAsync("Retry-After: " + DateTimeOffset.UtcNow.AddHours(1).ToString("R", CultureInfo.InvariantCulture));

        failure.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(61));
        requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("Retry-After: 0")]
    [InlineData("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("Retry-After: soon")]
    [InlineData("X-None: 1")]
    public async Task Without_a_future_time_the_default_delays_apply(string header)
    {
        var (failure, requests) = await FailAsync(header);

        failure.RetryAfter.ShouldBeNull();
        requests.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_that_is_allowed_is_waited()
    {
        await using var server = ScriptedServer.Start(Reply.Status(429, "later", "Retry-After: 1"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        var answer = await new RestClient(transport).GetJsonAsync(TestClient.Get(), default);

        answer.AsInt64().ShouldBe(1);
        server.Requests.Count.ShouldBe(2);
    }

    private static async Task<(RestStatusException Failure, int Requests)> FailAsync(string header)
    {
        await using var server = ScriptedServer.Start(Reply.Status(429, "too many", header));
        using var transport = TestClient.Transport(server.Address);
        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));
        failure.ServerMessage.Text.ShouldBe("too many");
        return (failure, server.Requests.Count);
    }
}
