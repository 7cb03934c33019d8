using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Replaces the recipients of shares with a list of accounts (operation <c>share-recipients-update</c>). Reads the recipients
/// first (operation <c>share-recipients-list</c>), also with -WhatIf, to show who is added and who is removed.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShareRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class SetCloudflareShareRecipientCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The shares: objects or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>All accounts to share with. An empty list removes all recipients.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    [CloudflareAccountTransformation]
    [ValidateNotNull]
    public string[] RecipientAccountId { get; set; } = [];

    /// <summary>Wait until these accounts are associated and all others are disassociated.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return all recipients of each share after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Shares.ForEachAsync(Share, SetAsync, cancellationToken);

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task SetAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var path = PathOf(share.Id!, share.AccountId);
        var wanted = RecipientAccountId.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var before = await ListAsync(path, cancellationToken).ConfigureAwait(false);
        var current = before.Where(static recipient => !CloudflareStatus.IsLeaving(recipient)).Select(static recipient => recipient.RecipientAccountId ?? string.Empty).ToArray();
        var added = wanted.Except(current, StringComparer.OrdinalIgnoreCase).ToArray();
        var removed = current.Except(wanted, StringComparer.OrdinalIgnoreCase).ToArray();
        // The list can lag behind an earlier change, so it is sent even if nothing seems to change.
        if (!await ShouldProcessAsync(share.ToString(), Describe(added, removed)).ConfigureAwait(false))
            return;
        await Api.ShareRecipientsUpdateAsync(path.AccountId, path.ShareId, [.. wanted.Select(ShareRecipientRequest.Account)], cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(share.Input, $"share {share}", CloudflarePolling.UntilMatched(Api, path, wanted, new FailureBaseline(before)));
        else if (PassThru)
            WritePassThru(PassThru, await ListAsync(path, cancellationToken).ConfigureAwait(false));
    }

    private Task<List<CloudflareShareRecipient>> ListAsync(SharePath path, CancellationToken cancellationToken) =>
        Api.ShareRecipientsListAsync(
            path.AccountId, path.ShareId, Wait ? true : null, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken)
            .ToListAsync(static recipient => recipient, cancellationToken);

    private static string Describe(string[] added, string[] removed) => (added.Length, removed.Length) switch
    {
        (0, 0) => "Keep the recipients as they are",
        (_, 0) => $"Add {Name(added)}",
        (0, _) => $"Remove {Name(removed)}",
        _ => $"Add {Name(added)}; remove {Name(removed)}",
    };

    private static string Name(string[] accounts) =>
        DisplayText.Safe($"{(accounts.Length == 1 ? "recipient" : "recipients")} {string.Join(", ", accounts)}");
}
