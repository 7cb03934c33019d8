using System.Diagnostics;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>Every wait ends as soon as the caller cancels, long before its own limit.</summary>
public class CancellationTests
{
    [Fact]
    public async Task While_the_server_does_not_answer() =>
        await ShouldEndAsync(Reply.Stall(), (client, token) => client.GetJsonAsync(TestClient.Get(), token));

    [Fact]
    public async Task While_a_post_waits() =>
        await ShouldEndAsync(Reply.Stall(), (client, token) => client.GetTextAsync(TestClient.Post(body: TestClient.Body("1")), token));

    [Fact]
    public async Task While_a_list_stalls()
    {
        var second = new TaskCompletionSource();
        await ShouldEndAsync(
            Stalled(200),
            async (client, token) =>
            {
                await foreach (var element in client.GetListAsync(TestClient.Get(), [], json => json.GetRawText(), token))
                {
                    if (element == "2")
                        second.SetResult();
                }
            },
            () => second.Task);
    }

    [Fact]
    public async Task While_json_stalls() =>
        await ShouldEndAsync(Stalled(200), (client, token) => client.GetJsonAsync(TestClient.Get(), token), UntilTheBodyIsReadAsync);

    [Fact]
    public async Task While_text_stalls() =>
        await ShouldEndAsync(Stalled(200), (client, token) => client.GetTextAsync(TestClient.Get(), token), UntilTheBodyIsReadAsync);

    [Fact]
    public async Task While_an_error_stalls() =>
        await ShouldEndAsync(Stalled(404), (client, token) => client.GetTextAsync(TestClient.Get(), token), UntilTheBodyIsReadAsync);

    [Fact]
    public async Task While_waiting_to_try_again()
    {
        var refused = new TaskCompletionSource();
        await ShouldEndAsync(
            Reply.Status(429, "later", "Retry-After: 20"),
            (client, token) => client.GetTextAsync(TestClient.Get(), token),
            () => refused.Task,
            _ => refused.SetResult());
    }

    [Fact]
    public async Task Before_anything_is_sent()
    {
        await using var server = ScriptedServer.Start(Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<OperationCanceledException>(
            () => new RestClient(transport).GetTextAsync(TestClient.Post(), new CancellationToken(canceled: true)));

        server.Requests.ShouldBeEmpty();
    }

    private static Func<ServerConnection, Task> Stalled(int status) => Reply.Stall(Reply.Head(status, "Content-Length: 1000") + "[1,2,");

    /// <summary>No event shows that the client has begun to read.</summary>
    private static Task UntilTheBodyIsReadAsync() => Task.Delay(100);

    private static async Task ShouldEndAsync(
        Func<ServerConnection, Task> reply, Func<RestClient, CancellationToken, Task> call, Func<Task>? untilWaiting = null, Action<RequestTrace>? trace = null)
    {
        await using var server = ScriptedServer.Start(reply);
        using var transport = TestClient.Transport(server.Address);
        using var cancellation = new CancellationTokenSource();

        var running = call(new RestClient(transport, trace: trace), cancellation.Token);
        await server.WaitForRequestsAsync(1);
        if (untilWaiting is not null)
            await untilWaiting().WaitAsync(Patience.Limit);
        running.IsCompleted.ShouldBeFalse();
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        clock.Elapsed.ShouldBeLessThan(Patience.Prompt);
        server.Requests.Count.ShouldBe(1);
    }
}
