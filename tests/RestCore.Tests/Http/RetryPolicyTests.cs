using RestCore.Http;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RetryPolicyTests
{
    private static readonly RetryPolicy s_policy = new() { FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(5) };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(60, 5)]
    [InlineData(5000, 5)]
    public void Waits_double_up_to_the_longest_less_a_random_quarter(int retry, int seconds)
    {
        for (var i = 0; i < 100; i++)
            s_policy.DelayBefore(retry, retryAfter: null)!.Value.TotalSeconds.ShouldBeInRange(seconds * 0.75, seconds);
    }

    [Fact]
    public void Retry_After_is_honored_exactly_unless_it_is_too_long()
    {
        s_policy.DelayBefore(0, TimeSpan.FromSeconds(5)).ShouldBe(TimeSpan.FromSeconds(5));
        s_policy.DelayBefore(0, TimeSpan.FromSeconds(5.001)).ShouldBeNull();
    }

    [Fact]
    public void Only_a_get_is_sent_again_and_only_after_a_transient_failure()
    {
        foreach (var status in new[] { 408, 429, 502, 503, 504 })
        {
            s_policy.IsTransient(HttpMethod.Get, status).ShouldBeTrue();
            s_policy.IsTransient(HttpMethod.Post, status).ShouldBeFalse();
            s_policy.IsTransient(HttpMethod.Put, status).ShouldBeFalse();
            s_policy.IsTransient(HttpMethod.Delete, status).ShouldBeFalse();
        }

        foreach (var status in new[] { 200, 400, 401, 404, 410, 500, 501, 505, 511, 593 })
            s_policy.IsTransient(HttpMethod.Get, status).ShouldBeFalse();
    }

    [Fact]
    public void None_repeats_nothing() => RetryPolicy.None.MaxRetries.ShouldBe(0);
}
