using System.Management.Automation;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

/// <summary>Names are compared character by character and ignore case, both as literal names and as patterns.</summary>
public sealed class NamePatternTests
{
    [Theory]
    [InlineData("Food", "food", true)]
    [InlineData("Food", "Fo\u200Dod", false)] // An invisible character, which a culture-sensitive comparison ignores.
    [InlineData("Foo*", "Fo\u200Dod", false)]
    [InlineData("F*d", "fO\u200Dod", true)]
    [InlineData("ff*", "\uFB00", false)] // A ligature.
    [InlineData("*ff", "\uFB00", false)]
    [InlineData("ss*", "ß", false)]
    [InlineData("Straße", "STRASSE", false)]
    [InlineData("e\u0301", "\u00E9", false)] // The same letter, composed and decomposed.
    [InlineData("\u00C9*", "e\u0301cole", false)]
    [InlineData("\u00C9*", "\u00E9cole", true)]
    [InlineData("[\u00E0-\u00FC]*", "\u00C9cole", true)]
    [InlineData("\u212A*", "kelvin", false)]
    [InlineData("a`*b", "A*B", true)]
    [InlineData("a`*b", "A-B", false)]
    [InlineData("x[0-9]?", "X12", true)]
    [InlineData("x[a`-c]", "x-", true)]
    [InlineData("x[a`-c]", "xb", false)]
    [InlineData("*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("a[0", "a[0", true)]
    [InlineData("a[*-[[]", "a[*-[[]", true)] // PowerShell's own wildcard throws for this pattern.
    public void A_name_matches(string pattern, string name, bool expected) => new NamePattern(pattern).IsMatch(name).ShouldBe(expected);

    /// <summary>Except for culture, it matches as PowerShell's wildcards do.</summary>
    [Fact]
    public void Literal_text_matches_like_a_PowerShell_wildcard()
    {
        const string Characters = "abAB*?[]-`";
        var random = new Random(7);
        string Text(string from, int most) => new([.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => from[random.Next(from.Length)])]);
        var compared = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var (pattern, text) = (Text(Characters, 7), Text("abAB-[*", 5));
            // PowerShell ignores a pattern that is only a backtick, and treats [a-[b]] as a set difference.
            if (pattern == "`" || pattern.Contains("-[", StringComparison.Ordinal) || !TryMatch(pattern, text, out var expected))
                continue;
            compared++;
            new OrdinalWildcard(pattern).IsMatch(text).ShouldBe(expected, $"'{pattern}' against '{text}'");
        }

        compared.ShouldBeGreaterThan(50_000);
    }

    private static bool TryMatch(string pattern, string text, out bool isMatch)
    {
        try
        {
            isMatch = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(text);
            return true;
        }
        catch (Exception e) when (e is WildcardPatternException or ArgumentException)
        {
            isMatch = false;
            return false;
        }
    }
}
