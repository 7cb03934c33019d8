namespace PiecesOs.Module;

/// <summary>Completes asset IDs. The completion list shows the names, and typing a name finds its ID.</summary>
public sealed class AssetIdCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, TypedText typed, CancellationToken cancellationToken)
    {
        var index = await connection.CompletionRefresh.GetAssetsAsync(cancellationToken).ConfigureAwait(false);
        return (typed.CanBePattern ? index.AssetsWhere(typed.IsMatch) : index.AssetsWithPrefix(typed.Text))
            .Take(CompletionIndex.MaxResults)
            .Select(static asset => CompletionText.Create(asset.Id, asset.Name, asset.Language is null ? $"{asset.Name} {asset.Id}" : $"{asset.Name} ({asset.Language}) {asset.Id}"))
            .ToArray();
    }
}
