namespace PiecesOs.Module;

/// <summary>Completes IDs of Cloudflare shares.</summary>
public sealed class CloudflareShareCompleter : CloudflareCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<CompletionItem>> ListAsync(CloudflareCompletion lists, string accountId, string? shareId) =>
        lists.GetSharesAsync(accountId);
}
