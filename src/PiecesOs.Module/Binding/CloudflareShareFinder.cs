using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Finds shares that the user specified by name. The shares of an account are listed once for a whole pipeline.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class CloudflareShareFinder(CloudflareCmdlet cmdlet)
{
    private readonly Dictionary<string, IReadOnlyList<CloudflareShare>> _shares = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs the work for each share, with its ID. Failures are reported, and the others are processed.</summary>
    public async Task ForEachAsync(
        IEnumerable<CloudflareShareReference> shares, Func<CloudflareShareReference, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        foreach (var share in shares)
        {
            await cmdlet.ForInputAsync(share.Input, async () =>
            {
                var found = await FindAsync(share, cancellationToken).ConfigureAwait(false);
                await work(found!, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    /// <summary>The share with its ID. Only a name sends a request.</summary>
    /// <exception cref="InputException">No share has that name, or several have it. Shares that are deleted do not count.</exception>
    public async Task<CloudflareShareReference?> FindAsync(CloudflareShareReference? share, CancellationToken cancellationToken)
    {
        if (share is not { Id: null })
            return share;
        var name = share.Name!;
        var named = (await ListAsync(cmdlet.AccountOf(share.AccountId), cancellationToken).ConfigureAwait(false))
            .Where(listed => !CloudflareStatus.IsLeaving(listed.Status) && string.Equals(listed.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return named.Length switch
        {
            0 => throw CloudflareCmdletErrors.ShareNameNotFound(name),
            1 => CloudflareShareReference.From(named[0]),
            _ => throw CloudflareCmdletErrors.ShareNameAmbiguous(name, [.. named.Select(static listed => listed.Id)]),
        };
    }

    private async Task<IReadOnlyList<CloudflareShare>> ListAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_shares.TryGetValue(accountId, out var known))
            return known;
        var filter = new ShareFilter { PerPage = CloudflareSharingConnection.PageSize };
        return _shares[accountId] = await cmdlet.Api.SharesListAsync(accountId, filter, cancellationToken: cancellationToken)
            .ToListAsync(static share => share, cancellationToken).ConfigureAwait(false);
    }
}
