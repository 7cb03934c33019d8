using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Applies the changes of a plan. Every step can be repeated: what a plan wants is compared with what is there, so an interrupted run
/// continues with what is left.
/// </summary>
/// <param name="cmdlet">Reports the failures.</param>
/// <param name="accountId">The account that shares.</param>
internal sealed class ShareSync(CloudflareCmdlet cmdlet, string accountId)
{
    /// <summary>More changed recipients than this are sent in one request, because Cloudflare allows 1,200 requests in five minutes.</summary>
    private const int MaxSingleRecipients = 20;

    private readonly ChangeWaiter _waiter = new();
    private readonly List<CloudflareShareChange> _changes = [];

    private IResourceSharingApi Api => cmdlet.Api;

    /// <summary>Creates a share.</summary>
    public Task CreateAsync(CloudflareShareChange change, DesiredShare wanted, CancellationToken cancellationToken) => ApplyAsync(change, async () =>
    {
        var resources = wanted.Resources.Select(resource => resource.ToRequest(accountId)).ToArray();
        var share = await Api.ShareCreateAsync(accountId, wanted.Name, wanted.ToRecipients(), resources, cancellationToken).ConfigureAwait(false);
        change.ShareId = share.Id;
        var path = new SharePath(accountId, share.Id!);
        foreach (var account in wanted.Excluded)
            await Api.ShareExcludedRecipientCreateAsync(path.AccountId, path.ShareId, account, cancellationToken).ConfigureAwait(false);
        var excluded = CloudflarePolling.UntilChanged(Api, path, added: [], wanted.Excluded, FailureBaseline.None, share);
        var associated = CloudflarePolling.UntilAssociated(Api, path, wanted.Accounts, wanted.OrganizationId is not null, FailureBaseline.None, share);
        return wanted.Excluded.Count == 0
            ? associated
            : async token => await excluded(token).ConfigureAwait(false) is { IsDone: false } pending ? pending : await associated(token).ConfigureAwait(false);
    });

    /// <summary>Deletes a share.</summary>
    public Task RemoveAsync(CloudflareShareChange change, CancellationToken cancellationToken) => ApplyAsync(change, async () =>
    {
        var path = new SharePath(accountId, change.ShareId!);
        var share = await Api.ShareDeleteAsync(path.AccountId, path.ShareId, cancellationToken).ConfigureAwait(false);
        return CloudflarePolling.UntilDeleted(Api, path, share);
    });

    /// <summary>Changes what a share consists of.</summary>
    public async Task ChangeAsync(IReadOnlyCollection<CloudflareShareChange> changes, PresentShare present, CancellationToken cancellationToken)
    {
        var path = new SharePath(accountId, present.Share.Id!);
        var recipients = changes.Where(static change => change.Kind == CloudflareSharePart.Recipient).ToArray();
        if (recipients.Length > MaxSingleRecipients)
            await ReplaceRecipientsAsync(recipients, path, present, cancellationToken).ConfigureAwait(false);
        foreach (var change in recipients.Length > MaxSingleRecipients ? changes.Except(recipients) : changes)
            await ApplyAsync(change, () => SendAsync(change, path, present, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Waits until Cloudflare has completed the changes, and returns each; those that failed as not applied.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _waiter.WaitAsync(cmdlet, Complete, cancellationToken).ConfigureAwait(false);
        foreach (var failed in _changes.Where(static change => !change.Applied))
            cmdlet.WriteObject(failed);
    }

    private void Complete(object? changes)
    {
        foreach (var change in (IReadOnlyCollection<CloudflareShareChange>)changes!)
        {
            change.Applied = true;
            cmdlet.WriteObject(change);
        }
    }

    /// <summary>Sends a change. The wait for it comes later. A failure concerns this change only.</summary>
    private Task ApplyAsync(CloudflareShareChange change, Func<Task<Func<CancellationToken, Task<PollResult>>>> send)
    {
        _changes.Add(change);
        return cmdlet.ForInputAsync(change, async () => Wait([change], await send().ConfigureAwait(false)));
    }

    private void Wait(IReadOnlyCollection<CloudflareShareChange> changes, Func<CancellationToken, Task<PollResult>> poll)
    {
        var name = changes.Count == 1 ? changes.First().ToString() : $"recipients of share {changes.First().Share}";
        _waiter.Add(changes.First(), name, async cancellationToken =>
        {
            var state = await poll(cancellationToken).ConfigureAwait(false);
            return state.IsDone ? PollResult.Done(changes) : state;
        });
    }

    private async Task<Func<CancellationToken, Task<PollResult>>> SendAsync(
        CloudflareShareChange change, SharePath path, PresentShare present, CancellationToken cancellationToken)
    {
        var (account, share) = (path.AccountId, path.ShareId);
        var baseline = new FailureBaseline(present.Recipients);
        switch (change.Kind, change.Action)
        {
            case (CloudflareSharePart.Recipient, CloudflareShareAction.Create):
                var recipient = await Api.ShareRecipientCreateAsync(account, share, ShareRecipientRequest.Account(change.Target), cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilAssociated(_waiter.RecipientsOf(Api, path), recipient.Id!, baseline);
            case (CloudflareSharePart.Recipient, _):
                var leaving = present.Active.First(one => string.Equals(one.RecipientAccountId, change.Target, StringComparison.OrdinalIgnoreCase));
                var left = await Api.ShareRecipientDeleteAsync(account, share, leaving.Id!, cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilDisassociated(_waiter.RecipientsOf(Api, path), leaving.Id!, baseline, left);
            case (CloudflareSharePart.ExcludedRecipient, CloudflareShareAction.Create):
                await Api.ShareExcludedRecipientCreateAsync(account, share, change.Target, cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilChanged(Api, path, added: [], [change.Target], baseline, result: null);
            case (CloudflareSharePart.ExcludedRecipient, _):
                var excluded = present.Excluded.First(one => string.Equals(one.ExcludedAccountId, change.Target, StringComparison.OrdinalIgnoreCase));
                await Api.ShareExcludedRecipientDeleteAsync(account, share, excluded.Id!, cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilChanged(Api, path, [change.Target], removed: [], baseline, result: null);
            case (_, CloudflareShareAction.Create):
                var resource = await Api.ShareResourceCreateAsync(account, share, change.Wanted!.ToRequest(accountId), cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilShared(Api, path, resource.Id!, resource.ResourceVersion, baseline);
            case (_, CloudflareShareAction.Update):
                var id = change.Present!.Id!;
                var updated = await Api.ShareResourceUpdateAsync(account, share, id, change.Wanted!.Meta, cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilShared(Api, path, id, updated.ResourceVersion, baseline);
            default:
                var gone = await Api.ShareResourceDeleteAsync(account, share, change.Present!.Id!, cancellationToken).ConfigureAwait(false);
                return CloudflarePolling.UntilDeleted(Api, path, change.Present!.Id!, gone);
        }
    }

    /// <summary>Replaces the list of recipients. It is read again immediately before, so that a recipient that was just added stays.</summary>
    private async Task ReplaceRecipientsAsync(CloudflareShareChange[] changes, SharePath path, PresentShare present, CancellationToken cancellationToken)
    {
        _changes.AddRange(changes);
        await cmdlet.ForInputAsync(changes[0], async () =>
        {
            var added = changes.Where(static change => change.Action == CloudflareShareAction.Create).Select(static change => change.Target).ToArray();
            var removed = changes.Where(static change => change.Action == CloudflareShareAction.Remove).Select(static change => change.Target).ToArray();
            var now = present with { Recipients = await CloudflarePolling.ListRecipientsAsync(Api, path, cancellationToken).ConfigureAwait(false) };
            var all = now.Active.Select(static recipient => recipient.RecipientAccountId ?? string.Empty).Except(removed, StringComparer.OrdinalIgnoreCase)
                .Union(added, StringComparer.OrdinalIgnoreCase);
            await Api.ShareRecipientsUpdateAsync(path.AccountId, path.ShareId, [.. all.Select(ShareRecipientRequest.Account)], cancellationToken).ConfigureAwait(false);
            Wait(changes, CloudflarePolling.UntilChanged(Api, path, added, removed, new FailureBaseline(now.Recipients), result: null));
        }).ConfigureAwait(false);
    }
}
