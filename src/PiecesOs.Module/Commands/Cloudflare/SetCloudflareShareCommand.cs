using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Renames shares (operation <c>share-update</c>).</summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShare", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShare))]
public sealed class SetCloudflareShareCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The shares: objects or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Wait until each share has the new name.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the renamed shares.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Shares.ForEachAsync(Share, RenameAsync, cancellationToken);

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task RenameAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), $"Set name to '{DisplayText.Safe(Name)}'").ConfigureAwait(false))
            return;
        var path = PathOf(share.Id!, share.AccountId);
        var result = await Api.ShareUpdateAsync(path.AccountId, path.ShareId, Name, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(share.Input, $"share {share}", CloudflarePolling.UntilNamed(Api, path, Name));
        else
            WritePassThru(PassThru, result);
    }
}
