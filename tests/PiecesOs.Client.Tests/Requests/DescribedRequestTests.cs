using PiecesOs.Client.Tests.Support;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

/// <summary>The request of every operation with everything set, against the API description.</summary>
public class DescribedRequestTests
{
    private const string Id = "6f0c2a3e-8d41-4c57-9b1e-0a5d7e2f4c13";

    private static readonly Asset s_asset = new(Schemas.Sample("Asset", onlyRequired: true, withAdded: false));
    private static readonly Share s_share = new(Schemas.Sample("Share", onlyRequired: true, withAdded: false));
    private static readonly JsonBody s_seed = JsonBody.From(static writer => writer.WriteRawValue("""{"type":"SEEDED_ASSET"}"""));

    private static readonly Dictionary<string, Func<PiecesClient, Task>> s_calls = new(StringComparer.Ordinal)
    {
        ["assets_create_new_asset"] = static pieces => pieces.Assets.AssetsCreateNewAssetAsync(s_seed, transferables: true),
        ["assets_delete_asset"] = static pieces => pieces.Assets.AssetsDeleteAssetAsync(Id),
        ["assets_draft"] = static pieces => pieces.Assets.AssetsDraftAsync(s_seed, transferables: true),
        ["assets_get_recommended_assets"] = static pieces => pieces.Assets.AssetsGetRecommendedAssetsAsync(
            [new AssetInteraction(s_asset, TimeSpan.Zero), new AssetInteraction(s_asset, new TimeSpan(400, 23, 59, 58, 999), Touched: true, Scrolled: true)]).ToListAsync().AsTask(),
        ["assets_get_related_assets"] = static pieces => pieces.Assets.AssetsGetRelatedAssetsAsync([s_asset]).ToListAsync().AsTask(),
        ["assets_identifiers_snapshot"] = static pieces => pieces.Assets.AssetsIdentifiersSnapshotAsync(pseudo: true).ToListAsync().AsTask(),
        ["assets_pseudo_snapshot"] = static pieces => pieces.Assets.AssetsPseudoSnapshotAsync().ToListAsync().AsTask(),
        ["assets_search_assets"] = static pieces => pieces.Assets.AssetsSearchAssetsAsync("a b", ["t"], transferables: true, pseudo: false).ToListAsync().AsTask(),
        ["assets_search_with_filters"] = static pieces => pieces.Assets.AssetsSearchWithFiltersAsync(
            new AssetsSearchWithFiltersInput { Query = "q", Filters = [new AssetFilter { CreatedAfter = DateTimeOffset.UnixEpoch }] }, transferables: true, pseudo: false).ToListAsync().AsTask(),
        ["assets_snapshot"] = static pieces => pieces.Assets.AssetsSnapshotAsync(transferables: true, suggested: false, pseudo: false).ToListAsync().AsTask(),
        ["assets_specific_asset_formats_snapshot"] = static pieces => pieces.Assets.AssetsSpecificAssetFormatsSnapshotAsync(Id, transferables: true).ToListAsync().AsTask(),
        ["assets_specific_asset_snapshot"] = static pieces => pieces.Assets.AssetsSpecificAssetSnapshotAsync(Id, transferables: true),
        ["shares_create_new_share"] = static pieces => pieces.Shares.SharesCreateNewShareAsync([s_asset], ShareAccess.Private, ["a"], "N", transferables: true).ToListAsync().AsTask(),
        ["shares_delete_share"] = static pieces => pieces.Shares.SharesDeleteShareAsync(Id),
        ["shares_snapshot"] = static pieces => pieces.Shares.SharesSnapshotAsync(transferables: true).ToListAsync().AsTask(),
        ["shares_specific_share_snapshot"] = static pieces => pieces.Shares.SharesSpecificShareSnapshotAsync(Id, transferables: true),
        ["share_scores_increment"] = static pieces => pieces.Share.ShareScoresIncrementAsync(Id, ScoreIncrement.Priority),
        ["share_snapshot"] = static pieces => pieces.Share.ShareSnapshotAsync(Id, transferables: true),
        ["share_update"] = static pieces => pieces.Share.ShareUpdateAsync(s_share, transferables: true),
        ["linkify"] = static pieces => pieces.Linkify.LinkifyAsync(new LinkifyBody { Asset = s_asset, UserEmails = ["a"] }).ToListAsync().AsTask(),
        ["linkify_multiple"] = static pieces => pieces.Linkify.LinkifyMultipleAsync([Id], ShareAccess.Private, ["a"], "N").ToListAsync().AsTask(),
        ["linkify_share_revoke"] = static pieces => pieces.Linkify.LinkifyShareRevokeAsync(Id),
    };

    public static TheoryData<string> Operations => [.. Descriptions.OfPieces];

    /// <summary>Every scripted server of all tests applies this to each request.</summary>
    [Theory]
    [InlineData("GET /assets?transferables=yes", "", "assets_snapshot: transferables is 'yes', not boolean.")]
    [InlineData("GET /assets?page=1", "", "assets_snapshot has no parameter 'page'.")]
    [InlineData("POST /linkify/s/revoke", "{}", "linkify_share_revoke has no body.")]
    [InlineData("POST /assets/create", """{"type":"SEEDED_ASSET","asset":{}}""", "assets_create_new_asset: $.asset.application is required.")]
    [InlineData("POST /linkify/multiple", """{"assets":[7],"access":"PUBLIC"}""", "linkify_multiple: $.assets[] is number, not string.")]
    [InlineData("POST /share/update", """{"odd":1}""", null)]
    [InlineData("PUT /client/v4/accounts/a/shares/s", """{"title":"n"}""", "share-update: $ is a CloudflareShareUpdate, which has no 'title'.")]
    [InlineData("PATCH /client/v4/accounts/a/shares/s", "{}", null)]
    public void What_is_not_as_described_is_found(string line, string body, string? problem)
    {
        var problems = Descriptions.ProblemsOf(new RecordedRequest(line + " HTTP/1.1", System.Text.Encoding.UTF8.GetBytes(body))).ToArray();

        if (problem is null)
            problems.ShouldBeEmpty();
        else
            problems.ShouldContain(problem, string.Join('|', problems));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_is_as_described(string operation)
    {
        await using var server = ScriptedServer.Start(Reply.Status(400, "enough"));
        using var pieces = new TestPieces(server.Address);

        (await Should.ThrowAsync<RestCore.RestStatusException>(() => s_calls[operation](pieces.Client))).Operation.ShouldBe(operation);

        Descriptions.ProblemsOf(server.SingleRequest, operation).ShouldBeEmpty();
    }
}
