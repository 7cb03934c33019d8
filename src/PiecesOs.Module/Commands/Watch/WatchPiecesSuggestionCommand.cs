using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Emits what Pieces OS suggests for the current work, as it does (operation <c>workstream_suggestions_stream</c>).</summary>
[Cmdlet(VerbsCommon.Watch, "PiecesSuggestion")]
[OutputType(typeof(WorkstreamSuggestion))]
public sealed class WatchPiecesSuggestionCommand : PiecesCmdlet
{
    /// <summary>After how many seconds to end. By default the watch ends with Ctrl-C, with -MaxEvent, or when the next command stops reading.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0.001, 31536000)]
    public double? Timeout { get; set; }

    /// <summary>Not a parameter here, where -TimeoutSec is an alias of -Timeout: the limit of the connection applies to each response.</summary>
    public override double? TimeoutSec => null;

    /// <summary>After how many objects to end.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxEvent { get; set; }

    /// <inheritdoc/>
    private protected override ServiceAdvice Advice => ServiceAdvice.PiecesStreams;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        new WatchLoop(this, Timeout, MaxEvent).RunAsync(
            static async (client, connected, emit, token) =>
            {
                await foreach (var suggestions in client.AssetStreams.WorkstreamSuggestionsStreamAsync(connected, token).ConfigureAwait(false))
                {
                    foreach (var suggestion in suggestions)
                        emit(suggestion);
                }
            },
            cancellationToken);
}
