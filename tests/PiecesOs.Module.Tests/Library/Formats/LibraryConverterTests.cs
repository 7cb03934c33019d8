using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Formats;

/// <summary>Export-PiecesLibrary with -As, with and without a server.</summary>
public sealed class LibraryConverterTests : FormatTest
{
    [Fact]
    public void The_lossless_export_is_made_in_a_hidden_folder_first()
    {
        PrepareLibrary(Sample.Asset(1, "one", "text 1"), Sample.Asset(2, "two", text: null));

        var result = RunForm(LibraryForm.Markdown).ShouldSucceed().OutputAs<PiecesConversion>().Single();

        (result.Form, result.Path, result.AssetCount, result.FileCount, result.KeptFileCount).ShouldBe((LibraryForm.Markdown, Out, 2, 5, 0));
        (result.LibraryPath, result.Export!.AssetCount, result.Export.IsComplete).ShouldBe((Path.Combine(Out, ".pieces-library"), 2, true));
        File.Exists(Path.Combine(Out, ".pieces-library", "manifest.json")).ShouldBeTrue();
        OutFiles.ShouldContain("powershell/one.md");
    }

    [Fact]
    public void A_second_export_changes_only_what_changed()
    {
        PrepareLibrary(Sample.Asset(1, "one", "text 1"), Sample.Asset(2, "two", "text 2"), Sample.Asset(3, "three", "text 3"));
        RunForm(LibraryForm.Markdown).ShouldSucceed();
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        foreach (var path in OutFiles)
            File.SetLastWriteTimeUtc(PathInOut(path), time);
        File.WriteAllText(PathInOut("powershell/three.md"), "mine");
        PrepareLibrary(Sample.Asset(1, "one", "text 1"), Sample.Asset(2, "two", "changed"), Sample.Asset(3, "three", "changed"));

        var run = RunForm(LibraryForm.Markdown).ShouldSucceed();

        run.OutputAs<PiecesConversion>().Single().KeptFileCount.ShouldBe(1);
        run.Warnings.ShouldHaveSingleItem().ShouldBe("Files that were changed since the last export were kept: 1 (powershell/three.md). To replace them, use -Force.");
        OutFiles.Where(path => File.GetLastWriteTimeUtc(PathInOut(path)) != time).ShouldBe(["powershell/three.md", "powershell/two.md"], ignoreOrder: true);
        File.ReadAllText(PathInOut("powershell/two.md")).ShouldContain("changed");
        File.ReadAllText(PathInOut("powershell/three.md")).ShouldBe("mine");
        RunForm(LibraryForm.Markdown, "Force").ShouldSucceed().Warnings.ShouldBeEmpty();
        File.ReadAllText(PathInOut("powershell/three.md")).ShouldContain("changed");
    }

    [Theory]
    [InlineData(LibraryForm.Markdown)]
    [InlineData(LibraryForm.Files)]
    [InlineData(LibraryForm.VSCode)]
    [InlineData(LibraryForm.SnippetsLab)]
    [InlineData(LibraryForm.Raycast)]
    [InlineData(LibraryForm.Html)]
    public void An_existing_export_is_converted_without_a_server(LibraryForm form)
    {
        ExportLibrary(new FormAsset(1) { Name = "one", Text = "x" });

        var first = Convert(form).ShouldSucceed().OutputAs<PiecesConversion>().Single();
        var contents = OutFiles.ToDictionary(static path => path, path => File.ReadAllText(PathInOut(path)));
        var second = Convert(form).ShouldSucceed().OutputAs<PiecesConversion>().Single();

        (first.AssetCount, first.KeptFileCount, first.Export).ShouldBe((1, 0, null));
        (second.FileCount, second.KeptFileCount).ShouldBe((first.FileCount, 0));
        OutFiles.ToDictionary(static path => path, path => File.ReadAllText(PathInOut(path))).ShouldBe(contents);
    }

    [Fact]
    public void Forms_can_share_a_folder()
    {
        ExportLibrary(new FormAsset(1) { Name = "one", Text = "x" });
        foreach (var form in Enum.GetValues<LibraryForm>().Where(static form => form != LibraryForm.Library))
            Convert(form).ShouldSucceed();
        var all = OutFiles;

        Convert(LibraryForm.Files).ShouldSucceed();

        OutFiles.ShouldBe(all);
        all.ShouldContain("powershell/one.md");
        all.ShouldContain("powershell/one.ps1");
    }

    [Fact]
    public void A_damaged_export_is_not_converted()
    {
        ExportLibrary(new FormAsset(1) { Name = "one", Text = "x" });
        File.AppendAllText(ContentOf("one"), "more");

        Convert(LibraryForm.Files).SingleError().Id().ShouldBe("ExportDamaged");

        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_with_other_files_is_used_only_with_force_and_its_files_are_kept()
    {
        ExportLibrary(new FormAsset(1) { Name = "one", Text = "x" });
        Directory.CreateDirectory(PathInOut("powershell"));
        File.WriteAllText(PathInOut("powershell/one.ps1"), "mine");

        Convert(LibraryForm.Files).SingleError().Id().ShouldBe("FolderNotEmpty");
        Convert(LibraryForm.Files, "Force").ShouldSucceed();
        Convert(LibraryForm.Files).ShouldSucceed();

        OutFiles.ShouldBe(["powershell/one (2).ps1", "powershell/one.ps1"]);
        File.ReadAllText(PathInOut("powershell/one.ps1")).ShouldBe("mine");
    }

    [Fact]
    public void The_lossless_form_of_an_existing_export_is_an_error()
    {
        ExportLibrary(new FormAsset(1) { Name = "one", Text = "x" });

        Convert(LibraryForm.Library).SingleError().Id().ShouldBe("FormRequired");
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        ExportLibrary(new FormAsset(1) { Name = "one", Text = "x" });

        Convert(LibraryForm.Html, "WhatIf").ShouldSucceed().Output.ShouldBeEmpty();

        Directory.Exists(Out).ShouldBeFalse();
    }

    private CommandResult RunForm(LibraryForm form, params string[] switches) =>
        switches.Aggregate(Command<ExportPiecesLibraryCommand>().With("Destination", "out").With("As", form), static (command, name) => command.With(name)).Run();
}
