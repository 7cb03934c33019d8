using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets the accounts that are excluded from shares for organizations: all of them (operation
/// <c>share-excluded-recipients-list</c>) or specific ones (operation <c>share-excluded-recipients-get-by-id</c>). Lists are returned
/// as they arrive.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShareExcludedRecipient", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(CloudflareShareExcludedRecipient))]
public sealed class GetCloudflareShareExcludedRecipientCommand : CloudflareCmdlet
{
    /// <summary>The shares: objects or IDs. With -Id, the share that the exclusions belong to.</summary>
    [Parameter(ParameterSetName = "List", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "ById", Position = 0)]
    [Alias("ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The exclusions to get: objects, which contain their share, or IDs.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true)]
    [Alias("ExcludedRecipient", "ExcludedRecipientId")]
    [CloudflareItemTransformation(typeof(CloudflareShareExcludedRecipient))]
    [ArgumentCompleter(typeof(CloudflareExcludedRecipientCompleter))]
    [ValidateNotNull]
    public CloudflareItemReference[] Id { get; set; } = [];

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        Page.WriteUnknownTotal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var excluded in Id)
            await ForInputAsync(excluded.Input, () => GetAsync(excluded, cancellationToken)).ConfigureAwait(false);
        await Shares.ForEachAsync(ParameterSetName == "List" ? Share : [], ListAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task GetAsync(CloudflareItemReference excluded, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share.FirstOrDefault(), cancellationToken).ConfigureAwait(false);
        var path = PathOf(excluded.ShareIdFor(share), share?.AccountId ?? excluded.AccountId);
        WriteObject(await Api.ShareExcludedRecipientsGetByIdAsync(path.AccountId, path.ShareId, excluded.Id, cancellationToken).ConfigureAwait(false));
    }

    private Task ListAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var path = PathOf(share.Id!, share.AccountId);
        return Page.WriteAsync(Api.ShareExcludedRecipientsListAsync(
            path.AccountId, path.ShareId, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken));
    }
}
