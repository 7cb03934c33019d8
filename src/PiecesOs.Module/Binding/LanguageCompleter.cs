using System.Collections;
using System.Management.Automation.Language;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Completes the languages and file types that Pieces OS supports. Those that the library uses come first, as far as the session knows
/// them. Sends no request.
/// </summary>
public sealed class LanguageCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = new TypedText(wordToComplete);
        var connection = fakeBoundParameters?["Connection"] as PiecesOsConnection ?? PiecesSession.OfThisRunspace().Connection;
        var used = connection?.CompletionRefresh.LastIndex?.Languages ?? [];
        var usedNames = new HashSet<string>(used.Select(static language => language.Text), StringComparer.Ordinal);
        return used.Where(language => Languages.Known.Contains(language.Text, StringComparer.Ordinal) && typed.IsMatch(language.Text))
            .Select(static language => CompletionText.Create(language.Text, language.Text, $"{language.Text} ({language.Count})"))
            .Concat(Languages.Known.Where(language => !usedNames.Contains(language) && typed.IsMatch(language))
                .Select(static language => CompletionText.Create(language, language, language)))
            .OfType<CompletionResult>();
    }
}
