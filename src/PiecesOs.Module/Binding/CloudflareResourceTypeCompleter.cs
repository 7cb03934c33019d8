using System.Collections;
using System.Management.Automation.Language;

namespace PiecesOs.Module;

/// <summary>Completes the known resource types without a request. Other types are also accepted, because Cloudflare adds new ones.</summary>
public sealed class CloudflareResourceTypeCompleter : IArgumentCompleter
{
    private static readonly string[] s_types =
    [
        "custom-ruleset", "gateway-block-page-settings", "gateway-destination-ip", "gateway-extended-email-matching", "gateway-policy",
        "idp-federation-grant", "trust-grant",
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = new TypedText(wordToComplete);
        return s_types
            .Where(typed.IsMatch)
            .Select(static type => CompletionText.Create(type, type, type))
            .OfType<CompletionResult>();
    }
}
