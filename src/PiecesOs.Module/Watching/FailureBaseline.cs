using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Distinguishes the failures of a change from those of an earlier change, which can remain on the record of a recipient. A
/// failure is old if it was there before the change and never went away.
/// </summary>
/// <param name="before">The recipients before the change; <see langword="null"/> if they could not be read.</param>
internal sealed class FailureBaseline(IReadOnlyCollection<CloudflareShareRecipient>? before)
{
    /// <summary>The old failures of each recipient that has been read.</summary>
    private readonly Dictionary<string, HashSet<string>> _old = (before ?? []).GroupBy(static recipient => recipient.ToString(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static group => group.Key, static group => TerminalFailuresOf(group.First()), StringComparer.OrdinalIgnoreCase);

    private bool _isKnown = before is not null;

    /// <summary>For a change that is not waited for, or that has no earlier failures.</summary>
    public static FailureBaseline None => new([]);

    /// <summary>The failures of one recipient.</summary>
    public static async Task<FailureBaseline> ReadAsync(IResourceSharingApi api, SharePath path, string recipientId, CancellationToken cancellationToken)
    {
        var recipient = await TryReadAsync(() => api.ShareRecipientsGetByIdAsync(path.AccountId, path.ShareId, recipientId, includeResources: true, cancellationToken))
            .ConfigureAwait(false);
        return new FailureBaseline(recipient is null ? null : [recipient]);
    }

    /// <summary>Returns <see langword="null"/> if the request fails: without a baseline the change is still made.</summary>
    public static async Task<T?> TryReadAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (RestException)
        {
            return null;
        }
    }

    /// <summary>Drops old failures that went away. A recipient that is temporarily not listed keeps its old failures.</summary>
    public void Update(IEnumerable<CloudflareShareRecipient> recipients)
    {
        foreach (var recipient in recipients)
        {
            var now = TerminalFailuresOf(recipient);
            if (_old.TryGetValue(recipient.ToString(), out var old))
                old.IntersectWith(now);
            else
                _old[recipient.ToString()] = _isKnown ? [] : now;
        }

        _isKnown = true;
    }

    /// <summary>Whether Cloudflare has given up on this resource at this recipient since the change.</summary>
    public bool IsNewFailure(CloudflareShareRecipient recipient, CloudflareShareRecipientResource resource) =>
        IsTerminal(resource) && !(_old.TryGetValue(recipient.ToString(), out var old) && old.Contains(resource.ToString()));

    /// <summary>The failures that Cloudflare does not retry.</summary>
    private static HashSet<string> TerminalFailuresOf(CloudflareShareRecipient recipient) =>
        new(recipient.Resources.Where(IsTerminal).Select(static resource => resource.ToString()), StringComparer.Ordinal);

    private static bool IsTerminal(CloudflareShareRecipientResource resource) => resource is { IsTerminal: true, Error.Length: > 0 };
}
