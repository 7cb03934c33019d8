namespace PiecesOs.Module;

/// <summary>Completes existing tags, the most used first.</summary>
public sealed class TagCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, string typed, CancellationToken cancellationToken)
    {
        var assets = await connection.CompletionRefresh.GetAssetsWithTagsAsync(cancellationToken).ConfigureAwait(false);
        return assets
            .SelectMany(static asset => asset.Tags ?? [])
            .Where(tag => CompletionText.IsMatch(tag, typed))
            .GroupBy(static tag => tag, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static group => CompletionText.Create(group.Key, group.Key, $"{group.Key} ({group.Count()})"))
            .ToArray();
    }
}
