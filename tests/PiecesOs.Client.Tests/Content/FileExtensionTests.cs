using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

public sealed class FileExtensionTests
{
    [Theory]
    [InlineData("ps1", "ps1")]
    [InlineData("hljs-powershell", "ps1")]
    [InlineData("hljs-python", "py")]
    [InlineData("hljs-javascript", "js")]
    [InlineData("hljs-typescript", "ts")]
    [InlineData("hljs-csp", "txt")]
    [InlineData("bashrc", "sh")]
    [InlineData(".zshrc", "zsh")]
    [InlineData("Cargo.lock", "toml")]
    [InlineData("text", "txt")]
    [InlineData("UNKNOWN", "txt")]
    [InlineData(null, "txt")]
    [InlineData("", "txt")]
    [InlineData("a new one", "txt")]
    [InlineData("../../x", "txt")]
    [InlineData("cara2", "cara2")]
    [InlineData("c++", "c++")]
    public void Text_gets_the_extension_of_its_language(string? language, string extension) =>
        FileExtension.Of(language, isText: true).ShouldBe(extension);

    [Theory]
    [InlineData("png", "png")]
    [InlineData("UNKNOWN", "bin")]
    [InlineData(null, "bin")]
    [InlineData("hljs-csp", "bin")]
    public void Bytes_too(string? language, string extension) => FileExtension.Of(language, isText: false).ShouldBe(extension);

    [Fact]
    public void Every_known_language_has_a_plain_extension()
    {
        foreach (var language in Languages.Known)
        {
            var extension = FileExtension.Of(language, isText: true);
            extension.ShouldNotBeEmpty(language);
            extension.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.').ShouldBeTrue(language);
            extension.ShouldNotStartWith(".", customMessage: language);
            extension.ShouldNotStartWith("hljs", customMessage: language);
        }
    }

    [Fact]
    public void Every_language_in_the_table_is_one_that_Pieces_knows() => Languages.Known
        .Where(static language => language.StartsWith("hljs-", StringComparison.Ordinal))
        .Count(static language => FileExtension.Of(language, isText: true) != "txt").ShouldBeGreaterThan(90);
}
