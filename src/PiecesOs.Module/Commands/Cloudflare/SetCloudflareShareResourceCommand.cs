using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Replaces the metadata of resources in a share (operation <c>share-resource-update</c>).</summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShareResource", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class SetCloudflareShareResourceCommand : CloudflareCmdlet
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

    /// <summary>The new metadata: a hashtable. It replaces all existing metadata.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public IDictionary? Meta { get; set; }

    /// <summary>Wait until every recipient has the new version of the resource.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the changed resources.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resource)
            await ForInputAsync(resource.Input, () => SetAsync(resource, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task SetAsync(CloudflareItemReference resource, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share, cancellationToken).ConfigureAwait(false);
        var shareId = resource.ShareIdFor(share);
        var meta = ObjectJson.ToElement(Meta, CloudflareCmdletErrors.MetaUnusable);
        var action = $"Set meta in share {DisplayText.Safe(shareId)} to {DisplayText.Of(meta.GetRawText())}";
        if (!await ShouldProcessAsync(resource.ToString(), action).ConfigureAwait(false))
            return;
        var path = PathOf(shareId, share?.AccountId ?? resource.AccountId);
        var baseline = Wait ? await _changes.ReadBaselineAsync(Api, path, cancellationToken).ConfigureAwait(false) : FailureBaseline.None;
        var result = await Api.ShareResourceUpdateAsync(path.AccountId, path.ShareId, resource.Id, meta, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(resource.Input, $"resource {resource}", CloudflarePolling.UntilShared(Api, path, resource.Id, result.ResourceVersion, baseline));
        else
            WritePassThru(PassThru, result);
    }
}
