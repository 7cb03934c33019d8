namespace PiecesOs.Module;

/// <summary>Completes short codes of shares. The completion list shows what is shared.</summary>
public sealed class ShareCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, TypedText typed, CancellationToken cancellationToken)
    {
        var shares = await connection.CompletionRefresh.GetSharesAsync(cancellationToken).ConfigureAwait(false);
        return shares
            .Where(share => new[] { share.Short, share.Name, share.Id, share.Link }.Any(typed.IsMatch))
            .Take(CompletionIndex.MaxResults)
            .Select(static share => CompletionText.Create(share.Short ?? share.Id ?? string.Empty, $"{share.Short} {ViewText.AssetOf(share.Assets, share.Asset, share.AssetId)}", share.Link ?? string.Empty))
            .ToArray();
    }
}
