using System.Text;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Formats;

public sealed class GeneratedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_with_the_same_content_is_not_touched()
    {
        Run(("a.md", "one"), ("b/c.md", "two"));
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(PathOf("a.md"), time);

        var files = Run(("a.md", "one"), ("b/c.md", "three"));

        (files.FileCount, files.KeptFileCount).ShouldBe((2, 0));
        File.GetLastWriteTimeUtc(PathOf("a.md")).ShouldBe(time);
        Read("b/c.md").ShouldBe("three");
    }

    [Fact]
    public void A_file_that_the_user_changed_is_kept_until_it_is_forced()
    {
        Run(("a.md", "one"), ("b.md", "two"));
        File.WriteAllText(PathOf("a.md"), "mine");

        var files = Run(("a.md", "changed in the library"), ("b.md", "two"));
        (files.FileCount, files.KeptFileCount).ShouldBe((2, 1));
        files.KeptNames.ShouldBe(["a.md"]);
        Read("a.md").ShouldBe("mine");
        Run(("a.md", "one"), ("b.md", "two")).KeptFileCount.ShouldBe(1);

        Run(force: true, ("a.md", "one"), ("b.md", "two")).KeptFileCount.ShouldBe(0);
        Read("a.md").ShouldBe("one");
        Names().ShouldBe(["a.md", "b.md"]);
    }

    [Fact]
    public void A_file_that_an_export_no_longer_has_is_deleted_only_if_it_is_unchanged()
    {
        Run(("x/a.md", "one"), ("x/b.md", "two"), ("y/c.md", "three"));
        File.WriteAllText(PathOf("x/b.md"), "mine");

        var files = Run(("d.md", "four"));

        files.KeptNames.ShouldBe(["x/b.md"]);
        Names().ShouldBe(["d.md", "x/b.md"]);
        Directory.Exists(PathOf("y")).ShouldBeFalse();
        Run(("d.md", "four")).KeptFileCount.ShouldBe(0);
        Read("x/b.md").ShouldBe("mine");
    }

    [Fact]
    public void A_file_of_somebody_else_is_kept_and_the_new_one_gets_another_name()
    {
        File.WriteAllText(PathOf("a.md"), "theirs");
        Directory.CreateDirectory(PathOf("b.md"));

        Run(("a.md", "one"), ("b.md", "two")).FileCount.ShouldBe(2);
        Run(("a.md", "changed"), ("b.md", "two"));

        Names().ShouldBe(["a (2).md", "a.md", "b (2).md"]);
        (Read("a.md"), Read("a (2).md")).ShouldBe(("theirs", "changed"));
    }

    [Fact]
    public void Files_written_before_an_interruption_are_recognized()
    {
        Run(("a.md", "one"), ("b.md", "two"), ("c.md", "three"));
        Interrupt(("a.md", "changed a"), ("new.md", "new"));
        File.WriteAllText(PathOf(".0123456789abcdef0123456789abcdef.partial"), "half");
        File.AppendAllText(PathOf(".pieces-export.journal"), "{\"form\":\"Markdown\",\"path\":\"b.m");
        Read("a.md").ShouldBe("changed a");

        var files = Run(("a.md", "changed again"), ("b.md", "changed b"));

        (files.FileCount, files.KeptFileCount).ShouldBe((2, 0));
        Names().ShouldBe(["a.md", "b.md"]);
        Directory.EnumerateFiles(_folder.Path, ".*").Select(Path.GetFileName).ShouldBe([".pieces-export.json"]);
    }

    [Fact]
    public void A_file_that_was_announced_and_not_written_is_still_the_earlier_one()
    {
        Run(("a.md", "one"));
        File.WriteAllText(PathOf(".pieces-export.journal"), "{\"form\":\"Markdown\",\"path\":\"a.md\",\"sha256\":\"" + new string('0', 64) + "\"}\n");

        Run(("a.md", "two")).KeptFileCount.ShouldBe(0);

        Read("a.md").ShouldBe("two");
    }

    [Fact]
    public void Each_form_has_its_own_files()
    {
        Run(("a.md", "one"));
        Run(LibraryForm.Html, force: false, ("index.html", "page"), ("a.md", "other"));

        Names().ShouldBe(["a (2).md", "a.md", "index.html"]);
        Run();
        Names().ShouldBe(["a (2).md", "index.html"]);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_different_files_of_one_run_and_the_same_file_in_the_next()
    {
        Run(("Readme.md", "one"), ("README.md", "two"));
        Names().Length.ShouldBe(2);

        Run(("README.md", "changed"));

        Names().ShouldHaveSingleItem().ShouldBe("Readme.md");
        Read("Readme.md").ShouldBe("changed");
    }

    [Fact]
    public void A_symbolic_link_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links requires administrator rights.");
        using var outside = new TemporaryFolder();
        outside.Write("target.md", "theirs");
        File.CreateSymbolicLink(PathOf("a.md"), outside.PathOf("target.md"));
        Directory.CreateSymbolicLink(PathOf("x"), outside.Path);

        Should.Throw<InputException>(() => Run(("x/b.md", "one"))).ErrorId.ShouldBe("FolderIsLink");
        Run(("a.md", "one"));

        File.ReadAllText(outside.PathOf("target.md")).ShouldBe("theirs");
        Directory.GetFiles(outside.Path).ShouldHaveSingleItem();
        Names().ShouldContain("a (2).md");
    }

    [Fact]
    public void A_folder_that_became_a_link_is_not_cleaned_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links requires administrator rights.");
        using var outside = new TemporaryFolder();
        Run(("x/a.md", "one"));
        Directory.Delete(PathOf("x"), recursive: true);
        outside.Write("a.md", "one");
        Directory.CreateSymbolicLink(PathOf("x"), outside.Path);

        Run(("b.md", "two"));

        File.Exists(outside.PathOf("a.md")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../a.md")]
    [InlineData("x/../../a.md")]
    [InlineData("/a.md")]
    [InlineData("C:/a.md")]
    [InlineData("x\\a.md")]
    public void A_record_cannot_delete_a_file_outside_the_folder(string path)
    {
        using var files = GeneratedFiles.Open(_folder.PathOf("in"), LibraryForm.Markdown, replaceChanged: false, CancellationToken.None);
        Should.Throw<InvalidOperationException>(() => files.Write(path, static _ => { }));
        _folder.Write("a.md", "mine");
        var hash = FileDigest.OfFile(_folder.PathOf("a.md"), CancellationToken.None).Sha256;
        File.WriteAllText(_folder.PathOf("in", ".pieces-export.json"), System.Text.Json.JsonSerializer.Serialize(new { forms = new { Markdown = new[] { new { path, sha256 = hash } } } }));

        using var next = GeneratedFiles.Open(_folder.PathOf("in"), LibraryForm.Markdown, replaceChanged: false, CancellationToken.None);
        next.Finish();

        File.Exists(_folder.PathOf("a.md")).ShouldBeTrue();
    }

    [Fact]
    public void A_damaged_record_is_an_error_and_nothing_is_written()
    {
        Run(("a.md", "one"));
        File.WriteAllText(PathOf(".pieces-export.json"), "{\"forms\":");

        Should.Throw<InputException>(() => Run(("a.md", "two"))).ErrorId.ShouldBe("ExportDamaged");
        Read("a.md").ShouldBe("one");
        Run(force: true, ("a.md", "two"));
        (Read("a.md"), Read("a (2).md")).ShouldBe(("one", "two"));
    }

    [Fact]
    public void A_file_whose_content_cannot_be_written_leaves_the_earlier_one()
    {
        Run(("a.md", "one"));

        using (var files = Open(LibraryForm.Markdown, force: false))
            Should.Throw<InputException>(() => files.Write("a.md", static _ => throw new IOException("disk")));

        Read("a.md").ShouldBe("one");
        Directory.EnumerateFiles(_folder.Path, "*.partial").ShouldBeEmpty();
    }

    [Fact]
    public void Times_are_those_of_the_asset()
    {
        var created = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
        using var files = Open(LibraryForm.Files, force: false);

        files.Write("a.txt", static output => output.WriteByte(1), created.AddYears(1), created);

        File.GetLastWriteTimeUtc(PathOf("a.txt")).ShouldBe(created.AddYears(1).UtcDateTime);
        if (!OperatingSystem.IsLinux())
            File.GetCreationTimeUtc(PathOf("a.txt")).ShouldBe(created.UtcDateTime);
    }

    public void Dispose() => _folder.Dispose();

    private GeneratedFiles Run(params (string Path, string Text)[] contents) => Run(LibraryForm.Markdown, force: false, contents);

    private GeneratedFiles Run(bool force, params (string Path, string Text)[] contents) => Run(LibraryForm.Markdown, force, contents);

    private GeneratedFiles Run(LibraryForm form, bool force, params (string Path, string Text)[] contents)
    {
        using var files = Open(form, force);
        Write(files, contents);
        files.Finish();
        return files;
    }

    /// <summary>A run that ends without <see cref="GeneratedFiles.Finish"/>.</summary>
    private void Interrupt(params (string Path, string Text)[] contents)
    {
        using var files = Open(LibraryForm.Markdown, force: false);
        Write(files, contents);
    }

    private GeneratedFiles Open(LibraryForm form, bool force) => GeneratedFiles.Open(_folder.Path, form, force, CancellationToken.None);

    private static void Write(GeneratedFiles files, (string Path, string Text)[] contents)
    {
        foreach (var (path, text) in contents)
            files.Write(path, output => output.Write(Encoding.UTF8.GetBytes(text)));
    }

    private string PathOf(string path) => _folder.PathOf(path.Split('/'));

    private string Read(string path) => File.ReadAllText(PathOf(path));

    private string[] Names() => [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/')).Where(static path => path[0] != '.').Order(StringComparer.Ordinal)];
}
