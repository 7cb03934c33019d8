namespace PiecesOs.Module;

/// <summary>Completes asset names and escapes their wildcard characters.</summary>
public sealed class AssetNameCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, TypedText typed, CancellationToken cancellationToken)
    {
        var index = await connection.CompletionRefresh.GetAssetsAsync(cancellationToken).ConfigureAwait(false);
        return (typed.CanBePattern ? index.NamesWhere(typed.IsMatch) : index.NamesWithPrefix(typed.Text))
            .Take(CompletionIndex.MaxResults)
            .Select(static name => CompletionText.Create(WildcardPattern.Escape(name.Text), name.Text, $"{name.Text} ({name.Count})"))
            .ToArray();
    }
}
