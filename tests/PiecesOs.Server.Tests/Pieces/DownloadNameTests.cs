using PiecesOs.Server.Pieces.Shares;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The names of downloads.</summary>
public sealed class DownloadNameTests
{
    [Theory]
    [InlineData("Read me", "md", "Read me.md")]
    [InlineData("main.cs", "cs", "main.cs")]
    [InlineData("notes", "text", "notes.txt")]
    [InlineData("what", "UNKNOWN", "what.txt")]
    [InlineData("x", "html\"><img>", "x.txt")]
    [InlineData("x", "hljs-plaintext", "x.txt")]
    [InlineData("../../etc/passwd", "sh", "etc_passwd.sh")]
    [InlineData("..\\..\\win.ini", "ini", "win.ini")]
    [InlineData("a\r\nSet-Cookie: b=1", "txt", "a__Set-Cookie_ b=1.txt")]
    [InlineData("a\"; filename=evil.exe; \"", "py", "a_; filename=evil.exe;.py")]
    [InlineData("report\u202Efdp.exe", "exe", "report_fdp.exe")]
    [InlineData("CON", "cs", "_CON.cs")]
    [InlineData("lpt1.log", "log", "_lpt1.log")]
    [InlineData("...", "cs", "snippet.cs")]
    [InlineData("\uD800", "cs", "snippet.cs")]
    [InlineData("Zażółć 日本 😀", "rs", "Zażółć 日本 😀.rs")]
    public void A_name_is_safe_on_every_system(string title, string extension, string expected) =>
        DownloadName.Of(title, extension, isText: true).ShouldBe(expected);

    [Fact]
    public void A_long_name_is_cut() => DownloadName.Of(new string('a', 5000), "cs", isText: true).ShouldBe(new string('a', 100) + ".cs");

    [Fact]
    public void Bytes_without_a_type_are_bin() => DownloadName.Of("x", "UNKNOWN", isText: false).ShouldBe("x.bin");

    [Theory]
    [InlineData("Zażółć 日本 😀")]
    [InlineData("a\r\nX-Evil: 1\u0000")]
    [InlineData("\"quoted\"; \\back")]
    public void The_header_has_only_ascii_and_no_line_break(string title) =>
        DownloadName.Attachment(title, "cs", isText: true).ShouldAllBe(letter => letter >= ' ' && letter < '\u007F');
}
