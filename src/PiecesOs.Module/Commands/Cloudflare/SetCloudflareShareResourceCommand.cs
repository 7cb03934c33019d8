using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Replaces the free data of resources of a share (operation <c>share-resource-update</c>).</summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShareResource", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class SetCloudflareShareResourceCommand : CloudflareSilentCmdlet
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

    /// <summary>The new data, whole: a hashtable. What is not in it is gone.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public IDictionary? Meta { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resource)
            await ForInputAsync(resource.Input, () => SetAsync(resource, cancellationToken)).ConfigureAwait(false);
    }

    private async Task SetAsync(CloudflareItemReference resource, CancellationToken cancellationToken)
    {
        var shareId = Share?.Id ?? resource.ShareId ?? throw CloudflareCmdletErrors.ShareRequired(resource.Id);
        var meta = CloudflareMeta.ToJson(Meta);
        var action = $"Set meta in share {DisplayText.Safe(shareId)} to {DisplayText.Of(meta.GetRawText())}";
        if (!await ShouldProcessAsync(resource.ToString(), action).ConfigureAwait(false))
            return;
        var place = PlaceOf(resource, Share);
        var log = await FailuresBeforeAsync(place, cancellationToken).ConfigureAwait(false);
        var result = await Api.ShareResourceUpdateAsync(place.AccountId, place.ShareId, resource.Id, meta, cancellationToken).ConfigureAwait(false);
        Finish(resource.Input, $"resource {resource}", result, CloudflarePolling.UntilShared(Api, place, resource.Id, result.ResourceVersion, log));
    }
}
