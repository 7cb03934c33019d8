using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A share as it is. Cloudflare keeps records of what was removed; they are left out.</summary>
/// <param name="Share">The share, with its resources.</param>
/// <param name="Recipients">All recipients, also those that were removed, each with the state of its resources.</param>
/// <param name="Excluded">The excluded recipients of a share with an organization.</param>
internal sealed record PresentShare(
    CloudflareShare Share, IReadOnlyCollection<CloudflareShareRecipient> Recipients, IReadOnlyCollection<CloudflareShareExcludedRecipient> Excluded)
{
    private const string Organization = "organization";

    /// <summary>Whether it goes to an organization, whose members are the recipients.</summary>
    public bool TargetsOrganization => string.Equals(Share.TargetType, Organization, StringComparison.OrdinalIgnoreCase);

    /// <summary>The recipients that have the share or are about to have it.</summary>
    public IEnumerable<CloudflareShareRecipient> Active => Recipients.Where(static recipient => !CloudflareStatus.IsLeaving(recipient));

    /// <summary>What is shared.</summary>
    public IEnumerable<CloudflareShareResource> Resources =>
        Once(Share.Resources, static resource => resource.Id).Where(static resource => !CloudflareStatus.IsLeaving(resource.Status));

    /// <summary>The shares that an account sends, with their resources.</summary>
    public static async Task<IReadOnlyList<CloudflareShare>> ListAsync(IResourceSharingApi api, string accountId, CancellationToken cancellationToken)
    {
        var filter = new ShareFilter { Kind = "sent", Status = CloudflareStatus.Active, PerPage = CloudflareSharingConnection.PageSize };
        var shares = await api.SharesListAsync(accountId, filter, includeResources: true, cancellationToken: cancellationToken)
            .ToListAsync(static share => share, cancellationToken).ConfigureAwait(false);
        return [.. Once(shares, static share => share.Id).Where(static share => !CloudflareStatus.IsLeaving(share.Status))];
    }

    /// <summary>Reads the recipients of a share.</summary>
    public static async Task<PresentShare> ReadAsync(IResourceSharingApi api, string accountId, CloudflareShare share, CancellationToken cancellationToken)
    {
        var path = new SharePath(accountId, share.Id!);
        var recipients = await CloudflarePolling.ListRecipientsAsync(api, path, cancellationToken).ConfigureAwait(false);
        var present = new PresentShare(share, Once(recipients, static recipient => recipient.Id), []);
        if (!present.TargetsOrganization)
            return present;
        var excluded = await api.ShareExcludedRecipientsListAsync(
            path.AccountId, path.ShareId, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken)
            .ToListAsync(static recipient => recipient, cancellationToken).ConfigureAwait(false);
        return present with { Excluded = Once(excluded, static recipient => recipient.Id) };
    }

    /// <summary>The share as a file describes it, in an order that does not depend on the server.</summary>
    public DesiredShare ToDesired(string accountId) => new(
        Share.Name ?? string.Empty,
        TargetsOrganization ? [] : [.. Active.Select(static recipient => recipient.RecipientAccountId ?? string.Empty).OrderBy(static id => id, StringComparer.Ordinal)],
        TargetsOrganization ? Share.OrganizationId : null,
        [.. Excluded.Select(static recipient => recipient.ExcludedAccountId ?? string.Empty).OrderBy(static id => id, StringComparer.Ordinal)],
        [.. Resources.OrderBy(static resource => resource.ToString(), StringComparer.Ordinal).Select(resource => ToDesired(resource, accountId))]);

    /// <summary>Each record once. If something changes while a list is read, a record can be on two of its pages.</summary>
    private static IReadOnlyCollection<T> Once<T>(IEnumerable<T> records, Func<T, string?> id) =>
        [.. records.GroupBy(id, StringComparer.OrdinalIgnoreCase).Select(static same => same.First())];

    private static DesiredResource ToDesired(CloudflareShareResource resource, string accountId) => new(
        resource.ResourceId ?? string.Empty,
        resource.ResourceType ?? string.Empty,
        string.Equals(resource.ResourceAccountId, accountId, StringComparison.OrdinalIgnoreCase) ? null : resource.ResourceAccountId,
        ShareMeta.IsEmpty(resource) ? default : ShareMeta.Of(resource));
}
