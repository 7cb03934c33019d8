using System.Globalization;
using System.Net;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Reads whether a change is complete. Each function waits for the goal of the change, because Cloudflare shows the opposite
/// status, an empty list, or an old version until it has completed the change.
/// </summary>
internal static class CloudflarePolling
{
    /// <summary>Until a share has this name.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilNamed(IResourceSharingApi api, SharePath path, string name) => async cancellationToken =>
    {
        var share = await api.SharesGetByIdAsync(path.AccountId, path.ShareId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return share.Name?.Trim() == name.Trim() ? PollResult.Done(share) : PollResult.Pending(DisplayText.Safe($"its name is '{share.Name}'"));
    };

    /// <summary>Until a share is deleted.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilDeleted(IResourceSharingApi api, SharePath path, CloudflareShare last) =>
        UntilGone(last, async cancellationToken =>
        {
            var share = await api.SharesGetByIdAsync(path.AccountId, path.ShareId, includeRecipientCounts: true, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return CloudflareStatus.Is(share.Status, CloudflareStatus.Deleted) ? PollResult.Done(share) : PollResult.Pending(DisplayText.Safe(Describe(share)));
        });

    /// <summary>Until a resource is deleted.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilDeleted(IResourceSharingApi api, SharePath path, string id, CloudflareShareResource last) =>
        UntilGone(last, async cancellationToken =>
        {
            var resource = await api.ShareResourcesGetByIdAsync(path.AccountId, path.ShareId, id, cancellationToken).ConfigureAwait(false);
            return CloudflareStatus.Is(resource.Status, CloudflareStatus.Deleted) ? PollResult.Done(resource) : PendingResource(resource);
        });

    /// <summary>Until a recipient is associated.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilAssociated(AwaitedRecipients recipients, string id, FailureBaseline baseline) =>
        UntilStatus(recipients, id, CloudflareStatus.Associated, baseline);

    /// <summary>Until a recipient is disassociated.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilDisassociated(
        AwaitedRecipients recipients, string id, FailureBaseline baseline, CloudflareShareRecipient last) =>
        UntilGone(last, UntilStatus(recipients, id, CloudflareStatus.Disassociated, baseline));

    /// <summary>
    /// Until these accounts are associated. Cloudflare lists the members of an organization as recipients later, so with an
    /// organization at least one recipient must be listed, and all listed recipients must be associated.
    /// </summary>
    public static Func<CancellationToken, Task<PollResult>> UntilAssociated(
        IResourceSharingApi api, SharePath path, IReadOnlyCollection<string> accounts, bool hasOrganization, FailureBaseline baseline, object? result) =>
        async cancellationToken =>
        {
            var recipients = await ListRecipientsAsync(api, path, cancellationToken).ConfigureAwait(false);
            var progress = Expect(recipients, accounts, baseline);
            if (!hasOrganization)
                return progress.ToResult(result);

            if (recipients.Count == 0)
                progress.AddMissing("any member of the organization");
            foreach (var recipient in Except(recipients, accounts).Where(static recipient => !CloudflareStatus.IsLeaving(recipient)))
                progress.Expect(recipient, CloudflareStatus.Associated);
            return progress.ToResult(result);
        };

    /// <summary>Until these accounts are associated and all others disassociated; returns the recipients.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilMatched(
        IResourceSharingApi api, SharePath path, IReadOnlyCollection<string> accounts, FailureBaseline baseline) => async cancellationToken =>
    {
        var recipients = await ListRecipientsAsync(api, path, cancellationToken).ConfigureAwait(false);
        var progress = Expect(recipients, accounts, baseline);
        foreach (var recipient in Except(recipients, accounts))
            progress.Expect(recipient, CloudflareStatus.Disassociated);
        return progress.ToResult(recipients);
    };

    /// <summary>Until these accounts are associated, and those are disassociated or not listed.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilChanged(
        IResourceSharingApi api, SharePath path, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed, FailureBaseline baseline, object? result) =>
        async cancellationToken =>
        {
            var recipients = await ListRecipientsAsync(api, path, cancellationToken).ConfigureAwait(false);
            var progress = Expect(recipients, added, baseline);
            var leaving = new HashSet<string?>(removed, StringComparer.OrdinalIgnoreCase);
            foreach (var recipient in recipients.Where(recipient => leaving.Contains(recipient.RecipientAccountId)))
                progress.Expect(recipient, CloudflareStatus.Disassociated);
            return progress.ToResult(result);
        };

    /// <summary>Until a resource is active and every recipient has this version of it or a later one.</summary>
    public static Func<CancellationToken, Task<PollResult>> UntilShared(
        IResourceSharingApi api, SharePath path, string id, long? version, FailureBaseline baseline) => async cancellationToken =>
    {
        var resource = await api.ShareResourcesGetByIdAsync(path.AccountId, path.ShareId, id, cancellationToken).ConfigureAwait(false);
        if (!CloudflareStatus.Is(resource.Status, CloudflareStatus.Active))
            return PendingResource(resource);

        var recipients = await ListRecipientsAsync(api, path, cancellationToken).ConfigureAwait(false);
        var progress = Expect(recipients, accounts: [], baseline);
        if (recipients.Count == 0)
            progress.AddMissing("any recipient");
        foreach (var recipient in recipients.Where(static recipient => !CloudflareStatus.IsLeaving(recipient)))
            progress.Expect(recipient, resource.ResourceId, Math.Max(version ?? 0, resource.ResourceVersion ?? 0));
        return progress.ToResult(resource);
    };

    /// <summary>All recipients of a share, with their resources.</summary>
    public static async Task<IReadOnlyCollection<CloudflareShareRecipient>> ListRecipientsAsync(IResourceSharingApi api, SharePath path, CancellationToken cancellationToken) =>
        await ListRecipients(api, path, cancellationToken).ToListAsync(static recipient => recipient, cancellationToken).ConfigureAwait(false);

    /// <summary>The recipients of a share, with their resources, while they arrive.</summary>
    public static IAsyncEnumerable<CloudflareShareRecipient> ListRecipients(IResourceSharingApi api, SharePath path, CancellationToken cancellationToken) =>
        api.ShareRecipientsListAsync(
            path.AccountId, path.ShareId, includeResources: true, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken);

    private static Func<CancellationToken, Task<PollResult>> UntilStatus(AwaitedRecipients recipients, string id, string status, FailureBaseline baseline)
    {
        recipients.Add(id);
        return async cancellationToken =>
        {
            var recipient = await recipients.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            baseline.Update([recipient]);
            var progress = new RecipientProgress(baseline);
            progress.Expect(recipient, status);
            var result = progress.ToResult(recipient);
            if (result.IsDone)
                recipients.Remove(id);
            return result;
        };
    }

    /// <summary>Updates the baseline and expects each of these accounts to be associated.</summary>
    private static RecipientProgress Expect(IReadOnlyCollection<CloudflareShareRecipient> recipients, IEnumerable<string> accounts, FailureBaseline baseline)
    {
        baseline.Update(recipients);
        var progress = new RecipientProgress(baseline);
        var ofAccount = recipients.ToLookup(static recipient => recipient.RecipientAccountId ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        foreach (var account in accounts)
        {
            if (ofAccount[account].FirstOrDefault() is { } recipient)
                progress.Expect(recipient, CloudflareStatus.Associated);
            else
                progress.AddMissing($"recipient {account}");
        }

        return progress;
    }

    private static IEnumerable<CloudflareShareRecipient> Except(IEnumerable<CloudflareShareRecipient> recipients, IReadOnlyCollection<string> accounts)
    {
        var excepted = new HashSet<string?>(accounts, StringComparer.OrdinalIgnoreCase);
        return recipients.Where(recipient => !excepted.Contains(recipient.RecipientAccountId));
    }

    /// <summary>Also complete when the server no longer finds the object.</summary>
    private static Func<CancellationToken, Task<PollResult>> UntilGone(object last, Func<CancellationToken, Task<PollResult>> poll) => async cancellationToken =>
    {
        try
        {
            return await poll(cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.Gone || CloudflareErrorFactory.IsNotFound(e))
        {
            return PollResult.Done(last);
        }
    };

    private static PollResult PendingResource(CloudflareShareResource resource) =>
        PollResult.Pending(DisplayText.Safe($"the resource is {resource.Status ?? "without a status"}"));

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

/// <summary>The state of a change.</summary>
/// <param name="Result">What to return when the change is complete.</param>
/// <param name="Status">What is not complete, for messages.</param>
/// <param name="IsDone">Whether the goal is reached. Only this, a new failure, and the time limit end the wait.</param>
internal sealed record PollResult(object? Result, string Status, bool IsDone)
{
    public static PollResult Done(object? result) => new(result, "done", IsDone: true);

    public static PollResult Pending(string status) => new(Result: null, status, IsDone: false);
}
