using System.Management.Automation;
using System.Net.Sockets;
using System.Text;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class NewAssetFileTests : FileTest
{
    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16", "utf-16 big-endian"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_text_file_is_saved_as_text_without_its_byte_order_mark(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            "utf-8 with mark" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            _ => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        };
        var path = Folder.Write("greeting.ps1", "'Grüße 🎉'\r\n", encoding);

        Command<NewPiecesAssetCommand>().With("LiteralPath", path).Run().ShouldSucceed();

        SentText.ShouldBe("'Grüße 🎉'\r\n");
        SentName.ShouldBe("greeting.ps1");
        SentSeed.GetProperty("format").GetProperty("fragment").GetProperty("metadata").GetProperty("ext").GetString().ShouldBe("ps1");
    }

    [Fact]
    public void A_binary_file_is_saved_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 256).Select(static number => (byte)number).ToArray();
        var path = Folder.Write("logo.png", bytes);

        Command<NewPiecesAssetCommand>().With("LiteralPath", path).Run().ShouldSucceed();

        var file = SentSeed.GetProperty("format").GetProperty("file");
        file.GetProperty("bytes").GetProperty("raw").EnumerateArray().Select(static number => number.GetByte()).ShouldBe(bytes);
        file.GetProperty("metadata").GetRawText().ShouldBe("""{"name":"logo.png","ext":"png","size":256}""");
        SentSeed.GetProperty("format").TryGetProperty("fragment", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_large_binary_file_is_sent_completely_and_its_content_is_not_requested()
    {
        var bytes = Enumerable.Range(0, 300 * 1024).Select(static number => (byte)(number * 7)).ToArray();
        var path = Folder.Write("data.bin", bytes);

        Command<NewPiecesAssetCommand>().With("LiteralPath", path).Run().ShouldSucceed();

        Server.RequestTo("/assets/create").Query.ShouldBe("transferables=false");
        SentSeed.GetProperty("format").GetProperty("file").GetProperty("bytes").GetProperty("raw")
            .EnumerateArray().Select(static number => number.GetByte()).SequenceEqual(bytes).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a.CS", "cs")]
    [InlineData("module.psm1", "ps1")]
    [InlineData("Gemfile", "Gemfile")]
    [InlineData("x.tmLanguage", "tmLanguage")]
    [InlineData("notes.unheardof", null)]
    [InlineData("noextension", null)]
    [InlineData("Dockerfile", "dockerfile")]
    [InlineData("Makefile", "hljs-makefile")]
    [InlineData("Format.ps1xml", "xml")]
    [InlineData("data.jsonc", "json")]
    [InlineData(".gitignore", null)]
    [InlineData("main.bicep", null)]
    public void The_language_comes_from_the_file_name_if_Pieces_supports_it(string name, string? language)
    {
        Command<NewPiecesAssetCommand>().With("LiteralPath", Folder.Write(name, "x")).Run().ShouldSucceed();

        var hasLanguage = SentSeed.GetProperty("format").GetProperty("fragment").TryGetProperty("metadata", out var metadata);
        (hasLanguage ? metadata.GetProperty("ext").GetString() : null).ShouldBe(language);
    }

    [Fact]
    public void Explicit_name_and_language_have_priority()
    {
        Command<NewPiecesAssetCommand>().With("LiteralPath", Folder.Write("a.txt", "x")).With("Name", "mine").With("Language", "md").Run().ShouldSucceed();

        SentName.ShouldBe("mine");
        SentSeed.GetProperty("format").GetProperty("fragment").GetProperty("metadata").GetProperty("ext").GetString().ShouldBe("md");
    }

    [Theory]
    [InlineData("PS1")]
    [InlineData(".ps1")]
    [InlineData("powershell")]
    [InlineData("PowerShell")]
    public void A_language_is_sent_under_the_name_that_Pieces_uses(string language)
    {
        Command<NewPiecesAssetCommand>().With("Text", "x").With("Language", language).Run().ShouldSucceed();

        SentSeed.GetProperty("format").GetProperty("fragment").GetProperty("metadata").GetProperty("ext").GetString().ShouldBe("ps1");
    }

    [Fact]
    public void An_unknown_language_is_rejected()
    {
        var result = Command<NewPiecesAssetCommand>().With("Text", "x").With("Language", "klingon").Run();

        result.TerminatingException.ShouldNotBeNull().Message.ShouldContain("'klingon'");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("pipe", "a named pipe")]
    [InlineData("link to pipe", "a named pipe")]
    [InlineData("socket", "a socket")]
    [InlineData("/dev/zero", "a device")]
    [InlineData("/proc/self/status", "a virtual file")]
    public void An_error_names_a_path_that_is_not_a_regular_file_and_the_file_is_not_read(string kind, string words)
    {
        if (OperatingSystem.IsWindows() || (kind.StartsWith('/') && !File.Exists(kind)))
            Assert.Skip($"This operating system has no {kind}.");
        var path = kind.StartsWith('/') ? kind : Path.Combine(Folder.Path, kind);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (kind == "socket")
            socket.Bind(new UnixDomainSocketEndPoint(path));
        if (kind.EndsWith("pipe", StringComparison.Ordinal))
            CreateNamedPipe(Path.Combine(Folder.Path, "pipe"));
        if (kind.StartsWith("link", StringComparison.Ordinal))
            File.CreateSymbolicLink(path, Path.Combine(Folder.Path, "pipe"));

        var error = Command<NewPiecesAssetCommand>().With("LiteralPath", path).Run().SingleError();

        error.Id().ShouldBe("NotAFile");
        error.Message().ShouldContain(words);
        Server.Requests.ShouldNotContain(static request => request.Path == "/assets/create");
    }

    [Theory]
    [InlineData("[[NAME]].csproj")]
    [InlineData("[open.txt")]
    [InlineData("a[1].txt")]
    public void A_path_that_is_the_exact_name_of_a_file_selects_that_file(string name)
    {
        Folder.Write(name, "content");

        Command<NewPiecesAssetCommand>().With("Path", name).Run().ShouldSucceed();

        SentName.ShouldBe(name);
    }

    [Fact]
    public void A_path_that_is_neither_a_pattern_nor_a_file_is_an_invalid_pattern() =>
        Command<NewPiecesAssetCommand>().With("Path", "[open.txt").Run().SingleError().Id().ShouldBe("InvalidPattern");

    [Fact]
    public void A_file_that_a_job_returned_is_read()
    {
        var path = Folder.Write("a.ps1", "x");

        Session.Run(
            "Get-Item $path | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } | New-PiecesAsset -Connection $connection",
            ("path", path),
            ("connection", Connection)).ShouldSucceed();

        SentName.ShouldBe("a.ps1");
        SentText.ShouldBe("x");
    }

    [Fact]
    public void A_pattern_selects_the_matching_files()
    {
        Folder.Write("b.ps1", "b");
        Folder.Write("a.ps1", "a");
        Folder.Write("c.txt", "c");

        var result = Command<NewPiecesAssetCommand>().With("Path", "*.ps1").Run().ShouldSucceed();

        result.Output.Count.ShouldBe(2);
        result.Questions.Select(static question => Path.GetFileName(question.Target)).ShouldBe(["a.ps1", "b.ps1"]);
    }

    [Fact]
    public void A_pattern_without_matching_files_is_an_error()
    {
        Command<NewPiecesAssetCommand>().With("Path", "*.none").Run().SingleError().Id().ShouldBe("NoFileMatches");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Brackets_are_literal_in_LiteralPath_and_a_pattern_in_Path()
    {
        Folder.Write("a[1].txt", "brackets");
        Folder.Write("a1.txt", "no brackets");

        Command<NewPiecesAssetCommand>().With("LiteralPath", "a[1].txt").Run().ShouldSucceed();
        Command<NewPiecesAssetCommand>().With("Path", "a[1].txt").Run().ShouldSucceed();

        Server.Requests.Where(static request => request.Path == "/assets/create")
            .Select(static request => request.Json.GetProperty("asset").GetProperty("metadata").GetProperty("name").GetString())
            .ShouldBe(["a[1].txt", "a1.txt"]);
    }

    [Fact]
    public void A_file_from_Get_ChildItem_binds_with_its_name()
    {
        var path = Folder.Write("a[1].cs", "class A;");
        var file = new PSObject(new FileInfo(path));
        file.Properties.Add(new PSNoteProperty("PSPath", "Microsoft.PowerShell.Core\\FileSystem::" + path));

        Command<NewPiecesAssetCommand>().Input(file).Run().ShouldSucceed();

        SentText.ShouldBe("class A;");
        SentName.ShouldBe("a[1].cs");
    }

    [Fact]
    public void A_directory_from_Get_ChildItem_causes_one_error_and_the_files_are_saved()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder.Path, "sub"));
        var one = new FileInfo(Folder.Write("1.txt", "one"));
        var two = new FileInfo(Folder.Write("2.txt", "two"));

        var result = Command<NewPiecesAssetCommand>().Input(one, folder, two).Run();

        result.Output.Count.ShouldBe(2);
        var error = result.SingleError();
        error.Id().ShouldBe("PathIsDirectory");
        error.TargetObject.ShouldBe(folder.FullName);
    }
}
