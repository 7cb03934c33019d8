using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Takes resources out of a share (operation <c>share-resource-delete</c>). Cloudflare takes a while for it; see -Wait.</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShareResource", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class RemoveCloudflareShareResourceCommand : CloudflareSilentCmdlet
{
    /// <summary>The resources: objects, which know their share, or their ids in the share (not the ids of the shared things).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareResourceId")]
    [CloudflareItemTransformation(typeof(CloudflareShareResource))]
    [ValidateNotNull]
    public CloudflareItemReference[] Resource { get; set; } = [];

    /// <summary>The share of resources that are given by their id.</summary>
    [Parameter(Position = 1)]
    [Alias("ShareId")]
    [CloudflareShareTransformation(IsSingle = true)]
    [ValidateNotNull]
    public CloudflareShareReference? Share { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resource)
            await ForInputAsync(resource.Input, () => RemoveAsync(resource, cancellationToken)).ConfigureAwait(false);
    }

    private async Task RemoveAsync(CloudflareItemReference resource, CancellationToken cancellationToken)
    {
        var shareId = Share?.Id ?? resource.ShareId ?? throw CloudflareCmdletErrors.ShareRequired(resource.Id);
        if (!await ShouldProcessAsync(resource.ToString(), $"Remove resource from share {DisplayText.Safe(shareId)}").ConfigureAwait(false))
            return;
        var place = PlaceOf(resource, Share);
        var result = await Api.ShareResourceDeleteAsync(place.AccountId, place.ShareId, resource.Id, cancellationToken).ConfigureAwait(false);
        Finish(resource.Input, $"resource {resource}", result, CloudflarePolling.UntilDeleted(Api, place, resource.Id, result));
    }
}
