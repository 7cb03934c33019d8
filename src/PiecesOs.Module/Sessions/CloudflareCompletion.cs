using System.Collections.Concurrent;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// The shares, recipients, exclusions and resources that completion offers, kept with the connection for a short time. A list that is not complete in
/// time continues to be read, and the next completion uses it.
/// </summary>
internal sealed class CloudflareCompletion(CloudflareSharingConnection connection)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Entry> _lists = new(StringComparer.Ordinal);

    /// <summary>The shares of an account.</summary>
    public Task<IReadOnlyList<CompletionItem>> GetSharesAsync(string accountId) => GetAsync(
        $"shares {accountId}",
        api => api.SharesListAsync(accountId, new ShareFilter { PerPage = CloudflareSharingConnection.PageSize })
            .ToListAsync(static share => CompletionItem.From(share.Id, share.Name, $"{share.Name} ({share.Status}) {share.Id}"), CancellationToken.None));

    /// <summary>The recipients of a share.</summary>
    public Task<IReadOnlyList<CompletionItem>> GetRecipientsAsync(string accountId, string shareId) => GetAsync(
        $"recipients {accountId} {shareId}",
        api => api.ShareRecipientsListAsync(accountId, shareId, perPage: CloudflareSharingConnection.PageSize)
            .ToListAsync(
                static recipient => CompletionItem.From(recipient.Id, recipient.RecipientAccountId, $"account {recipient.RecipientAccountId} ({recipient.AssociationStatus})"),
                CancellationToken.None));

    /// <summary>The accounts that are excluded from a share.</summary>
    public Task<IReadOnlyList<CompletionItem>> GetExcludedRecipientsAsync(string accountId, string shareId) => GetAsync(
        $"excluded recipients {accountId} {shareId}",
        api => api.ShareExcludedRecipientsListAsync(accountId, shareId, perPage: CloudflareSharingConnection.PageSize)
            .ToListAsync(
                static excluded => CompletionItem.From(excluded.Id, excluded.ExcludedAccountId, $"account {excluded.ExcludedAccountId}"),
                CancellationToken.None));

    /// <summary>The resources of a share.</summary>
    public Task<IReadOnlyList<CompletionItem>> GetResourcesAsync(string accountId, string shareId) => GetAsync(
        $"resources {accountId} {shareId}",
        api => api.ShareResourcesListAsync(accountId, shareId, perPage: CloudflareSharingConnection.PageSize)
            .ToListAsync(
                static resource => CompletionItem.From(resource.Id, resource.ToString(), $"{resource} ({resource.Status})"),
                CancellationToken.None));

    private async Task<IReadOnlyList<CompletionItem>> GetAsync(string key, Func<IResourceSharingApi, Task<List<CompletionItem?>>> read)
    {
        var now = DateTime.UtcNow;
        var entry = _lists.AddOrUpdate(key, _ => NewEntry(), (_, known) => now - known.Started < s_lifetime ? known : NewEntry());
        try
        {
            return await entry.Items.Value.ConfigureAwait(false);
        }
        catch (Exception e) when (e is RestException or OperationCanceledException or ObjectDisposedException or ArgumentException)
        {
            _lists.TryRemove(key, out _);
            return [];
        }

        Entry NewEntry() => new(now, new Lazy<Task<IReadOnlyList<CompletionItem>>>(async () =>
            [.. (await read(connection.OpenClient()).ConfigureAwait(false)).OfType<CompletionItem>()]));
    }

    private sealed record Entry(DateTime Started, Lazy<Task<IReadOnlyList<CompletionItem>>> Items);
}

/// <summary>An object that completion offers by its ID.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name that is shown.</param>
/// <param name="Description">What else is known.</param>
internal sealed record CompletionItem(string Id, string Name, string Description)
{
    /// <summary>Creates an item; <see langword="null"/> for an object without ID.</summary>
    public static CompletionItem? From(string? id, string? name, string description) =>
        id is { Length: > 0 } ? new CompletionItem(id, name ?? string.Empty, description) : null;
}
