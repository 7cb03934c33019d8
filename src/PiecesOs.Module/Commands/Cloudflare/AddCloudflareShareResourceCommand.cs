using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Adds a resource to shares (operation <c>share-resource-create</c>).</summary>
[Cmdlet(VerbsCommon.Add, "CloudflareShareResource", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class AddCloudflareShareResourceCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The shares: objects or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The ID of the resource to share.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The type of the resource, such as gateway-policy.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CloudflareResourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResourceType { get; set; }

    /// <summary>The account that owns the resource. The default is the account that shares it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ResourceAccountId { get; set; }

    /// <summary>The metadata of the resource: a hashtable. The default is empty.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Meta { get; set; }

    /// <summary>The status of a resource from the pipeline in the share that it comes from. A removed resource is skipped with a warning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Status { get; set; }

    /// <summary>Wait until the resource is active and every recipient has it.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the resource that was added.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Shares.ForEachAsync(Share, AddAsync, cancellationToken);

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task AddAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (CloudflareStatus.IsLeaving(Status) && !IsStatusOf(share))
        {
            WriteWarning(CloudflareCmdletErrors.Skipped($"{ResourceType} {ResourceId}", Status, "with -ResourceId"));
            return;
        }

        var input = new CloudflareResourceInput { ResourceId = ResourceId, ResourceType = ResourceType, ResourceAccountId = ResourceAccountId, Meta = Meta };
        input.ToRequest(accountId: string.Empty);
        if (!await ShouldProcessAsync(share.ToString(), DisplayText.Safe($"Add resource {input}")).ConfigureAwait(false))
            return;
        var path = PathOf(share.Id!, share.AccountId);
        var baseline = Wait ? await _changes.ReadBaselineAsync(Api, path, cancellationToken).ConfigureAwait(false) : FailureBaseline.None;
        var resource = await Api.ShareResourceCreateAsync(path.AccountId, path.ShareId, input.ToRequest(path.AccountId), cancellationToken)
            .ConfigureAwait(false);
        if (Wait)
            _changes.Add(share.Input, $"resource {input}", CloudflarePolling.UntilShared(Api, path, resource.Id ?? string.Empty, resource.ResourceVersion, baseline));
        else
            WritePassThru(PassThru, resource);
    }

    /// <summary>A share from the pipeline also binds its own status, which is not that of the resource.</summary>
    private bool IsStatusOf(CloudflareShareReference share) =>
        CloudflareInput.KindOf(share.Input) == nameof(CloudflareShare)
        && CloudflareStatus.Is(share.Input is CloudflareShare live ? live.Status : InputObject.PropertyOf(share.Input, "Status"), Status!);
}
