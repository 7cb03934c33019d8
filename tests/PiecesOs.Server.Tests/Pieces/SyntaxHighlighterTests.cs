using System.Diagnostics;
using ColorCode;
using PiecesOs.Server.Pieces.Shares;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The colors of code.</summary>
public sealed class SyntaxHighlighterTests : IDisposable
{
    private static readonly TimeSpan Enough = Patience.Limit;
    private readonly SyntaxHighlighter _highlighter = new();

    public void Dispose() => _highlighter.Dispose();

    [Theory]
    [InlineData("cs", "return 42; // why", "C#", "k:return|n:42|c:// why")]
    [InlineData("ps1", "if ($x) { 'text' } # why", "PowerShell", "k:if|s:'text'|c:# why")]
    [InlineData("py", "def f(): return 'a'", "Python", "k:def|k:return|s:'a'")]
    [InlineData("ts", "return 'b';", "Typescript", "k:return|s:'b'")]
    [InlineData("jsx", "return 'b';", "JavaScript", "k:return|s:'b'")]
    [InlineData("sql", "SELECT 1 -- why", "SQL", "k:SELECT|c:-- why")]
    [InlineData("html", "<b class=\"c\">", "HTML", "t:b|f:class")]
    [InlineData("svg", "<!-- why -->", "XML", "c:<!-- why -->")]
    [InlineData("json", "{ \"a\": 1 }", "JSON", "f:\"a\"|n:1")]
    [InlineData("rs", "fn main() { let x = 1; } // why", "Rust", "k:fn|k:let|n:1|c:// why")]
    [InlineData("go", "func main() { return `a` }", "Go", "k:func|k:return|s:`a`")]
    [InlineData("yml", "a: \"b\" # why", "YAML", "s:\"b\"|c:# why")]
    [InlineData("bsh", "if true; then echo 'a'; fi # why", "Shell", "k:if|k:then|s:'a'|k:fi|c:# why")]
    [InlineData("sh", "echo ${#a} a#b", "Shell", "k:echo")]
    [InlineData("rb", "def f; end # why", "Ruby", "k:def|k:end|c:# why")]
    [InlineData("lua", "local a = 1 -- why", "Lua", "k:local|n:1|c:-- why")]
    [InlineData("hljs-fsharp", "// why", "F#", "c:// why")]
    public void Known_languages_have_tokens(string extension, string line, string name, string expected)
    {
        _highlighter.NameOf(extension).ShouldBe(name);
        var tokens = _highlighter.Tokenize(extension, [line], Enough).ShouldHaveSingleItem();

        var found = "|" + string.Join('|', tokens.Select(token => $"{token.Style}:{line[token.Start..token.End].Trim()}")) + "|";
        foreach (var part in expected.Split('|'))
            found.ShouldContain($"|{part}|");
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
        _highlighter.Tokenize(extension, ["if (true) { }"], Enough).ShouldHaveSingleItem().ShouldBeEmpty();
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

        tokens.Count.ShouldBe(lines.Length);
        tokens[^1].ShouldBeEmpty();
        started.Elapsed.ShouldBeLessThan(Patience.Limit);
        _highlighter.Tokenize("cs", ["return;"], TimeSpan.Zero).ShouldHaveSingleItem().ShouldBeEmpty();
    }

    public static TheoryData<string> Every => [.. Languages.All.Select(language => language.Id), "rs", "go", "sh", "yaml", "toml", "rb", "kt", "swift", "dart", "lua", "dockerfile"];

    [Theory]
    [MemberData(nameof(Every))]
    public void Hostile_text_ends_in_every_language(string language)
    {
        foreach (var part in new[] { "(", "*", "<a ", "[", "\"", "'", "a ", "a", "\\", "/*", "{", "$", "\n", "<%", "`", "\u0000", "\uD800", "\u202E" })
        {
            string[] lines = [string.Concat(Enumerable.Repeat(part, 8000)).Replace('\n', ' '), "end"];

            var tokens = _highlighter.Tokenize(language, lines, TimeSpan.FromMilliseconds(50));

            tokens.Count.ShouldBe(2);
            for (var i = 0; i < lines.Length; i++)
                tokens[i].ShouldAllBe(token => token.Start < token.End && token.End <= lines[i].Length);
        }
    }

    [Fact]
    public async Task Many_pages_at_once_all_have_an_answer()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => _highlighter.Tokenize("cs", [$"return {number};"], Enough))));

        pages.ShouldAllBe(tokens => tokens.Count == 1 && tokens[0].Length > 0);
    }
}
