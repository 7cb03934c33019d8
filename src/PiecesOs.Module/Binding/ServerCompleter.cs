using System.Collections;
using System.Management.Automation.Language;

namespace PiecesOs.Module;

/// <summary>
/// Completes from what the session knows about the server. If nothing is known yet, it waits only briefly. If no server responds,
/// it returns nothing and reports no error.
/// </summary>
public abstract class ServerCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(800);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = new TypedText(wordToComplete);
        var session = PiecesSession.OfThisRunspace();
        var connection = InputObject.Unwrap(fakeBoundParameters?["Connection"]) switch
        {
            PiecesOsConnection given => given,
            PiecesSandbox sandbox => session.ConnectionTo(sandbox.Uri),
            _ => null,
        };
        try
        {
            using var limit = new CancellationTokenSource(s_limit);
            var completing = Task.Run(
                async () =>
                {
                    var used = connection ?? await session.GetOrDiscoverAsync(limit.Token).ConfigureAwait(false);
                    return await CompleteAsync(used, typed, limit.Token).ConfigureAwait(false);
                },
                limit.Token);
            return completing.Wait(s_limit) ? completing.Result.OfType<CompletionResult>().ToArray() : [];
        }
        catch (AggregateException)
        {
            return [];
        }
    }

    /// <summary>The completion results for what was typed; <see langword="null"/> elements are omitted.</summary>
    private protected abstract Task<IReadOnlyList<CompletionResult?>> CompleteAsync(
        PiecesOsConnection connection, TypedText typed, CancellationToken cancellationToken);
}
