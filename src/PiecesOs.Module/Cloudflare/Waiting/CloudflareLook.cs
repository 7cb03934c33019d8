using System.Globalization;
using System.Net;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Reads how far a change is. Each waits for what the change wants: the opposite status, an empty list and a version that lags
/// are what Cloudflare shows until it has carried the change out.
/// </summary>
internal static class CloudflareLook
{
    /// <summary>Until a share has this name.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilNamed(IResourceSharingApi api, SharePlace place, string name) => async cancellationToken =>
    {
        var share = await api.SharesGetByIdAsync(place.AccountId, place.ShareId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return share.Name?.Trim() == name.Trim() ? WaitState.Done(share) : WaitState.Pending(DisplayText.Safe($"its name is '{share.Name}'"));
    };

    /// <summary>Until a share is deleted.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilDeleted(IResourceSharingApi api, SharePlace place, CloudflareShare last) =>
        UntilGone(last, async cancellationToken =>
        {
            var share = await api.SharesGetByIdAsync(place.AccountId, place.ShareId, includeRecipientCounts: true, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return CloudflareStatus.Is(share.Status, CloudflareStatus.Deleted) ? WaitState.Done(share) : WaitState.Pending(DisplayText.Safe(Describe(share)));
        });

    /// <summary>Until a resource is deleted.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilDeleted(IResourceSharingApi api, SharePlace place, string id, CloudflareShareResource last) =>
        UntilGone(last, async cancellationToken =>
        {
            var resource = await api.ShareResourcesGetByIdAsync(place.AccountId, place.ShareId, id, cancellationToken).ConfigureAwait(false);
            return CloudflareStatus.Is(resource.Status, CloudflareStatus.Deleted) ? WaitState.Done(resource) : Pending("resource", resource.Status);
        });

    /// <summary>Until a recipient is associated.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilAssociated(IResourceSharingApi api, SharePlace place, string id, FailureLog log) =>
        cancellationToken => AtRecipientAsync(api, place, id, CloudflareStatus.Associated, log, cancellationToken);

    /// <summary>Until a recipient is disassociated.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilDisassociated(
        IResourceSharingApi api, SharePlace place, string id, FailureLog log, CloudflareShareRecipient last) =>
        UntilGone(last, cancellationToken => AtRecipientAsync(api, place, id, CloudflareStatus.Disassociated, log, cancellationToken));

    /// <summary>Until these accounts are associated.</summary>
    /// <param name="api">The operations.</param>
    /// <param name="place">The share.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="hasOrganization">
    /// Whether the share is for an organization. Cloudflare derives its recipients from the members later, so an empty list is
    /// not a finished one, and all that are listed have to be associated.
    /// </param>
    /// <param name="log">Which failures are old.</param>
    /// <param name="result">What to return.</param>
    public static Func<CancellationToken, Task<WaitState>> UntilAssociated(
        IResourceSharingApi api, SharePlace place, IReadOnlyCollection<string> accounts, bool hasOrganization, FailureLog log, object? result) =>
        async cancellationToken =>
        {
            var recipients = await ListAsync(api, place, log, cancellationToken).ConfigureAwait(false);
            var progress = new RecipientProgress(log);
            foreach (var account in accounts)
                ExpectAccount(progress, recipients, account);
            if (!hasOrganization)
                return progress.ToState(result);

            if (recipients.Count == 0)
                progress.Miss("any member of the organization");
            foreach (var recipient in recipients.Where(one => !CloudflareStatus.IsLeaving(one) && !accounts.Contains(one.RecipientAccountId, StringComparer.OrdinalIgnoreCase)))
                progress.Expect(recipient, CloudflareStatus.Associated);
            return progress.ToState(result);
        };

    /// <summary>Until these accounts are associated and all others disassociated; returns the recipients.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilMatched(
        IResourceSharingApi api, SharePlace place, IReadOnlyCollection<string> accounts, FailureLog log) => async cancellationToken =>
    {
        var recipients = await ListAsync(api, place, log, cancellationToken).ConfigureAwait(false);
        var progress = new RecipientProgress(log);
        foreach (var account in accounts)
            ExpectAccount(progress, recipients, account);
        foreach (var recipient in recipients.Where(one => !accounts.Contains(one.RecipientAccountId, StringComparer.OrdinalIgnoreCase)))
            progress.Expect(recipient, CloudflareStatus.Disassociated);
        return progress.ToState(recipients);
    };

    /// <summary>Until a resource is active, and every recipient has this version of it or a later one.</summary>
    public static Func<CancellationToken, Task<WaitState>> UntilShared(
        IResourceSharingApi api, SharePlace place, string id, long? version, FailureLog log) => async cancellationToken =>
    {
        var resource = await api.ShareResourcesGetByIdAsync(place.AccountId, place.ShareId, id, cancellationToken).ConfigureAwait(false);
        if (!CloudflareStatus.Is(resource.Status, CloudflareStatus.Active))
            return Pending("resource", resource.Status);

        var recipients = await ListAsync(api, place, log, cancellationToken).ConfigureAwait(false);
        var progress = new RecipientProgress(log);
        if (recipients.Count == 0)
            progress.Miss("any recipient");
        foreach (var recipient in recipients.Where(static one => !CloudflareStatus.IsLeaving(one)))
            progress.Expect(recipient, resource.ResourceId, Math.Max(version ?? 0, resource.ResourceVersion ?? 0));
        return progress.ToState(resource);
    };

    /// <summary>The recipients with their resources; the log records them.</summary>
    private static async Task<IReadOnlyList<CloudflareShareRecipient>> ListAsync(
        IResourceSharingApi api, SharePlace place, FailureLog log, CancellationToken cancellationToken)
    {
        var recipients = await api.ShareRecipientsListAsync(
            place.AccountId, place.ShareId, includeResources: true, perPage: CloudflareCmdlet.PerPage, cancellationToken: cancellationToken)
            .ToListAsync(static one => one, cancellationToken).ConfigureAwait(false);
        log.Read(recipients);
        return recipients;
    }

    private static async Task<WaitState> AtRecipientAsync(
        IResourceSharingApi api, SharePlace place, string id, string wanted, FailureLog log, CancellationToken cancellationToken)
    {
        var recipient = await api.ShareRecipientsGetByIdAsync(place.AccountId, place.ShareId, id, includeResources: true, cancellationToken)
            .ConfigureAwait(false);
        log.Read([recipient]);
        var progress = new RecipientProgress(log);
        progress.Expect(recipient, wanted);
        return progress.ToState(recipient);
    }

    private static void ExpectAccount(RecipientProgress progress, IEnumerable<CloudflareShareRecipient> recipients, string account)
    {
        if (recipients.FirstOrDefault(one => string.Equals(one.RecipientAccountId, account, StringComparison.OrdinalIgnoreCase)) is { } recipient)
            progress.Expect(recipient, CloudflareStatus.Associated);
        else
            progress.Miss($"recipient {account}");
    }

    /// <summary>The same until the thing is gone, which the server may show by not finding it any more.</summary>
    private static Func<CancellationToken, Task<WaitState>> UntilGone(object last, Func<CancellationToken, Task<WaitState>> look) => async cancellationToken =>
    {
        try
        {
            return await look(cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.Gone || CloudflareErrorFactory.IsNotFound(e))
        {
            return WaitState.Done(last);
        }
    };

    private static WaitState Pending(string what, string? status) => WaitState.Pending(DisplayText.Safe($"the {what} is {status ?? "without a status"}"));

    private static string Describe(CloudflareShare share)
    {
        var recipients = new (long? Count, string Status)[]
        {
            (share.AssociatedRecipientCount, "associated"),
            (share.AssociatingRecipientCount, "associating"),
            (share.DisassociatingRecipientCount, "disassociating"),
        };
        var left = recipients.Where(static one => one.Count > 0)
            .Select(static one => string.Format(CultureInfo.InvariantCulture, "{0} of its recipients {1} {2}", one.Count, one.Count == 1 ? "is" : "are", one.Status));
        return string.Join(", ", new[] { $"the share is {share.Status ?? "without a status"}" }.Concat(left));
    }
}
