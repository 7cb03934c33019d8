using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Replaces the accounts that are excluded from shares for organizations (operation <c>share-excluded-recipients-update</c>). Reads them
/// first (operation <c>share-excluded-recipients-list</c>), also with -WhatIf, to show which accounts are excluded and which are not any
/// more.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShareExcludedRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareExcludedRecipient))]
public sealed class SetCloudflareShareExcludedRecipientCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The shares: objects or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>All accounts to exclude. An empty list excludes none.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    [CloudflareAccountTransformation]
    [ValidateNotNull]
    public string[] ExcludedAccountId { get; set; } = [];

    /// <summary>Wait until these accounts are not recipients, and those that are not excluded any more are associated.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return all exclusions of each share after the change.</summary>
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
        var wanted = ExcludedAccountId.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var current = (await ListAsync(path, cancellationToken).ConfigureAwait(false)).Select(static excluded => excluded.ExcludedAccountId ?? string.Empty).ToArray();
        var added = wanted.Except(current, StringComparer.OrdinalIgnoreCase).ToArray();
        var removed = current.Except(wanted, StringComparer.OrdinalIgnoreCase).ToArray();
        // The list may have changed since it was read, so it is sent even if nothing seems to change.
        if (!await ShouldProcessAsync(share.ToString(), Describe(added, removed)).ConfigureAwait(false))
            return;
        var baseline = Wait ? await _changes.ReadBaselineAsync(Api, path, cancellationToken).ConfigureAwait(false) : FailureBaseline.None;
        await Api.ShareExcludedRecipientsUpdateAsync(path.AccountId, path.ShareId, wanted, cancellationToken).ConfigureAwait(false);
        var result = PassThru ? await ListAsync(path, cancellationToken).ConfigureAwait(false) : null;
        if (Wait)
            _changes.Add(share.Input, $"share {share}", CloudflarePolling.UntilChanged(Api, path, added: removed, removed: wanted, baseline, result));
        else
            WritePassThru(PassThru, result);
    }

    private Task<List<CloudflareShareExcludedRecipient>> ListAsync(SharePath path, CancellationToken cancellationToken) =>
        Api.ShareExcludedRecipientsListAsync(path.AccountId, path.ShareId, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken)
            .ToListAsync(static excluded => excluded, cancellationToken);

    private static string Describe(string[] added, string[] removed) => (added.Length, removed.Length) switch
    {
        (0, 0) => "Keep the excluded accounts as they are",
        (_, 0) => $"Exclude {Name(added)}",
        (0, _) => $"Remove exclusion of {Name(removed)}",
        _ => $"Exclude {Name(added)}; remove exclusion of {Name(removed)}",
    };

    private static string Name(string[] accounts) =>
        DisplayText.Safe($"{(accounts.Length == 1 ? "account" : "accounts")} {string.Join(", ", accounts)}");
}
