using System.Globalization;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Formats;

public sealed class FilesFormatTests : FormatTest
{
    [Fact]
    public void Every_content_is_a_file_with_the_same_bytes()
    {
        var assets = FormAsset.All();
        var result = ConvertAll(LibraryForm.Files);

        // One asset has no content, and one has a second format.
        (result.AssetCount, result.LeftOutCount, result.FileCount).ShouldBe((assets.Length - 1, 1, assets.Length));
        var contents = assets.Select(static asset => asset.Content).OfType<byte[]>().Append("text in the image"u8.ToArray()).Select(System.Convert.ToHexString);
        OutFiles.Select(path => System.Convert.ToHexString(File.ReadAllBytes(PathInOut(path)))).ShouldBe(contents, ignoreOrder: true);
        OutFiles.Select(static path => path.Normalize().ToUpperInvariant()).Distinct().Count().ShouldBe(OutFiles.Length);
    }

    [Fact]
    public void Names_and_folders_are_those_that_people_know()
    {
        ExportLibrary(
            new(1) { Name = "main.py", Language = "py", Text = "1" },
            new(2) { Name = "photo", Language = "jpeg", Kind = "IMAGE", Bytes = [1, 0xFF] },
            new(3) { Name = "Dockerfile", Language = "dockerfile", Text = "2" },
            new(4) { Name = "run me", Language = "hljs-powershell", Text = "3" },
            new(5) { Name = "notes", Language = "UNKNOWN", Text = "4" },
            new(6) { Name = "notes", Language = "UNKNOWN", Text = "5" },
            new(7) { Name = "x", Language = "aux", Text = "6" });

        Convert(LibraryForm.Files).ShouldSucceed();

        OutFiles.Where(static path => !path.StartsWith("text/notes.", StringComparison.Ordinal) || path == "text/notes.txt")
            .ShouldBe(["_aux/x.aux", "dockerfile/Dockerfile", "images/photo.jpeg", "powershell/run me.ps1", "python/main.py", "text/notes.txt"], ignoreOrder: true);
        OutFiles.Length.ShouldBe(7);
    }

    [Fact]
    public void The_time_of_a_file_is_that_of_the_last_change()
    {
        ExportLibrary(new FormAsset(1) { Name = "a", Text = "x" });

        Convert(LibraryForm.Files).ShouldSucceed();

        File.GetLastWriteTimeUtc(PathInOut("powershell/a.ps1")).ShouldBe(DateTime.Parse("2025-06-21T18:42:02.407636Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), TimeSpan.FromMilliseconds(1));
    }
}
