using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Reads the recipients of a share that a command waits for: each by its ID, or, if there are many, all with the list of the share,
/// because Cloudflare allows 1,200 requests in five minutes.
/// </summary>
internal sealed class AwaitedRecipients(IResourceSharingApi api, SharePath path)
{
    /// <summary>Up to this many recipients are read by ID.</summary>
    private const int MaxById = 20;

    private readonly HashSet<string> _awaited = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CloudflareShareRecipient> _listed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that have not been read since the last list.</summary>
    private readonly HashSet<string> _unread = new(StringComparer.OrdinalIgnoreCase);

    private int _pages;
    private bool _isTooLong;

    /// <summary>How many fewer requests it takes to read all of them than to read each by its ID.</summary>
    public int SavedRequests => IsListed ? Math.Max(_awaited.Count - _pages, 0) : 0;

    private bool IsListed => _awaited.Count > MaxById && !_isTooLong;

    /// <summary>Adds a recipient to wait for.</summary>
    public void Add(string id) => _awaited.Add(id);

    /// <summary>Removes a recipient whose change is complete.</summary>
    public void Remove(string id) => _awaited.Remove(id);

    /// <summary>Reads a recipient with its resources. The second read of a recipient reads the list again.</summary>
    public async Task<CloudflareShareRecipient> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (IsListed && !_unread.Contains(id))
            await ListAsync(cancellationToken).ConfigureAwait(false);
        return _unread.Remove(id) && _listed.TryGetValue(id, out var recipient)
            ? recipient
            : await api.ShareRecipientsGetByIdAsync(path.AccountId, path.ShareId, id, includeResources: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops when the list has taken as many requests as reading each by its ID.</summary>
    private async Task ListAsync(CancellationToken cancellationToken)
    {
        _listed.Clear();
        var count = 0;
        await foreach (var recipient in CloudflarePolling.ListRecipients(api, path, cancellationToken).ConfigureAwait(false))
        {
            if (recipient.Id is { } id && _awaited.Contains(id))
                _listed[id] = recipient;
            _isTooLong = ++count > _awaited.Count * CloudflareSharingConnection.PageSize;
            if (_isTooLong)
                break;
        }

        _pages = 1 + (count / CloudflareSharingConnection.PageSize);
        _unread.UnionWith(_awaited);
    }
}
