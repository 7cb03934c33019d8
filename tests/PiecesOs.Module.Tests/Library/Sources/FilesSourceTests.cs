using System.Text;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

public sealed class FilesSourceTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    [Fact]
    public async Task Each_file_becomes_an_asset_with_its_name_language_and_exact_content()
    {
        Write("files/top.ps1", "Get-Date\r\nno last line end");
        Write("files/deep/er/main.py", "print('é 😀')\n");
        Write("files/deep/wide.txt", "wide\u00e9", new UnicodeEncoding(bigEndian: false, byteOrderMark: true));
        Write("files/Dockerfile", "FROM scratch\n");
        Write("files/main.bicep", "param x string\n");
        Write("files/.gitignore", "bin/\n");
        var bytes = Enumerable.Range(0, 300_000).Select(static index => (byte)(index * 7)).ToArray();
        Folder.Write("files/large.bin", bytes);

        var results = ImportTwice("files");

        results.Select(static result => (result.SourceId, result.Action)).ShouldBe(
        [
            (".gitignore", PiecesImportAction.Created), ("Dockerfile", PiecesImportAction.Created), ("deep/er/main.py", PiecesImportAction.Created),
            ("deep/wide.txt", PiecesImportAction.Created), ("large.bin", PiecesImportAction.Created), ("main.bicep", PiecesImportAction.Created),
            ("top.ps1", PiecesImportAction.Created),
        ]);
        results.ShouldAllBe(result => result.SourcePath == Folder.PathOf("files"));
        var stored = await StoredAsync();
        stored.Select(static one => (one.Name, one.Content)).ShouldBe(
        [
            (".gitignore", "bin/\n"), ("Dockerfile", "FROM scratch\n"), ("large.bin", Convert.ToHexString(bytes)), ("main.bicep", "param x string\n"),
            ("main.py", "print('é 😀')\n"), ("top.ps1", "Get-Date\r\nno last line end"), ("wide.txt", "wide\u00e9"),
        ]);
        stored.Single(static one => one.Name == "top.ps1").Language.ShouldBe("ps1");
        stored.Single(static one => one.Name == "Dockerfile").Language.ShouldBe("dockerfile");
        stored.Single(static one => one.Name == "large.bin").IsText.ShouldBeFalse();
    }

    [Fact]
    public void Hidden_and_generated_files_are_left_out_and_empty_files_and_links_have_a_reason()
    {
        Write("files/kept.txt", "kept");
        Write("files/empty.txt", "");
        foreach (var hidden in new[] { ".git/config", ".obsidian/app.json", "node_modules/x/index.js", ".DS_Store", "sub/.cache" })
            Write("files/" + hidden, "hidden");
        Write("outside/secret.txt", "secret");
        File.CreateSymbolicLink(Folder.PathOf("files", "link.txt"), Folder.PathOf("outside", "secret.txt"));
        Directory.CreateSymbolicLink(Folder.PathOf("files", "linked"), Folder.PathOf("outside"));

        var results = ImportAll("files");

        results.Select(static result => (result.Name, result.Reason)).ShouldBe(
        [
            ("empty.txt", "The file is empty."), ("kept.txt", null), ("link.txt", "It is a symbolic link, which is not followed."), ("linked", "It is a symbolic link, which is not followed."),
        ]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_error_and_the_others_are_imported()
    {
        Write("files/a.txt", "a");
        using var locked = new FileStream(Write("files/b.txt", "b"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Write("files/c.txt", "c");

        var result = Import("files").Run();

        result.SingleError().Id().ShouldBe("FileNotReadable");
        result.OutputAs<PiecesImportResult>().Select(static one => one.Action).ShouldBe([PiecesImportAction.Created, PiecesImportAction.Failed, PiecesImportAction.Created]);
        (await StoredAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_that_the_server_rejects_fails_for_that_file_only()
    {
        Write("files/a.txt", "a");
        Write("files/b.txt", "b");
        Write("files/c.txt", "c");
        await Sandbox.AdminAsync(HttpMethod.Post, ".sandbox/faults", new { path = "/assets/create$", after = 1, times = 1, status = 413, body = "too large" });

        var result = Import("files").With("ThrottleLimit", 1).Run();

        result.SingleError().Id().ShouldBe("PayloadTooLarge");
        result.OutputAs<PiecesImportResult>().Select(static one => one.Action).ShouldBe([PiecesImportAction.Created, PiecesImportAction.Failed, PiecesImportAction.Created]);
        ImportAll("files").Select(static one => one.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Created, PiecesImportAction.Skipped]);
    }

    /// <summary>Saved files have an extension, and no characters that file systems reject, so their names differ from those in the library.</summary>
    [Fact]
    public async Task Files_that_were_saved_from_the_library_are_recognized_in_it()
    {
        Session.Run(
            """
            New-PiecesAsset 'Get-Date' 'a/b: what?' -Language ps1 -Connection $server | Out-Null
            New-PiecesAsset 'same' 'equal' -Language txt -Connection $server | Out-Null
            New-PiecesAsset 'same' 'equal' -Language txt -Connection $server | Out-Null
            New-PiecesAsset 'other' 'equal' -Language txt -Connection $server | Out-Null
            New-PiecesAsset 'named' 'file.txt' -Language txt -Connection $server | Out-Null
            Get-PiecesAsset -Connection $server | Save-PiecesAsset -Destination saved -Connection $server | Out-Null
            """,
            ("server", Sandbox.Address.OriginalString)).Errors.ShouldBeEmpty();

        ImportAll("saved").Select(static one => one.Action).ShouldBe(Enumerable.Repeat(PiecesImportAction.Skipped, 5));

        Write("saved/equal (9).txt", "same");
        ImportAll("saved").Count(static one => one.Action == PiecesImportAction.Created).ShouldBe(1, "the library has two, and the folder three");
        (await StoredAsync()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Tags_are_added_to_everything_that_is_imported()
    {
        Write("files/a.txt", "a");

        Import("files").With("Tag", new[] { "from disk", "2026" }).Run().ShouldSucceed();

        (await StoredAsync()).Single().Tags.ShouldBe("from disk|2026");
    }

    [Fact]
    public async Task Paths_from_the_pipeline_never_make_a_second_copy()
    {
        Write("one/a.txt", "a");
        Write("one/b.txt", "b");
        Write("two/a.txt", "a");
        Write("two/c.txt", "c");

        var results = Session.Command<ImportPiecesLibraryCommand>().With("Connection", Sandbox.Address)
            .Input(new DirectoryInfo(Folder.PathOf("one")), new DirectoryInfo(Folder.PathOf("two"))).Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static one => one.Action).ShouldBe([PiecesImportAction.Created, PiecesImportAction.Created, PiecesImportAction.Skipped, PiecesImportAction.Created]);
        (await StoredAsync()).Select(static one => one.Name).ShouldBe(["a.txt", "b.txt", "c.txt"]);
        (await Sandbox.GetRequestsAsync()).Count(static request => request.Path == "/assets").ShouldBe(1 + 1, "the list is read once by the import, and once by this test");
    }

    /// <summary>Each path is compared with the whole library, as if it were imported alone.</summary>
    [Fact]
    public async Task An_asset_of_the_library_matches_one_file_of_each_path()
    {
        Write("one/a.txt", "a");
        Write("one/copy/a.txt", "a");
        Write("two/a.txt", "a");
        Write("three/a.txt", "a");
        Write("three/copy/a.txt", "a");
        Write("three/more/a.txt", "a");
        ImportAll("two").Single().Action.ShouldBe(PiecesImportAction.Created);

        var results = Session.Command<ImportPiecesLibraryCommand>().With("Connection", Sandbox.Address)
            .Input(new DirectoryInfo(Folder.PathOf("two")), new DirectoryInfo(Folder.PathOf("one")), new DirectoryInfo(Folder.PathOf("two")), new DirectoryInfo(Folder.PathOf("three")))
            .Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Where(static one => one.Action == PiecesImportAction.Created).Select(one => Path.GetRelativePath(Folder.Path, one.SourcePath!) + ":" + one.SourceId)
            .ShouldBe(["one:copy/a.txt", "three:more/a.txt"]);
        (await StoredAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public void WhatIf_shows_for_several_paths_what_an_import_would_do()
    {
        Write("one/a.txt", "a");
        Write("two/a.txt", "a");
        Write("two/c.txt", "c");

        var result = Session.Command<ImportPiecesLibraryCommand>().With("Connection", Sandbox.Address).WhatIf()
            .Input(new DirectoryInfo(Folder.PathOf("one")), new DirectoryInfo(Folder.PathOf("two"))).Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target).ShouldBe(["a.txt", "c.txt"]);
        result.OutputAs<PiecesImportResult>().Single().Action.ShouldBe(PiecesImportAction.Skipped);
    }

    /// <summary>The folder is there when the import finds it, and gone when it reads it.</summary>
    [Fact]
    public async Task A_folder_that_cannot_be_read_is_an_error_and_the_others_are_imported()
    {
        for (var number = 100; number < 300; number++)
            Write($"files/a{number}.txt", "a");
        Write("files/b/gone.txt", "gone");
        Write("files/c.txt", "c");
        var call = Import("files").With("ThrottleLimit", 1);
        var isFirst = true;
        call.OnOutput(_ =>
        {
            if (isFirst)
                Directory.Delete(Folder.PathOf("files", "b"), recursive: true);
            isFirst = false;
        });

        var result = await call.RunAsync().WaitAsync(Patience.Limit);

        var error = result.SingleError();
        error.Id().ShouldBe("FileNotFound");
        error.TargetObject.ShouldBe("b");
        result.OutputAs<PiecesImportResult>().Select(static one => one.Action).Distinct().ShouldBe([PiecesImportAction.Created, PiecesImportAction.Failed]);
        (await StoredAsync()).Count.ShouldBe(201);
    }
}
