using System.Diagnostics;
using PiecesOs.Server.Pieces.Shares;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The colors of code.</summary>
public sealed class SyntaxHighlighterTests : IDisposable
{
    private static readonly TimeSpan Enough = Patience.Limit;
    private readonly SyntaxHighlighter _highlighter = new();

    public void Dispose() => _highlighter.Dispose();

    [Theory]
    [InlineData("cs", "return 42; // why", "C#", "k:return n:42 c:// why")]
    [InlineData("ps1", "if ($x) { 'text' } # why", "PowerShell", "k:if s:'text' c:# why")]
    [InlineData("py", "def f(): return 'a'", "Python", "k:def f:f k:return s:'a'")]
    [InlineData("rs", "fn main() { let x = 1; }", "Rust", "k:fn f:main k:let n:1")]
    [InlineData("go", "func main() { return }", "Go", "k:func k:return")]
    [InlineData("ts", "const a: string = 'b';", "TypeScript", "s:'b'")]
    [InlineData("sql", "SELECT 1 -- why", "SQL", "k:SELECT c:-- why")]
    [InlineData("yaml", "# why", "YAML", "c:# why")]
    [InlineData("html", "<b class=\"c\">", "HTML", "t:b f:class")]
    [InlineData("bsh", "echo \"a\" # why", "Shell Script", "c:# why")]
    [InlineData("hljs-fsharp", "// why", "F#", "c:// why")]
    public void Known_languages_have_tokens(string extension, string line, string name, string expected)
    {
        _highlighter.NameOf(extension).ShouldBe(name);
        var tokens = _highlighter.Tokenize(extension, [line], Enough).ShouldHaveSingleItem();

        var found = tokens.Select(token => $"{token.Style}:{line[token.Start..token.End].Trim()}").ToList();
        foreach (var part in System.Text.RegularExpressions.Regex.Split(expected, " (?=[a-z]:)"))
            found.ShouldContain(part, string.Join(' ', found));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("UNKNOWN")]
    [InlineData("")]
    [InlineData("zig")]
    [InlineData("../../secret")]
    [InlineData("html\"><img>")]
    public void Other_languages_are_plain(string extension)
    {
        _highlighter.NameOf(extension).ShouldBeNull();
        _highlighter.Tokenize(extension, ["if (true) { }"], Enough).ShouldBeEmpty();
    }

    [Fact]
    public void A_comment_continues_on_the_next_line()
    {
        var tokens = _highlighter.Tokenize("cs", ["/* one", "two */ int x;"], Enough);

        tokens[0].ShouldBe([new SyntaxToken(0, 6, 'c')]);
        tokens[1][0].ShouldBe(new SyntaxToken(0, 6, 'c'));
    }

    [Fact]
    public void What_does_not_fit_into_the_time_is_plain()
    {
        var lines = Enumerable.Range(0, 200_000).Select(number => $"public static string F{number}(int a) {{ return a + \"text\"; }} // note").ToArray();
        var started = Stopwatch.StartNew();

        var tokens = _highlighter.Tokenize("cs", lines, TimeSpan.FromMilliseconds(50));

        tokens.Count.ShouldBeLessThan(lines.Length);
        started.Elapsed.ShouldBeLessThan(Patience.Limit);
        _highlighter.Tokenize("cs", ["return;"], TimeSpan.Zero).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cs")]
    [InlineData("md")]
    [InlineData("html")]
    [InlineData("js")]
    public void Hostile_text_ends_and_its_tokens_are_inside_the_lines(string extension)
    {
        string[] lines = [new('(', 3900), new('*', 3900), string.Concat(Enumerable.Repeat("<a ", 1300)), new('a', 100_000), "\u0000\uD800\u202E", "", new('[', 3900), "`" + new string('"', 3000)];

        var tokens = _highlighter.Tokenize(extension, lines, Enough);

        tokens.Count.ShouldBe(lines.Length);
        tokens[3].ShouldBeEmpty();
        for (var i = 0; i < lines.Length; i++)
            tokens[i].ShouldAllBe(token => token.Start < token.End && token.End <= lines[i].Length);
    }

    [Fact]
    public async Task Many_pages_at_once_all_have_an_answer()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => _highlighter.Tokenize("cs", [$"return {number};"], Enough))));

        pages.ShouldAllBe(tokens => tokens.Count == 1 && tokens[0].Length == 2);
    }
}
