namespace PiecesOs.Module;

/// <summary>Completes IDs of recipients of the share that -Share specifies.</summary>
public sealed class CloudflareRecipientCompleter : CloudflareCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<CompletionItem>> ListAsync(CloudflareCompletion lists, string accountId, string? shareId) =>
        shareId is null ? Task.FromResult<IReadOnlyList<CompletionItem>>([]) : lists.GetRecipientsAsync(accountId, shareId);
}
