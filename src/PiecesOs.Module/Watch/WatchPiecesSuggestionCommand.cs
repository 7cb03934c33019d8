using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Emits what Pieces OS suggests for the current work, as it does (operation <c>workstream_suggestions_stream</c>).</summary>
[Cmdlet(VerbsCommon.Watch, "PiecesSuggestion")]
[OutputType(typeof(WorkstreamSuggestion))]
public sealed class WatchPiecesSuggestionCommand : WatchCmdlet
{
    /// <inheritdoc/>
    private protected override async Task ListenAsync(
        PiecesClient client, Action connected, Action<object> emit, CancellationToken cancellationToken)
    {
        var messages = client.AssetStreams.WorkstreamSuggestionsStreamAsync(connected, cancellationToken);
        await foreach (var suggestions in messages.ConfigureAwait(false))
        {
            foreach (var suggestion in suggestions)
                emit(suggestion);
        }
    }
}
