using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Streams;

[Collection(SandboxCollections.Streams)]
public class IdentifierStreamTests(Sandbox sandbox)
{
    [Fact]
    public async Task The_first_frame_is_the_whole_list()
    {
        var first = await sandbox.CreateAsync("first in the stream");
        var second = await sandbox.CreateAsync("second in the stream");
        var connected = 0;
        await using var stream = new StreamReader<StreamedIdentifier>(token => sandbox.Pieces.AssetStreams.AssetsStreamIdentifiersAsync(() => connected++, token));

        var frame = await stream.NextAsync();

        connected.ShouldBe(1);
        var all = await sandbox.Pieces.Assets.AssetsIdentifiersSnapshotAsync().ToListAsync();
        frame.Select(item => item.AssetId).ShouldBe(all.Select(item => item.Id));
        frame.Select(item => item.AssetId).ShouldContain(first.Id);
        frame.Select(item => item.AssetId).ShouldContain(second.Id);
        frame.ShouldAllBe(item => item.IsDeleted == null);
    }

    [Fact]
    public async Task Later_frames_report_what_was_created_and_deleted()
    {
        await using var stream = new StreamReader<StreamedIdentifier>(token => sandbox.Pieces.AssetStreams.AssetsStreamIdentifiersAsync(cancellationToken: token));
        await stream.NextAsync();

        var asset = await sandbox.CreateAsync("comes and goes");
        var created = await stream.NextAsync();
        await sandbox.Pieces.Assets.AssetsDeleteAssetAsync(asset.Id!);
        var deleted = await stream.NextAsync();

        created.ShouldHaveSingleItem().AssetId.ShouldBe(asset.Id);
        created[0].IsDeleted.ShouldBeNull();
        deleted.ShouldHaveSingleItem().AssetId.ShouldBe(asset.Id);
        deleted[0].IsDeleted.ShouldBe(true);
    }

    [Fact]
    public async Task A_frame_may_contain_several_items_and_other_resources()
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Send(
            WebSocketFrames.Text(
                """
                {"iterable":[{"asset":{"id":"a"},"deleted":false,"updated":{"value":"2025-05-20T12:41:46.211Z"}},
                {"asset":{"id":"b"},"deleted":true},{"tag":{"id":"t"}},{"subscription":{"id":"s"}}]}
                """),
            WebSocketFrames.Text("{}"),
            WebSocketFrames.Text("""[{"asset":{"id":"c"}}]"""),
            WebSocketFrames.Close()));
        using var pieces = new TestPieces(server.Address);
        await using var stream = new StreamReader<StreamedIdentifier>(token => pieces.Client.AssetStreams.AssetsStreamIdentifiersAsync(cancellationToken: token));

        var frame = await stream.NextAsync();

        frame.Select(item => item.AssetId).ShouldBe(["a", "b", null, null]);
        frame.Select(item => item.IsDeleted).ShouldBe([false, true, null, null]);
        frame[0].Updated!.Value.Millisecond.ShouldBe(211);
        frame[3].GetMemberNames().ShouldBe(["subscription"]);
        (await stream.NextAsync()).ShouldBeEmpty();
        (await stream.NextAsync()).Single().AssetId.ShouldBe("c");
        (await stream.TryNextAsync()).ShouldBeNull();
    }
}
