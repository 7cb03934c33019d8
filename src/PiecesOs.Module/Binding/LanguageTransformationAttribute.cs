using System.Collections;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Accepts one language or several in any spelling and converts each to the documented one. An unknown language is rejected, because the server would store it and no client could show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>What the names of some languages begin with, and users omit.</summary>
    private const string GrammarPrefix = "hljs-";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputObject.Unwrap(inputData) is IList list ? list.Cast<object?>().Select(Find).ToArray() : Find(inputData);

    private static object? Find(object? input)
    {
        if (InputObject.Unwrap(input) is not string { Length: > 0 } text)
            return input;
        if (Languages.Find(text) is { } language)
            return language;
        throw new ArgumentTransformationMetadataException(BindingMessages.NotALanguage(text, FindSimilar(text)));
    }

    /// <summary>The languages whose names have the longest beginning in common with a text, at least two characters, those with the most other characters in common first.</summary>
    private static string[] FindSimilar(string text)
    {
        var candidates = Languages.Known
            .Select(static known => known.StartsWith(GrammarPrefix, StringComparison.Ordinal) ? known.Substring(GrammarPrefix.Length) : known)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToLookup(name => name.Zip(text, static (one, other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other)).TakeWhile(static same => same).Count());
        var longest = candidates.Max(static group => group.Key);
        return longest < 2 ? [] : candidates[longest].OrderByDescending(name => name.Intersect(text).Count()).ThenBy(static name => name.Length).Take(5).ToArray();
    }
}
