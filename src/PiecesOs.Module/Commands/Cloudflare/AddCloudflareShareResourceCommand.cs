using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Adds a resource to a share (operation <c>share-resource-create</c>). Whether every recipient can use it shows a while later;
/// see -Wait.
/// </summary>
[Cmdlet(VerbsCommon.Add, "CloudflareShareResource", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class AddCloudflareShareResourceCommand : CloudflareShareChangeCmdlet
{
    /// <summary>The id of the thing to share.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>What it is, such as gateway-policy.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CloudflareResourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResourceType { get; set; }

    /// <summary>The account that it belongs to; the one that shares it when not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ResourceAccountId { get; set; }

    /// <summary>Free data about it: a hashtable. Empty when not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Meta { get; set; }

    /// <summary>The status that a resource from the pipeline has in the share it comes from. One that was removed there is left out, with a warning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Status { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (CloudflareStatus.IsLeaving(Status) && !IsStatusOf(share))
        {
            WriteWarning(DisplayText.Safe($"{ResourceType} {ResourceId} is {Status} in the share it comes from and was left out. To add it, specify it with -ResourceId."));
            return;
        }

        var input = new CloudflareResourceInput { ResourceId = ResourceId, ResourceType = ResourceType, ResourceAccountId = ResourceAccountId, Meta = Meta };
        input.ToRequest(accountId: string.Empty);
        if (!await ShouldProcessAsync(share.ToString(), DisplayText.Safe($"Add resource {input}")).ConfigureAwait(false))
            return;
        var place = PlaceOf(share);
        var log = await FailuresBeforeAsync(place, cancellationToken).ConfigureAwait(false);
        var resource = await Api.ShareResourceCreateAsync(place.AccountId, place.ShareId, input.ToRequest(place.AccountId), cancellationToken)
            .ConfigureAwait(false);
        Finish(
            share.Input, $"resource {input}", resource, CloudflarePolling.UntilShared(Api, place, resource.Id ?? string.Empty, resource.ResourceVersion, log));
    }

    /// <summary>A share from the pipeline has a Status too, which says nothing about the resource.</summary>
    private bool IsStatusOf(CloudflareShareReference share) =>
        CloudflareInput.KindOf(share.Input) == nameof(CloudflareShare)
        && CloudflareStatus.Is(share.Input is CloudflareShare live ? live.Status : InputObject.PropertyOf(share.Input, "Status"), Status!);
}
