using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Looks how far a change is. Each makes what <see cref="PendingChange"/> asks again and again.</summary>
internal static class CloudflareLook
{
    /// <summary>At a share, until its own status is final.</summary>
    public static Func<CancellationToken, Task<WaitState>> AtShare(ResourceSharingApi api, SharePlace place) => async cancellationToken =>
    {
        var share = await api.SharesGetByIdAsync(place.AccountId, place.ShareId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new WaitState(share, share.Status ?? "unknown", CloudflareStatus.IsFinal(share.Status));
    };

    /// <summary>At one recipient.</summary>
    /// <param name="api">The operations.</param>
    /// <param name="place">The share.</param>
    /// <param name="id">The recipient.</param>
    /// <param name="counts">Which failures count.</param>
    public static Func<CancellationToken, Task<WaitState>> AtRecipient(
        ResourceSharingApi api, SharePlace place, string id, Func<string, bool>? counts = null) => async cancellationToken =>
    {
        var recipient = await api.ShareRecipientsGetByIdAsync(place.AccountId, place.ShareId, id, includeResources: true, cancellationToken)
            .ConfigureAwait(false);
        return CloudflareStatus.Of([recipient], recipient, counts);
    };

    /// <summary>At all recipients of a share; only the failures of one resource count when it is given.</summary>
    public static Func<CancellationToken, Task<WaitState>> AtRecipients(
        ResourceSharingApi api, SharePlace place, object? result = null, string? resourceId = null) => async cancellationToken =>
    {
        var recipients = await api.ShareRecipientsListAsync(
            place.AccountId, place.ShareId, includeResources: true, perPage: CloudflareCmdlet.PerPage, cancellationToken: cancellationToken)
            .ToListAsync(static one => one, cancellationToken).ConfigureAwait(false);
        // Whoever leaves may well have failed before; only that he is gone is of interest.
        return CloudflareStatus.Of(
            recipients, result ?? recipients, failure => (resourceId is null || failure.Contains(resourceId)) && !recipients.Any(one => Leaves(one, failure)));
    };

    /// <summary>At a resource, and then at what the recipients make of it.</summary>
    public static Func<CancellationToken, Task<WaitState>> AtResource(ResourceSharingApi api, SharePlace place, string id) => async cancellationToken =>
    {
        var resource = await api.ShareResourcesGetByIdAsync(place.AccountId, place.ShareId, id, cancellationToken).ConfigureAwait(false);
        return CloudflareStatus.IsFinal(resource.Status)
            ? await AtRecipients(api, place, resource, resource.ResourceId)(cancellationToken).ConfigureAwait(false)
            : new WaitState(resource, resource.Status!, IsFinal: false);
    };

    /// <summary>The same at a resource that is to go.</summary>
    public static Func<CancellationToken, Task<WaitState>> AtLeavingResource(ResourceSharingApi api, SharePlace place, string id) => async cancellationToken =>
    {
        var resource = await api.ShareResourcesGetByIdAsync(place.AccountId, place.ShareId, id, cancellationToken).ConfigureAwait(false);
        return new WaitState(resource, resource.Status ?? "unknown", CloudflareStatus.IsFinal(resource.Status));
    };

    /// <summary>The same until the thing is gone, which the server may show by not finding it any more.</summary>
    /// <param name="look">Looks at it.</param>
    /// <param name="last">What is known of it, to be returned then.</param>
    public static Func<CancellationToken, Task<WaitState>> UntilGone(Func<CancellationToken, Task<WaitState>> look, object last) => async cancellationToken =>
    {
        try
        {
            return await look(cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return new WaitState(last, "gone", IsFinal: true);
        }
    };

    private static bool Leaves(CloudflareShareRecipient recipient, string failure) =>
        CloudflareStatus.IsLeaving(recipient) && CloudflareStatus.FailuresOf(recipient).Contains(failure, StringComparer.Ordinal);
}
