namespace PiecesOs.Module;

/// <summary>
/// A PowerShell wildcard pattern that compares character by character and ignores case. PowerShell's own wildcards depend on the
/// culture: there, <c>Food*</c> also matches a name with an invisible character, and <c>ff*</c> matches a ligature.
/// </summary>
internal sealed class OrdinalWildcard
{
    private readonly IReadOnlyList<Element> _elements;

    /// <summary>Parses a pattern that PowerShell accepts.</summary>
    public OrdinalWildcard(string pattern) => _elements = Parse(pattern);

    /// <summary>Whether the pattern matches the whole text.</summary>
    public bool IsMatch(string text)
    {
        // If the rest does not match after a star, the star matches one more character. Earlier stars need not be tried again.
        var (element, position) = (0, 0);
        var (afterStar, starEnd) = (-1, 0);
        while (position < text.Length)
        {
            if (element < _elements.Count && _elements[element].IsStar)
            {
                (afterStar, starEnd) = (++element, position);
            }
            else if (element < _elements.Count && _elements[element].Matches(text[position]))
            {
                element++;
                position++;
            }
            else if (afterStar >= 0)
            {
                (element, position) = (afterStar, ++starEnd);
            }
            else
            {
                return false;
            }
        }

        return _elements.Skip(element).All(static left => left.IsStar);
    }

    private static List<Element> Parse(string pattern)
    {
        var elements = new List<Element>();
        List<(char Character, bool IsEscaped)>? set = null;
        var isEscaped = false;
        foreach (var character in pattern)
        {
            if (character == '`' && !isEscaped)
            {
                isEscaped = true;
                continue;
            }

            if (set is { Count: > 0 } && character == ']' && !isEscaped)
            {
                elements.Add(Element.OneOf(RangesOf(set)));
                set = null;
            }
            else if (set is not null)
            {
                set.Add((character, isEscaped));
            }
            else if (character == '[' && !isEscaped)
            {
                set = [];
            }
            else
            {
                elements.Add((character, isEscaped) switch
                {
                    ('*', false) => Element.Star,
                    ('?', false) => Element.OneOf([(char.MinValue, char.MaxValue)]),
                    _ => Element.OneOf([(character, character)]),
                });
            }

            isEscaped = false;
        }

        if (isEscaped)
            elements.Add(Element.OneOf([('`', '`')]));
        return elements;
    }

    private static (char First, char Last)[] RangesOf(List<(char Character, bool IsEscaped)> set)
    {
        var ranges = new List<(char, char)>();
        for (var i = 0; i < set.Count; i++)
        {
            var isRange = i + 2 < set.Count && set[i + 1] is { Character: '-', IsEscaped: false };
            ranges.Add((set[i].Character, set[isRange ? i + 2 : i].Character));
            if (isRange)
                i += 2;
        }

        return [.. ranges];
    }

    /// <summary>A star, or a set of character ranges.</summary>
    private sealed record Element((char First, char Last)[]? Ranges)
    {
        public static Element Star { get; } = new(Ranges: null);

        public bool IsStar => Ranges is null;

        public static Element OneOf((char First, char Last)[] ranges) => new(ranges);

        public bool Matches(char character) => Ranges!.Any(range => range.First == range.Last
            ? char.ToUpperInvariant(range.First) == char.ToUpperInvariant(character)
            : IsIn(range, character) || IsIn(range, char.ToUpperInvariant(character)) || IsIn(range, char.ToLowerInvariant(character)));

        private static bool IsIn((char First, char Last) range, char character) => range.First <= character && character <= range.Last;
    }
}
