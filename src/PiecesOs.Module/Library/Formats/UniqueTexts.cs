using System.Globalization;

namespace PiecesOs.Module;

/// <summary>Keeps texts unique by adding numbers.</summary>
/// <param name="comparer">Which texts are the same.</param>
/// <param name="reserved">Texts that are not used.</param>
internal sealed class UniqueTexts(StringComparer comparer, params string[] reserved)
{
    private readonly HashSet<string> _used = new(reserved, comparer);
    private readonly Dictionary<string, int> _lastNumbers = new(comparer);

    /// <summary>Returns the text, or the text with the first number that makes it unique.</summary>
    /// <param name="text">The text.</param>
    /// <param name="suffix">The format of the number.</param>
    public string GetUnique(string text, string suffix)
    {
        var candidate = text;
        if (!_lastNumbers.TryGetValue(text, out var number))
            number = 1;
        while (!_used.Add(candidate))
            candidate = text + string.Format(CultureInfo.InvariantCulture, suffix, ++number);
        _lastNumbers[text] = number;
        return candidate;
    }
}
