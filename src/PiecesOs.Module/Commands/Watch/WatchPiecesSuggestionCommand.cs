using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Returns suggestions of Pieces OS for the current work as they arrive (operation <c>workstream_suggestions_stream</c>).</summary>
[Cmdlet(VerbsCommon.Watch, "PiecesSuggestion")]
[OutputType(typeof(WorkstreamSuggestion))]
public sealed class WatchPiecesSuggestionCommand : PiecesCmdlet
{
    /// <summary>The number of seconds after which to end. By default, the watch ends with Ctrl-C, with -MaxEvent, or when the next command stops reading.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0.001, 31536000)]
    public double? Timeout { get; set; }

    /// <summary>Not a parameter here, because -TimeoutSec is an alias of -Timeout. The limit of the connection applies to each response.</summary>
    public override double? TimeoutSec => null;

    /// <summary>The number of objects after which to end.</summary>
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
