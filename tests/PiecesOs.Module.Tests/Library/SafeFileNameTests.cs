using System.Text;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class SafeFileNameTests
{
    private const string Id = "d290f1ee-6c54-4b01-90e6-d701748f0851";

    /// <summary>Many kinds of names that a library can contain.</summary>
    public static readonly string?[] UnusualNames =
    [
        null, "", " ", ".", "..", "...", "/", "\\", "a/b\\c", "../../etc/passwd", "..\\..\\x", "C:\\Windows\\x", "\\\\server\\share", "a:stream",
        "con", "CON", "con.txt", "Nul.tar.gz", "AUX ", "prn.", "com0", "COM1.ps1", "lpt9", "COM\u00B2", "CONIN$", "con . x",
        "a\0b", "a\r\nb", "\u001b[31mred\u001b[0m", "bell\u0007", "\u0085\u009b", "\u202Egpj.exe", "\u2066x\u2069", "\uFEFFx", "\u2028",
        "x.", "x ", "x. . .", " x", "\u00A0x\u3000", ".bashrc", "..x", "~", "-rf", "$(x)", "`x`", "a;b", "a'b\"c", "*?.ps1", "<>|",
        "\uD83D", "\uDE00\uD83D", "x\uD83D", "\uFFFE\uFFFF\uFDD0", "e\u0301", "日本語のスニペット", "😀", "👨‍👩‍👧‍👦", "_", "__",
        new('a', 300), new('語', 300), string.Concat(Enumerable.Repeat("😀", 300)), new string('a', 299) + ".ps1", new('.', 300), new(' ', 300),
        "a" + new string('\u0301', 300), new string('x', 119) + "😀", "name.ps1", "NAME.PS1", ".ps1", "a.b.c", "v1.2", "x.\u212At",
    ];

    private static readonly string?[] s_languages =
        ["ps1", "hljs-python", "UNKNOWN", null, "png", ".bashrc", "Gemfile", "../x", "a/b", "", " ", "pyx.in", new string('e', 50), "x\u202E"];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, UnusualNames.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Any_asset_name_results_in_a_valid_file_name_within_the_folder(int number)
    {
        using var folder = new TemporaryFolder();
        foreach (var language in s_languages)
        {
            foreach (var suffix in new[] { "", " (2)", ".d290f1ee", ".d290f1ee-12345" })
            {
                var name = SafeFileName.From(UnusualNames[number], Id, language, isText: true).With(suffix);

                ShouldBeSafe(name);
                Path.GetDirectoryName(folder.Write(name, "x")).ShouldBe(folder.Path);
                Directory.EnumerateFiles(folder.Path).ShouldHaveSingleItem().ShouldBe(Path.Combine(folder.Path, name));
                File.Delete(Path.Combine(folder.Path, name));
            }
        }
    }

    [Fact]
    public void Random_names_result_in_valid_file_names()
    {
        const string Alphabet = "aA1._- /\\:*?\"<>|\0\u0007\u001b\u0085\u202E\u200B\uD83D\uDE00\u0301é語conCON$~\uFFFF\u3000";
        var random = new Random(20240607);
        for (var i = 0; i < 20000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, random.Next(5) == 0 ? 400 : 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            ShouldBeSafe(SafeFileName.From(text, Id, s_languages[random.Next(s_languages.Length)], isText: random.Next(2) == 0).With(i % 3 == 0 ? " (2)" : ""));
        }
    }

    [Theory]
    [InlineData("Get-Things", "ps1", "Get-Things.ps1")]
    [InlineData("a/b\\c:d", "ps1", "a_b_c_d.ps1")]
    [InlineData("../../etc/passwd", "txt", "_._.._etc_passwd.txt")]
    [InlineData("line 1\r\nline 2\ttab", "sh", "line 1__line 2_tab.sh")]
    [InlineData("\u001b[31mred", "sh", "_[31mred.sh")]
    [InlineData("\u202Egpj.exe", "txt", "_gpj.exe")]
    [InlineData("trailing dots...", "cs", "trailing dots.cs")]
    [InlineData(" around ", "cs", "around.cs")]
    [InlineData(".bashrc", "bashrc", "_bashrc.sh")]
    [InlineData("CON", "cs", "_CON.cs")]
    [InlineData("nul.txt", "txt", "_nul.txt")]
    [InlineData("Com1.tar.gz", "gz", "_Com1.tar.gz")]
    [InlineData("aux .x", "txt", "_aux .x.txt")]
    [InlineData("COM\u00B9", "txt", "_COM\u00B9.txt")]
    [InlineData("CONsole", "txt", "CONsole.txt")]
    [InlineData("COM10", "txt", "COM10.txt")]
    [InlineData("COM", "txt", "COM.txt")]
    [InlineData("whole 😀 pair", "txt", "whole 😀 pair.txt")]
    [InlineData("e\u0301", "txt", "\u00E9.txt")]
    public void The_name_remains_readable(string name, string language, string file) =>
        SafeFileName.From(name, Id, language, isText: true).ToString().ShouldBe(file);

    [Fact]
    public void An_unpaired_surrogate_is_replaced() =>
        SafeFileName.From("half \uD83D pair", Id, "txt", isText: true).ToString().ShouldBe("half _ pair.txt");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("///")]
    [InlineData("\0\r\n")]
    [InlineData(". . .")]
    public void A_name_without_valid_characters_is_replaced_by_the_id(string? name) =>
        SafeFileName.From(name, Id, "ps1", isText: true).ToString().ShouldBe(Id + ".ps1");

    [Fact]
    public void Without_a_valid_id_there_is_a_default_name()
    {
        SafeFileName.From("", null, "ps1", isText: true).ToString().ShouldBe("asset.ps1");
        SafeFileName.From("", "../..", "ps1", isText: true).ToString().ShouldBe("asset.ps1");
        SafeFileName.From("", "a/../b", "ps1", isText: true).ToString().ShouldBe("a_.._b.ps1");
    }

    [Theory]
    [InlineData("script.ps1", "ps1", "script.ps1")]
    [InlineData("SCRIPT.PS1", "ps1", "SCRIPT.PS1")]
    [InlineData("script.ps1", "hljs-powershell", "script.ps1")]
    [InlineData("module.psm1", "ps1", "module.psm1")]
    [InlineData("config.yml", "yaml", "config.yml")]
    [InlineData("page.htm", "html", "page.htm")]
    [InlineData("photo.JPEG", "jpg", "photo.JPEG")]
    [InlineData("a.tar.gz", "gz", "a.tar.gz")]
    [InlineData("Gemfile", "Gemfile", "Gemfile")]
    [InlineData("my gems", "Gemfile", "my gems.rb")]
    [InlineData("json", "json", "json.json")]
    [InlineData("v1.2", "cs", "v1.2.cs")]
    [InlineData("script.ps1", "py", "script.ps1.py")]
    [InlineData("main.py", "UNKNOWN", "main.py")]
    [InlineData("main.py", "txt", "main.py")]
    [InlineData("photo.png", null, "photo.png")]
    [InlineData("Step 1. Do it", "txt", "Step 1. Do it.txt")]
    [InlineData("x.ps1.", "ps1", "x.ps1")]
    [InlineData("main.bicep", "txt", "main.bicep")]
    [InlineData("main.bicep", "cs", "main.bicep")]
    [InlineData("data.jsonc", "json", "data.jsonc")]
    [InlineData("Format.ps1xml", "xml", "Format.ps1xml")]
    [InlineData("photo.heic", null, "photo.heic")]
    [InlineData("Dockerfile", "dockerfile", "Dockerfile")]
    [InlineData("Dockerfile", "txt", "Dockerfile")]
    [InlineData("Makefile", "hljs-makefile", "Makefile")]
    [InlineData(".gitignore", null, ".gitignore")]
    [InlineData(".gitignore", "sh", ".gitignore")]
    [InlineData(".profile", "txt", "_profile.txt")]
    [InlineData("see example.com", "txt", "see example.com.txt")]
    [InlineData("invoice.scr", "txt", "invoice.scr.txt")]
    public void The_extension_is_not_doubled(string name, string? language, string file) =>
        SafeFileName.From(name, Id, language, isText: true).ToString().ShouldBe(file);

    [Fact]
    public void A_dotfile_name_with_a_suffix_is_not_hidden()
    {
        SafeFileName.From(".gitignore", Id, "txt", isText: true).With(" (2)").ShouldBe("_gitignore (2)");
        SafeFileName.From(".gitignore", Id, "txt", isText: true).With(".d290f1ee").ShouldBe("_gitignore.d290f1ee");
    }

    [Fact]
    public void Composed_and_decomposed_forms_are_the_same_file_name()
    {
        var names = new UniqueFileNames();

        names.GetUnique(SafeFileName.From("caf\u00E9", Id, "txt", isText: true)).ShouldBe("caf\u00E9.txt");
        names.GetUnique(SafeFileName.From("cafe\u0301", Id, "txt", isText: true)).ShouldBe("caf\u00E9 (2).txt");
    }

    [Fact]
    public void A_long_name_is_shortened_and_the_extension_is_kept()
    {
        SafeFileName.From(new string('a', 300) + ".ps1", Id, "ps1", isText: true).ToString().ShouldBe(new string('a', 116) + ".ps1");
        SafeFileName.From(new string('a', 300), Id, "ps1", isText: true).With(" (10)").ShouldBe(new string('a', 111) + " (10).ps1");
        Encoding.UTF8.GetByteCount(SafeFileName.From(new string('語', 300), Id, "ps1", isText: true).ToString()).ShouldBe((78 * 3) + 4);
        SafeFileName.From(new string('x', 115) + "😀", Id, "ps1", isText: true).ToString().ShouldBe(new string('x', 115) + ".ps1");
    }

    private static void ShouldBeSafe(string name)
    {
        name.Length.ShouldBeInRange(1, 120, name);
        Encoding.UTF8.GetByteCount(name).ShouldBeLessThanOrEqualTo(240, name);
        name.ShouldNotStartWith(".");
        name[0].ShouldNotBe(' ');
        name[^1].ShouldNotBe('.');
        name[^1].ShouldNotBe(' ');
        name.IndexOfAny([.. "<>:\"/\\|?*\u202E\u200B\u2066\uFEFF\u2028\uFFFE\uFFFF"]).ShouldBe(-1, name);
        name.Any(char.IsControl).ShouldBeFalse(name);
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(name).ShouldNotBeEmpty();
        name.IsNormalized().ShouldBeTrue(name);
        Devices().ShouldNotContain(name.Split('.')[0].TrimEnd().ToUpperInvariant(), name);
    }

    private static IEnumerable<string> Devices() =>
        [.. new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }, .. "0123456789\u00B9\u00B2\u00B3".SelectMany(static digit => new[] { "COM" + digit, "LPT" + digit })];
}
