namespace PiecesOs.Module;

/// <summary>Completes IDs of exclusions from the share that -Share specifies.</summary>
public sealed class CloudflareExcludedRecipientCompleter : CloudflareCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<CompletionItem>> ListAsync(CloudflareCompletion lists, string accountId, string? shareId) =>
        shareId is null ? Task.FromResult<IReadOnlyList<CompletionItem>>([]) : lists.GetExcludedRecipientsAsync(accountId, shareId);
}
