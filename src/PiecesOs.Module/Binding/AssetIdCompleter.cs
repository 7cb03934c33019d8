namespace PiecesOs.Module;

/// <summary>Completes asset IDs. The completion list shows the names, and typing a name finds its ID.</summary>
public sealed class AssetIdCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, string typed, CancellationToken cancellationToken)
    {
        var assets = await connection.CompletionRefresh.GetAssetsAsync(cancellationToken).ConfigureAwait(false);
        return assets
            .Where(asset => CompletionText.IsMatch(asset.Id, typed) || CompletionText.IsMatch(asset.Name, typed))
            .Select(static asset => CompletionText.Create(asset.Id, asset.Name, asset.Language is null ? $"{asset.Name} {asset.Id}" : $"{asset.Name} ({asset.Language}) {asset.Id}"))
            .ToArray();
    }
}
