using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Removes resources from a share (operation <c>share-resource-delete</c>).</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShareResource", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class RemoveCloudflareShareResourceCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The resources: objects, which contain their share, or their IDs in the share.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareResourceId")]
    [CloudflareItemTransformation(typeof(CloudflareShareResource))]
    [ArgumentCompleter(typeof(CloudflareShareResourceCompleter))]
    [ValidateNotNull]
    public CloudflareItemReference[] Resource { get; set; } = [];

    /// <summary>The share of resources that are specified by ID.</summary>
    [Parameter(Position = 1)]
    [Alias("ShareId")]
    [CloudflareShareTransformation(IsSingle = true)]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference? Share { get; set; }

    /// <summary>Wait until each resource is deleted.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the resources with their status.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resource)
            await ForInputAsync(resource.Input, () => RemoveAsync(resource, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task RemoveAsync(CloudflareItemReference resource, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share, cancellationToken).ConfigureAwait(false);
        var shareId = resource.ShareIdFor(share);
        if (!await ShouldProcessAsync(resource.ToString(), $"Remove resource from share {DisplayText.Safe(shareId)}").ConfigureAwait(false))
            return;
        var path = PathOf(shareId, share?.AccountId ?? resource.AccountId);
        var result = await Api.ShareResourceDeleteAsync(path.AccountId, path.ShareId, resource.Id, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(resource.Input, $"resource {resource}", CloudflarePolling.UntilDeleted(Api, path, resource.Id, result));
        else
            WritePassThru(PassThru, result);
    }
}
