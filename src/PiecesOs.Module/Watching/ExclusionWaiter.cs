using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Waits until the recipients of shares follow from exclusions that were added or removed. The accounts of a share are waited for
/// together, because only the whole list of recipients shows whether an account is one.
/// </summary>
internal sealed class ExclusionWaiter
{
    private readonly ChangeWaiter _changes = new();
    private readonly Dictionary<SharePath, ShareExclusions> _shares = [];

    /// <summary>Reads the failures in a share before its first change.</summary>
    public Task ReadBaselineAsync(IResourceSharingApi api, SharePath path, CancellationToken cancellationToken) =>
        _changes.ReadBaselineAsync(api, path, cancellationToken);

    /// <summary>Adds an exclusion that Cloudflare has added or removed.</summary>
    public void Add(SharePath path, string shareName, string accountId, CloudflareShareExcludedRecipient result)
    {
        if (!_shares.TryGetValue(path, out var change))
            _shares[path] = change = new ShareExclusions(shareName, [], []);
        change.Accounts.Add(accountId);
        change.Results.Add(result);
    }

    /// <summary>Waits until all accounts are disassociated or not recipients, if they are excluded now, or else until all are associated.</summary>
    public async Task WaitAsync(CloudflareCmdlet cmdlet, bool areExcluded, Action<object?> emit, CancellationToken cancellationToken)
    {
        foreach (var share in _shares)
        {
            var (path, change) = (share.Key, share.Value);
            var baseline = await _changes.ReadBaselineAsync(cmdlet.Api, path, cancellationToken).ConfigureAwait(false);
            _changes.Add(path.ShareId, $"share {change.ShareName}", CloudflarePolling.UntilChanged(
                cmdlet.Api, path, added: areExcluded ? [] : change.Accounts, removed: areExcluded ? change.Accounts : [], baseline, change.Results));
        }

        await _changes.WaitAsync(cmdlet, emit, cancellationToken).ConfigureAwait(false);
    }

    private sealed record ShareExclusions(string ShareName, List<string> Accounts, List<CloudflareShareExcludedRecipient> Results);
}
