using System.Net;
using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Streams;

/// <summary>How each of the four streams begins and ends when things go wrong.</summary>
public class StreamEndTests
{
    private delegate IAsyncEnumerable<object> Stream(AssetStreams assets, CancellationToken token);

    public static TheoryData<string, string> Operations => new()
    {
        { "assets_stream_identifiers", "/assets/stream/identifiers" },
        { "get_assets_stream_transferables", "/assets/stream/transferables" },
        { "stream_assets", "/assets/stream" },
        { "workstream_suggestions_stream", "/workstream/suggestions/stream" },
    };

    [Fact]
    public async Task A_killed_server_is_a_lost_connection_on_every_stream()
    {
        await using var sandbox = await Sandbox.StartProcessAsync("--sample", "2");
        var waiting = new List<Task>();
        foreach (var row in Operations)
        {
            var operation = row.Data.Item1;
            var stream = Open(operation)(sandbox.Pieces.AssetStreams, CancellationToken.None).GetAsyncEnumerator();
            (await stream.MoveNextAsync()).ShouldBeTrue();
            waiting.Add(ShouldLoseAsync(stream, operation));
        }

        await sandbox.KillAsync();

        await Task.WhenAll(waiting).WaitAsync(Patience.Limit);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_handshake_requests_the_path_of_the_operation(string operation, string path)
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Send(WebSocketFrames.Close()));
        using var pieces = new TestPieces(server.Address);

        (await Open(operation)(pieces.Client.AssetStreams, CancellationToken.None).ToListAsync()).ShouldBeEmpty();

        server.SingleRequest.RequestLine.ShouldBe($"GET {path} HTTP/1.1");
        server.SingleRequest.Header("Upgrade").ShouldBe("websocket");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_server_that_does_not_know_the_path_answers_404(string operation, string path)
    {
        await using var server = ScriptedServer.Start(Reply.Status(404, "Route not found"));
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => Open(operation)(pieces.Client.AssetStreams, CancellationToken.None).ToListAsync().AsTask());

        failure.Status.ShouldBe(HttpStatusCode.NotFound);
        failure.Operation.ShouldBe(operation);
        server.SingleRequest.Target.ShouldBe(path);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Cancelling_ends_the_listening(string operation, string path)
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(
            Reply.Raw(WebSocketFrames.Text("""{"iterable":[]}""")).Then(Reply.Stall())));
        using var pieces = new TestPieces(server.Address);
        using var cancellation = new CancellationTokenSource();
        await using var stream = Open(operation)(pieces.Client.AssetStreams, cancellation.Token).GetAsyncEnumerator();
        await stream.MoveNextAsync();

        var waiting = stream.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience.Limit));
        server.SingleRequest.Target.ShouldBe(path);
    }

    private static async Task ShouldLoseAsync(IAsyncEnumerator<object> stream, string operation)
    {
        await using (stream)
            (await Should.ThrowAsync<ConnectionLostException>(async () => await stream.MoveNextAsync())).Operation.ShouldBe(operation);
    }

    private static Stream Open(string operation) => operation switch
    {
        "assets_stream_identifiers" => (assets, token) => assets.AssetsStreamIdentifiersAsync(cancellationToken: token),
        "get_assets_stream_transferables" => (assets, token) => assets.GetAssetsStreamTransferablesAsync(cancellationToken: token),
        "stream_assets" => (assets, token) => assets.StreamAssetsAsync(cancellationToken: token),
        _ => (assets, token) => assets.WorkstreamSuggestionsStreamAsync(cancellationToken: token),
    };
}
