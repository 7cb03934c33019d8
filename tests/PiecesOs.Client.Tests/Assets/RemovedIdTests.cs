using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Assets;

/// <summary>A negative index removes an asset from a list or message, also when the list holds it.</summary>
public class RemovedIdTests
{
    private const string Elements = """[{"id":"a"},{"id":"GONE"},{"id":"b"}]""";
    private const string Indices = """{"a":0,"gone":-1,"b":1,"never":-1}""";

    [Fact]
    public async Task Indices_before_the_elements_leave_them_out()
    {
        var removed = new RemovedIds();

        (await ReadAsync($$"""{"indices":{{Indices}},"iterable":{{Elements}} }""", removed)).ShouldBe(["a", "b"]);

        removed.All.Order().ShouldBe(["gone", "never"]);
    }

    [Fact]
    public async Task Indices_after_the_elements_are_known_when_the_list_has_ended()
    {
        var removed = new RemovedIds();

        (await ReadAsync($$"""{"iterable":{{Elements}},"score":{},"indices":{{Indices}} }""", removed)).ShouldBe(["a", "GONE", "b"]);

        removed.Contains("Gone").ShouldBeTrue();
        removed.Contains("a").ShouldBeFalse();
        removed.Contains(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"iterable":[{"id":"a"}]}""")]
    [InlineData("""{"indices":null,"iterable":[{"id":"a"}]}""")]
    [InlineData("""{"indices":{},"iterable":[{"id":"a"}]}""")]
    [InlineData("""[{"id":"a"}]""")]
    public async Task Without_negative_indices_nothing_is_removed(string list)
    {
        var removed = new RemovedIds();

        (await ReadAsync(list, removed)).ShouldBe(["a"]);

        removed.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"iterable":null}""")]
    [InlineData("""{"error":"Internal Server Error","eventId":"e1"}""")]
    [InlineData("""{"indices":{},"iterable":{} }""")]
    [InlineData("null")]
    public async Task The_lists_of_assets_and_shares_refuse_an_answer_without_a_list(string answer)
    {
        await using var server = ScriptedServer.Start(Reply.Json(answer), Reply.Json(answer));
        using var pieces = new TestPieces(server.Address);

        (await Should.ThrowAsync<MalformedResponseException>(async () => await pieces.Client.Assets.AssetsSnapshotAsync().CountAsync())).Operation.ShouldBe("assets_snapshot");
        (await Should.ThrowAsync<MalformedResponseException>(async () => await pieces.Client.Shares.SharesSnapshotAsync().CountAsync())).Operation.ShouldBe("shares_snapshot");
    }

    [Theory]
    [InlineData("/assets/identifiers")]
    [InlineData("/assets/pseudo")]
    [InlineData("/shares")]
    [InlineData("/assets/x/formats")]
    public async Task The_other_lists_honor_it_too(string path)
    {
        var list = $$"""{"indices":{{Indices}},"iterable":{{Elements}} }""";
        await using var server = ScriptedServer.Start(Reply.Json(path == "/assets/pseudo" ? $$"""{"identifiers":{{list}} }""" : list));
        using var pieces = new TestPieces(server.Address);

        var ids = path switch
        {
            "/shares" => await IdsAsync(pieces.Client.Shares.SharesSnapshotAsync(), static share => share.Id),
            "/assets/x/formats" => await IdsAsync(pieces.Client.Assets.AssetsSpecificAssetFormatsSnapshotAsync("x"), static format => format.Id),
            "/assets/pseudo" => await IdsAsync(pieces.Client.Assets.AssetsPseudoSnapshotAsync(), static identifier => identifier.Id),
            _ => await IdsAsync(pieces.Client.Assets.AssetsIdentifiersSnapshotAsync(), static identifier => identifier.Id),
        };

        ids.ShouldBe(["a", "b"]);
        server.SingleRequest.Path.ShouldBe(path);
    }

    [Fact]
    public async Task A_message_of_assets_does_not_carry_what_it_removes()
    {
        await using var server = ScriptedServer.Start(Message($$"""{"iterable":{{Elements}},"indices":{{Indices}} }"""));
        using var pieces = new TestPieces(server.Address);

        var message = (await IdsAsync(pieces.Client.AssetStreams.StreamAssetsAsync(), static assets => assets)).Single();

        message.Select(static asset => asset.Id).ShouldBe(["a", "b"]);
        message.RemovedIds.Order().ShouldBe(["gone", "never"]);
    }

    [Fact]
    public async Task A_message_of_identifiers_reports_it_as_deleted()
    {
        await using var server = ScriptedServer.Start(Message("""{"iterable":[{"asset":{"id":"a"} },{"asset":{"id":"gone"} }],"indices":{"a":0,"gone":-1} }"""));
        using var pieces = new TestPieces(server.Address);

        var message = (await IdsAsync(pieces.Client.AssetStreams.AssetsStreamIdentifiersAsync(), static identifiers => identifiers)).Single();

        message.Select(static one => (one.AssetId, one.IsDeleted)).ShouldBe([("a", null), ("gone", true)]);
    }

    private static Func<ServerConnection, Task> Message(string json) => WebSocketFrames.Send(WebSocketFrames.Text(json), WebSocketFrames.Close());

    private static async Task<List<string?>> ReadAsync(string list, RemovedIds removed)
    {
        await using var server = ScriptedServer.Start(Reply.Json(list));
        using var pieces = new TestPieces(server.Address);
        return await IdsAsync(pieces.Client.Assets.AssetsSnapshotAsync(removed: removed), static asset => asset.Id);
    }

    private static async Task<List<TResult>> IdsAsync<T, TResult>(IAsyncEnumerable<T> list, Func<T, TResult> select)
    {
        var results = new List<TResult>();
        await foreach (var element in list)
            results.Add(select(element));
        return results;
    }
}
