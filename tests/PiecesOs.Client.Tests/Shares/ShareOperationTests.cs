using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Shares;

[Collection(SandboxCollections.Links)]
public class ShareOperationTests(Sandbox sandbox)
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Share_snapshot_reads_one(bool? transferables, string query)
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("a share by itself"));

        var exchange = await sandbox.RecordAsync(pieces => pieces.Share.ShareSnapshotAsync(share.Id!, transferables));

        exchange.ShouldHaveSent("share_snapshot", $"GET /share/{share.Id}{query}");
        exchange.Result.Link.ShouldBe(share.Link);
        (exchange.Result.Asset!.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "a share by itself");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(false, "?transferables=false")]
    public async Task Share_update_sends_what_came_in_with_the_change(bool? transferables, string query)
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("to be private"));
        var before = share.ToJson();
        share.SetAccess(ShareAccess.Private);

        var exchange = await sandbox.RecordAsync(pieces => pieces.Share.ShareUpdateAsync(share, transferables));

        exchange.ShouldHaveSentBody("share_update", "POST /share/update" + query, before.Replace("\"access\":\"PUBLIC\"", "\"access\":\"PRIVATE\"", System.StringComparison.Ordinal));
        exchange.Result.Id.ShouldBe(share.Id);
        exchange.Result.Access.ShouldBe("PRIVATE");
        (await sandbox.Pieces.Share.ShareSnapshotAsync(share.Id!)).Access.ShouldBe("PRIVATE");
    }

    [Theory]
    [InlineData(ScoreIncrement.Reuse, "reuse")]
    [InlineData(ScoreIncrement.Update, "update")]
    [InlineData(ScoreIncrement.Reference, "reference")]
    [InlineData(ScoreIncrement.Priority, "priority")]
    [InlineData(ScoreIncrement.Searched, "searched")]
    public async Task Share_scores_increment_sends_exactly_one_flag_and_gets_no_content(ScoreIncrement increment, string flag)
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("scored"));

        var exchange = await sandbox.RecordAsync(pieces => pieces.Share.ShareScoresIncrementAsync(share.Id!, increment));

        exchange.ShouldHaveSentBody("share_scores_increment", $"POST /share/{share.Id}/scores/increment", $$$"""{"share":{"{{{flag}}}":true}}""", status: 204);
        var score = (await sandbox.Pieces.Share.ShareSnapshotAsync(share.Id!)).Score!;
        new[] { score.Reuse, score.Update, score.Reference, score.Priority, score.Searched }.Sum().ShouldBe(1);
        score.GetMember(flag).ShouldBe(1L);
        score.Automatic.ShouldBe(1);
        score.Manual.ShouldBe(0);
    }
}
