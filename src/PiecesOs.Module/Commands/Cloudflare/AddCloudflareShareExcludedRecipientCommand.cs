using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Excludes accounts from shares for organizations (operation <c>share-excluded-recipient-create</c>).</summary>
[Cmdlet(VerbsCommon.Add, "CloudflareShareExcludedRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareExcludedRecipient))]
public sealed class AddCloudflareShareExcludedRecipientCommand : CloudflareCmdlet
{
    private readonly ExclusionWaiter _changes = new();

    /// <summary>The shares: objects or IDs. A recipient stands for the share that it belongs to.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation(AcceptsRecipient = true)]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The accounts to exclude.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("RecipientAccountId")]
    [CloudflareAccountTransformation]
    [ValidateNotNullOrEmpty]
    public string[] ExcludedAccountId { get; set; } = [];

    /// <summary>Wait until each account is disassociated, or is not a recipient.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the exclusions that were added.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Shares.ForEachAsync(Share, AddAsync, cancellationToken);

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, areExcluded: true, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task AddAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        foreach (var id in ExcludedAccountId)
            await ForInputAsync(id, () => AddAsync(share, id, cancellationToken)).ConfigureAwait(false);
    }

    private async Task AddAsync(CloudflareShareReference share, string id, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), $"Exclude account {DisplayText.Safe(id)}").ConfigureAwait(false))
            return;
        var path = PathOf(share.Id!, share.AccountId);
        if (Wait)
            await _changes.ReadBaselineAsync(Api, path, cancellationToken).ConfigureAwait(false);
        var excluded = await Api.ShareExcludedRecipientCreateAsync(path.AccountId, path.ShareId, id, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(path, share.ToString(), id, excluded);
        else
            WritePassThru(PassThru, excluded);
    }
}
