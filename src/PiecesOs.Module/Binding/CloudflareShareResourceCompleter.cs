namespace PiecesOs.Module;

/// <summary>Completes IDs of resources in the share that -Share specifies.</summary>
public sealed class CloudflareShareResourceCompleter : CloudflareCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<CompletionItem>> ListAsync(CloudflareCompletion lists, string accountId, string? shareId) =>
        shareId is null ? Task.FromResult<IReadOnlyList<CompletionItem>>([]) : lists.GetResourcesAsync(accountId, shareId);
}
