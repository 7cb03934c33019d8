namespace PiecesOs.Module;

/// <summary>Completes existing tags, the most used first.</summary>
public sealed class TagCompleter : ServerCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, TypedText typed, CancellationToken cancellationToken)
    {
        var index = await connection.CompletionRefresh.GetAssetsWithTagsAsync(cancellationToken).ConfigureAwait(false);
        return index.Tags.Where(tag => typed.IsMatch(tag.Text))
            .Take(CompletionIndex.MaxResults)
            .Select(static tag => CompletionText.Create(tag.Text, tag.Text, $"{tag.Text} ({tag.Count})"))
            .ToArray();
    }
}
