using System.Net;
using System.Text;
using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Errors;

/// <summary>What a server can do to any operation, as the sandbox's faults do it.</summary>
[Collection(SandboxCollections.Links)]
public class SeededFaultTests(Sandbox sandbox)
{
    private const string Share = "00000000-0000-4000-8000-000000000001";

    [Fact]
    public async Task A_500_keeps_the_words_of_a_text_answer()
    {
        await sandbox.FaultAsync("/assets/identifiers", 500, "Failed");

        var failure = await Should.ThrowAsync<RestStatusException>(() => sandbox.Pieces.Assets.AssetsIdentifiersSnapshotAsync().ToListAsync().AsTask());

        failure.Status.ShouldBe(HttpStatusCode.InternalServerError);
        failure.Operation.ShouldBe("assets_identifiers_snapshot");
        failure.ServerMessage.Text.ShouldBe("Failed");
    }

    [Fact]
    public async Task A_500_keeps_error_and_event_id_of_a_json_answer()
    {
        await sandbox.FaultAsync($"/share/{Share}/scores/increment", 500, """{"error":"Internal Server Error","eventId":"e-1"}""");

        var failure = await Should.ThrowAsync<RestStatusException>(() => sandbox.Pieces.Share.ShareScoresIncrementAsync(Share, ScoreIncrement.Reuse));

        failure.Status.ShouldBe(HttpStatusCode.InternalServerError);
        failure.ServerMessage.Text.ShouldBe("Internal Server Error");
        failure.ServerMessage.EventId.ShouldBe("e-1");
    }

    [Theory]
    [InlineData(412)]
    [InlineData(413)]
    [InlineData(505)]
    [InlineData(511)]
    public async Task A_status_without_words_is_still_that_status(int status)
    {
        await sandbox.FaultAsync("/linkify", status);

        var failure = await Should.ThrowAsync<RestStatusException>(
            () => sandbox.Pieces.Linkify.LinkifyAsync(new LinkifyBody { Seed = sandbox.Seed("x") }).ToListAsync().AsTask());

        failure.Status.ShouldBe((HttpStatusCode)status);
        failure.ServerMessage.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dropped_connection_is_lost_and_a_change_is_not_repeated()
    {
        await FaultAsync(new { path = "/assets/create$", times = 1, drop = true });

        await Should.ThrowAsync<ConnectionLostException>(() => sandbox.CreateAsync("sent once"));

        var found = await sandbox.Pieces.Assets.AssetsSnapshotAsync().ToListAsync();
        found.ShouldNotContain(asset => asset.GetContent()!.GetText() == "sent once");
    }

    [Fact]
    public async Task A_list_that_breaks_off_returns_what_arrived_whole()
    {
        await using var own = await Sandbox.StartAsync("--sample", "20");
        var all = await own.Pieces.Assets.AssetsSnapshotAsync().ToListAsync();
        var first = Encoding.UTF8.GetByteCount(all[0].ToJson());
        await own.AdminAsync(HttpMethod.Post, ".sandbox/faults", new { path = "/assets$", times = 1, truncateAfterBytes = first + 200 });
        var got = new List<Asset>();

        await Should.ThrowAsync<MalformedResponseException>(async () =>
        {
            await foreach (var asset in own.Pieces.Assets.AssetsSnapshotAsync())
                got.Add(asset);
        });

        got.ShouldHaveSingleItem().ToJson().ShouldBe(all[0].ToJson());
    }

    [Fact]
    public async Task An_answer_that_is_not_json_is_malformed()
    {
        await FaultAsync(new { path = "/user$", times = 1, status = 200, body = "<html>" });

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => sandbox.Pieces.System.UserSnapshotAsync());

        failure.Operation.ShouldBe("user_snapshot");
        failure.ByteOffset.ShouldBe(0);
    }

    private Task FaultAsync(object fault) => sandbox.AdminAsync(HttpMethod.Post, ".sandbox/faults", fault);
}
