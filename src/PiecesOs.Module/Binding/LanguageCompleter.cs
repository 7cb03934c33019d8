using System.Collections;
using System.Management.Automation.Language;

using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Completes the languages and file types that Pieces OS supports. Sends no request.</summary>
public sealed class LanguageCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = CompletionText.Typed(wordToComplete);
        return Languages.Known
            .Where(language => CompletionText.IsMatch(language, typed))
            .Select(static language => CompletionText.Create(language, language, language))
            .OfType<CompletionResult>();
    }
}
