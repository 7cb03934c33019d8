using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("ps1", "ps1")]
    [InlineData("PS1", "ps1")]
    [InlineData(".ps1", "ps1")]
    [InlineData(" .PS1 ", "ps1")]
    [InlineData("PowerShell", "ps1")]
    [InlineData("Python", "py")]
    [InlineData("JavaScript", "js")]
    [InlineData("TypeScript", "ts")]
    [InlineData("C#", "cs")]
    [InlineData("C++", "cpp")]
    [InlineData("Ruby", "rb")]
    [InlineData("Kotlin", "kt")]
    [InlineData("Rust", "rs")]
    [InlineData("plaintext", "txt")]
    [InlineData("HTML", "html")]
    [InlineData("r", "r")]
    [InlineData("R", "r")]
    [InlineData("gemfile", "Gemfile")]
    [InlineData("hljs-python", "hljs-python")]
    [InlineData("HLJS-Python", "hljs-python")]
    [InlineData("Nginx", "hljs-nginx")]
    [InlineData(".bash_aliases", ".bash_aliases")]
    public void Any_spelling_becomes_the_documented_one(string spelling, string language) => Languages.Find(spelling).ShouldBe(language);

    [Theory]
    [InlineData("main.ps1", "ps1")]
    [InlineData("MAIN.PS1", "ps1")]
    [InlineData("Map<string>.cs", "cs")]
    [InlineData("a|b.js", "js")]
    [InlineData("Gemfile", "Gemfile")]
    [InlineData("Notes on js", null)]
    [InlineData("Notes.", null)]
    public void A_file_name_or_any_other_text_tells_the_language_by_its_end(string name, string? language) => Languages.OfFile(name).ShouldBe(language);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("klingon")]
    [InlineData("UNKNOWN")]
    public void What_Pieces_does_not_know_is_not_found(string spelling) => Languages.Find(spelling).ShouldBeNull();

    [Fact]
    public void Every_documented_one_stays_and_is_found_in_upper_case()
    {
        foreach (var language in Languages.Known)
        {
            Languages.Find(language).ShouldBe(language);
            Languages.Known.ShouldContain(Languages.Find(language.ToUpperInvariant()).ShouldNotBeNull());
        }
    }

    [Theory]
    [InlineData("ps1", "hljs-powershell")]
    [InlineData("PowerShell", "ps1")]
    [InlineData("Python", "py")]
    [InlineData("markdown", "md")]
    [InlineData("txt", "hljs-plaintext")]
    [InlineData("foo", "FOO")]
    public void Names_of_the_same_language_are_the_same(string one, string other)
    {
        Languages.AreSame(one, other).ShouldBeTrue();
        Languages.AreSame(other, one).ShouldBeTrue();
    }

    [Theory]
    [InlineData("c", "cpp")]
    [InlineData("js", "json")]
    [InlineData("txt", "UNKNOWN")]
    [InlineData("hljs-abnf", "hljs-accesslog")]
    [InlineData("hljs-abnf", "txt")]
    public void Other_languages_are_not(string one, string other) => Languages.AreSame(one, other).ShouldBeFalse();
}
