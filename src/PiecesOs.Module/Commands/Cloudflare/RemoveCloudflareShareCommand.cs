using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Deletes Cloudflare shares (operation <c>share-delete</c>): their recipients lose what was shared. Cloudflare takes a while
/// for it; see -Wait.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShare", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShare))]
public sealed class RemoveCloudflareShareCommand : CloudflareShareChangeCmdlet
{
    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), "Delete Cloudflare share").ConfigureAwait(false))
            return;
        var place = PlaceOf(share);
        var result = await Api.ShareDeleteAsync(place.AccountId, place.ShareId, cancellationToken).ConfigureAwait(false);
        Finish(share.Input, $"share {share}", result, CloudflarePolling.UntilDeleted(Api, place, result));
    }
}
