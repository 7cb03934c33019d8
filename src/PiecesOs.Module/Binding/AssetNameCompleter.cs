namespace PiecesOs.Module;

/// <summary>Completes asset names and escapes their wildcard characters.</summary>
public sealed class AssetNameCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, string typed, CancellationToken cancellationToken)
    {
        var assets = await connection.CompletionRefresh.GetAssetsAsync(cancellationToken).ConfigureAwait(false);
        return assets
            .Where(asset => asset.Name.Length > 0 && CompletionText.IsMatch(asset.Name, typed))
            .GroupBy(static asset => asset.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(static group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static group => CompletionText.Create(WildcardPattern.Escape(group.Key), group.Key, $"{group.Key} ({group.Count()})"))
            .ToArray();
    }
}
