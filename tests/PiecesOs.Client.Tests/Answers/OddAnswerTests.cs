using PiecesOs.Client.Tests.Support;
using RestCore;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Answers;

/// <summary>Every operation against answers with a status of success and another form than the documented one: never a success without evidence.</summary>
public class OddAnswerTests
{
    private const string Id = "6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13";
    private const string OtherId = "00000009-1111-4222-8333-000000000009";

    private static readonly Asset s_asset = new(JsonText($$"""{"id":"{{Id}}","name":"n"}"""));
    private static readonly Share s_share = new(JsonText($$"""{"id":"{{Id}}","access":"PUBLIC"}"""));
    private static readonly JsonBody s_seed = JsonBody.From(static writer => writer.WriteRawValue("""{"type":"SEEDED_ASSET"}"""));

    private static readonly Dictionary<string, Func<ServerConnection, Task>> s_answers = new(StringComparer.Ordinal)
    {
        ["{}"] = Reply.Json("{}"),
        ["[]"] = Reply.Json("[]"),
        ["null"] = Reply.Json("null"),
        ["42"] = Reply.Json("42"),
        ["\"x\""] = Reply.Json("\"x\""),
        ["page"] = Reply.Status(200, "<!DOCTYPE html><html><head><title>Sign in to Wi-Fi</title></head><body>x</body></html>", "Content-Type: text/html"),
        ["empty"] = Reply.Text(string.Empty),
        ["other id"] = Reply.Json($$"""{"id":"{{OtherId}}"}"""),
        ["other id as text"] = Reply.Text(OtherId),
        ["no id"] = Reply.Json("""{"name":"n","link":"https://x.example/?p=1"}"""),
        ["no shares"] = Reply.Json("""{"iterable":[]}"""),
    };

    /// <summary>Each operation with the odd answers that are in order for it.</summary>
    private static readonly Operation[] s_operations =
    [
        new("assets_create_new_asset", true, static pieces => pieces.Assets.AssetsCreateNewAssetAsync(s_seed), "other id"),
        new("assets_delete_asset", true, static pieces => pieces.Assets.AssetsDeleteAssetAsync(Id)),
        new("assets_draft", false, static pieces => pieces.Assets.AssetsDraftAsync(s_seed)),
        new("assets_specific_asset_snapshot", false, static pieces => pieces.Assets.AssetsSpecificAssetSnapshotAsync(Id)),
        new("shares_create_new_share", true, static pieces => pieces.Shares.SharesCreateNewShareAsync([s_asset], ShareAccess.Public).ToListAsync().AsTask()),
        new("shares_delete_share", true, static pieces => pieces.Shares.SharesDeleteShareAsync(Id)),
        new("shares_specific_share_snapshot", false, static pieces => pieces.Shares.SharesSpecificShareSnapshotAsync(Id)),
        new("share_snapshot", false, static pieces => pieces.Share.ShareSnapshotAsync(Id)),
        new("share_update", true, static pieces => pieces.Share.ShareUpdateAsync(s_share)),
        new("share_scores_increment", true, static pieces => pieces.Share.ShareScoresIncrementAsync(Id, ScoreIncrement.Reuse), "empty"),
        new("linkify", true, static pieces => pieces.Linkify.LinkifyAsync(new LinkifyBody { Asset = s_asset }).ToListAsync().AsTask()),
        new("linkify_multiple", true, static pieces => pieces.Linkify.LinkifyMultipleAsync([Id], ShareAccess.Public).ToListAsync().AsTask()),
        new("linkify_share_revoke", true, static pieces => pieces.Linkify.LinkifyShareRevokeAsync(Id)),
        new("asset_update", true, static pieces => pieces.Asset.AssetUpdateAsync(s_asset)),
        new("format_snapshot", false, static pieces => pieces.Format.FormatSnapshotAsync(Id)),
        new("get_well_known_health", false, static pieces => pieces.System.GetWellKnownHealthAsync()),
        new("get_well_known_version", false, static pieces => pieces.System.GetWellKnownVersionAsync()),
        new("connect", false, static pieces => pieces.System.ConnectAsync("1.0")),
        new("user_snapshot", false, static pieces => pieces.System.UserSnapshotAsync(), "{}", "other id", "no id", "no shares"),
        new("materials_metrics", false, static pieces => pieces.Materials.CountAssetsAsync()),
        new("materials_identifiers", false, static pieces => pieces.Materials.ListAssetsUpdatedSinceAsync(DateTimeOffset.UnixEpoch)),
        new("assets_batch_fetch", false, static pieces => pieces.Asset.AssetsBatchFetchAsync([Id]).ToListAsync().AsTask()),
        new("tags_batch_fetch", false, static pieces => pieces.Relations.FetchRelatedAsync("tags", [Id]).ToListAsync().AsTask()),
        new("annotation_to_asset_associations", false, static pieces => pieces.Relations.ListAssociatedIdsAsync(Id, "annotations"), "no shares"),
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var operation in s_operations)
        {
            foreach (var answer in s_answers.Keys)
                cases.Add(operation.Name, answer);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Only_the_documented_form_is_a_success(string name, string answer)
    {
        var operation = s_operations.Single(one => one.Name == name);
        await using var server = ScriptedServer.Start(s_answers[answer]);
        using var pieces = new TestPieces(server.Address);

        if (operation.Accepted.Contains(answer))
        {
            await operation.Call(pieces.Client);
            return;
        }

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => operation.Call(pieces.Client));
        failure.Operation.ShouldBe(name);
        failure.IsChange.ShouldBe(operation.IsChange);
        failure.Message.ShouldStartWith($"The response to {name} from {server.Address}");
        failure.Message.Length.ShouldBeLessThan(400);
        failure.Message.ShouldNotContain("<html");
    }

    [Theory]
    [InlineData("assets_delete_asset")]
    [InlineData("shares_delete_share")]
    [InlineData("linkify_share_revoke")]
    public async Task A_deletion_is_confirmed_by_the_id_or_by_status_204(string name)
    {
        var operation = s_operations.Single(one => one.Name == name);
        await using var server = ScriptedServer.Start(
            Reply.Text(Id), Reply.Text(Id.ToUpperInvariant()), Reply.Json($"\"{Id}\""), Reply.NoContent());
        using var pieces = new TestPieces(server.Address);

        for (var i = 0; i < 4; i++)
            await operation.Call(pieces.Client);

        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_score_is_confirmed_by_status_204()
    {
        await using var server = ScriptedServer.Start(Reply.NoContent());
        using var pieces = new TestPieces(server.Address);

        await pieces.Client.Share.ShareScoresIncrementAsync(Id, ScoreIncrement.Reuse);
    }

    [Theory]
    [InlineData("ok:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13", true)]
    [InlineData("\"ok:6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13\"", true)]
    [InlineData("OK:6F0C2A3E-8D41-4C57-9B1E-0A5D7E2F4C13", true)]
    [InlineData("okay", false)]
    [InlineData("ok", false)]
    [InlineData("ok:", false)]
    [InlineData("ok: all is well", false)]
    public async Task Health_is_ok_and_an_id(string text, bool isHealthy)
    {
        await using var server = ScriptedServer.Start(Reply.Text(text));
        using var pieces = new TestPieces(server.Address);

        if (isHealthy)
            (await pieces.Client.System.GetWellKnownHealthAsync()).Text.ShouldBe(text.Trim('"'));
        else
            await Should.ThrowAsync<MalformedResponseException>(() => pieces.Client.System.GetWellKnownHealthAsync());
    }

    [Theory]
    [InlineData("migrating")]
    [InlineData("\"migrating\"")]
    public async Task Health_may_be_that_the_database_is_migrated(string text)
    {
        await using var server = ScriptedServer.Start(Reply.Text(text));
        using var pieces = new TestPieces(server.Address);

        var failure = await Should.ThrowAsync<ServerMigratingException>(() => pieces.Client.System.GetWellKnownHealthAsync());

        failure.Message.ShouldBe($"Pieces OS at {server.Address} is migrating its database.");
    }

    [Theory]
    [InlineData("""{"iterable":[{"id":"a"},42]}""")]
    [InlineData("""{"iterable":["<p>"]}""")]
    [InlineData("""{"iterable":[null]}""")]
    [InlineData("<html><title>Sign in</title></html>")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"iterable":null}""")]
    [InlineData("""{"schema":{},"indices":{}}""")]
    public async Task A_list_has_nothing_but_objects(string answer)
    {
        await using var server = ScriptedServer.Start(Reply.Json(answer));
        using var pieces = new TestPieces(server.Address);
        var assets = pieces.Client.Assets;

        foreach (var read in new Func<Task>[]
        {
            () => assets.AssetsSnapshotAsync().ToListAsync().AsTask(),
            () => assets.AssetsIdentifiersSnapshotAsync().ToListAsync().AsTask(),
            () => assets.AssetsSearchAssetsAsync("x").ToListAsync().AsTask(),
            () => assets.AssetsSearchWithFiltersAsync(new AssetsSearchWithFiltersInput { Query = "x" }).ToListAsync().AsTask(),
            () => assets.AssetsPseudoSnapshotAsync().ToListAsync().AsTask(),
            () => assets.AssetsGetRelatedAssetsAsync([s_asset]).ToListAsync().AsTask(),
            () => assets.AssetsGetRecommendedAssetsAsync([new AssetInteraction(s_asset, TimeSpan.Zero)]).ToListAsync().AsTask(),
            () => assets.AssetsSpecificAssetFormatsSnapshotAsync(Id).ToListAsync().AsTask(),
            () => pieces.Client.Shares.SharesSnapshotAsync().ToListAsync().AsTask(),
        })
        {
            var failure = await Should.ThrowAsync<MalformedResponseException>(read);
            failure.Message.ShouldContain(server.Address.ToString());
        }
    }

    [Fact]
    public async Task Status_204_in_place_of_an_object_is_malformed()
    {
        await using var server = ScriptedServer.Start(Reply.NoContent());
        using var pieces = new TestPieces(server.Address);

        await Should.ThrowAsync<MalformedResponseException>(() => pieces.Client.Assets.AssetsCreateNewAssetAsync(s_seed));
        await Should.ThrowAsync<MalformedResponseException>(() => pieces.Client.System.UserSnapshotAsync());
    }

    private static RestCore.Json.JsonValue JsonText(string text) => System.Text.Json.JsonElement.Parse(text);

    private sealed record Operation(string Name, bool IsChange, Func<PiecesClient, Task> Call, params string[] Accepted);
}
