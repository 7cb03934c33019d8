using System.Net;
using PiecesOs.Client.Tests.Support;
using RestCore;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Errors;

/// <summary>The statuses that the API documents name, as the sandbox answers them by itself.</summary>
[Collection(SandboxCollections.Links)]
public class DocumentedStatusTests(Sandbox sandbox)
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task A_deleted_asset_is_gone()
    {
        var asset = await sandbox.CreateAsync("soon gone");
        await sandbox.Pieces.Assets.AssetsDeleteAssetAsync(asset.Id!);

        await ShouldFailAsync(410, "assets_specific_asset_snapshot", pieces => pieces.Assets.AssetsSpecificAssetSnapshotAsync(asset.Id!));
        await ShouldFailAsync(410, "assets_specific_asset_formats_snapshot", pieces => pieces.Assets.AssetsSpecificAssetFormatsSnapshotAsync(asset.Id!).ToListAsync().AsTask());
        await ShouldFailAsync(410, "assets_delete_asset", pieces => pieces.Assets.AssetsDeleteAssetAsync(asset.Id!));
    }

    [Fact]
    public async Task What_never_was_is_not_found()
    {
        await ShouldFailAsync(404, "assets_specific_asset_snapshot", pieces => pieces.Assets.AssetsSpecificAssetSnapshotAsync(Nobody));
        await ShouldFailAsync(404, "share_snapshot", pieces => pieces.Share.ShareSnapshotAsync(Nobody));
        await ShouldFailAsync(404, "linkify_share_revoke", pieces => pieces.Linkify.LinkifyShareRevokeAsync(Nobody));
    }

    [Fact]
    public async Task A_deleted_share_is_gone()
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("shared for a while"));
        await sandbox.Pieces.Shares.SharesDeleteShareAsync(share.Id!);

        await ShouldFailAsync(410, "shares_specific_share_snapshot", pieces => pieces.Shares.SharesSpecificShareSnapshotAsync(share.Id!));
        await ShouldFailAsync(410, "share_update", pieces => pieces.Share.ShareUpdateAsync(share));
    }

    [Fact]
    public async Task A_name_in_use_is_a_conflict_with_the_message_of_the_server()
    {
        var asset = await sandbox.CreateAsync("wants a name");
        await sandbox.Pieces.Linkify.LinkifyMultipleAsync([asset.Id!], ShareAccess.Public, name: "TAKEN").ToListAsync();

        var conflict = await ShouldFailAsync(
            409, "linkify_multiple", pieces => pieces.Linkify.LinkifyMultipleAsync([asset.Id!], ShareAccess.Public, name: "TAKEN").ToListAsync().AsTask());

        conflict.ServerMessage.Text.ShouldContain("TAKEN");
        conflict.Message.ShouldContain(conflict.ServerMessage.Text);
    }

    [Fact]
    public async Task A_collection_of_what_is_not_backed_up_fails_the_expectation()
    {
        var asset = await sandbox.CreateAsync("backed up");

        var failure = await ShouldFailAsync(
            417, "linkify_multiple", pieces => pieces.Linkify.LinkifyMultipleAsync([asset.Id!, Nobody], ShareAccess.Public).ToListAsync().AsTask());

        failure.ServerMessage.Text.ShouldContain(Nobody);
    }

    [Fact]
    public async Task A_search_for_nothing_is_a_server_error() =>
        await ShouldFailAsync(500, "assets_search_assets", pieces => pieces.Assets.AssetsSearchAssetsAsync().ToListAsync().AsTask());

    [Fact]
    public async Task A_seed_without_content_is_a_server_error()
    {
        var seed = JsonBody.From(writer => writer.WriteRawValue("""{"type":"SEEDED_ASSET","asset":{}}"""));

        await ShouldFailAsync(500, "assets_draft", pieces => pieces.Assets.AssetsDraftAsync(seed));
        await ShouldFailAsync(500, "assets_create_new_asset", pieces => pieces.Assets.AssetsCreateNewAssetAsync(seed));
    }

    private async Task<RestStatusException> ShouldFailAsync(int status, string operation, Func<PiecesClient, Task> call)
    {
        var failure = await Should.ThrowAsync<RestStatusException>(() => call(sandbox.Pieces));
        failure.Status.ShouldBe((HttpStatusCode)status);
        failure.Operation.ShouldBe(operation);
        failure.ServerMessage.Text.ShouldNotBeEmpty();
        return failure;
    }
}
