using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Deletes shares (operation <c>share-delete</c>). Their recipients lose the resources.</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShare", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShare))]
public sealed class RemoveCloudflareShareCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The shares: objects or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>Wait until each share is deleted.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the shares with their status.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Shares.ForEachAsync(Share, RemoveAsync, cancellationToken);

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task RemoveAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), "Delete Cloudflare share").ConfigureAwait(false))
            return;
        var path = PathOf(share.Id!, share.AccountId);
        var result = await Api.ShareDeleteAsync(path.AccountId, path.ShareId, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(share.Input, $"share {share}", CloudflarePolling.UntilDeleted(Api, path, result));
        else
            WritePassThru(PassThru, result);
    }
}
