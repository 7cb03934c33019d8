using System.Collections;
using System.Management.Automation.Language;

namespace PiecesOs.Module;

/// <summary>
/// Completes IDs of Cloudflare objects from the account of the connection. The completion list shows the names, and typing a name finds
/// its ID. It waits only briefly. If there is no connection, or Cloudflare does not respond, it returns nothing and reports no error.
/// </summary>
public abstract class CloudflareCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(800);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var bound = fakeBoundParameters ?? new Hashtable();
            var connection = InputObject.Unwrap(bound["Connection"]) switch
            {
                CloudflareSharingConnection given => given,
                PiecesSandbox sandbox => sandbox.Cloudflare,
                _ => CloudflareSession.OfThisRunspace().Current(),
            };
            var share = ShareOf(bound["Share"] ?? bound["ShareId"]);
            if (connection is null || (InputObject.Unwrap(bound["AccountId"]) as string ?? share?.AccountId ?? connection.AccountId) is not { Length: > 0 } account)
                return [];

            var typed = new TypedText(wordToComplete);
            var listing = Task.Run(() => ListAsync(connection.Completion, account, share?.Id));
            return listing.Wait(s_limit)
                ? listing.Result
                    .Where(item => typed.IsMatch(item.Id) || typed.IsMatch(item.Name))
                    .Take(CompletionIndex.MaxResults)
                    .Select(static item => CompletionText.Create(item.Id, item.Name, item.Description))
                    .OfType<CompletionResult>().ToArray()
                : [];
        }
        catch (Exception e) when (e is AggregateException or InputException or ArgumentException or InvalidCastException or ObjectDisposedException)
        {
            return [];
        }
    }

    /// <summary>The objects to offer.</summary>
    /// <param name="lists">The lists of the connection.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="shareId">The share that was specified, if any.</param>
    private protected abstract Task<IReadOnlyList<CompletionItem>> ListAsync(CloudflareCompletion lists, string accountId, string? shareId);

    /// <summary>The share that the command line specifies; the first one if there are several.</summary>
    private static CloudflareShareReference? ShareOf(object? input)
    {
        var value = InputObject.Unwrap(input);
        if (value is IList { Count: > 0 } list)
            value = list[0];
        return value is null ? null : CloudflareShareReference.From(value);
    }
}
