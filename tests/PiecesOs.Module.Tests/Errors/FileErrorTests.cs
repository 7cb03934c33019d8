using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>Files that cannot be saved. The error names the file, and nothing is sent.</summary>
public sealed class FileErrorTests : FileTest
{
    [Theory]
    [InlineData("LiteralPath", "missing.txt")]
    [InlineData("LiteralPath", "nowhere/missing.txt")]
    [InlineData("LiteralPath", "nodrive:\\missing.txt")]
    [InlineData("Path", "missing.txt")]
    [InlineData("Path", "nodrive:\\missing.txt")]
    public void A_missing_file(string parameter, string path)
    {
        var error = Run(parameter, path);

        error.Id().ShouldBe("FileNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ObjectNotFound);
        error.Message().ShouldContain("missing.txt");
        error.TargetObject.ShouldBeOfType<string>().ShouldEndWith("missing.txt");
    }

    [Fact]
    public void A_directory()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub"));

        var error = Run("LiteralPath", "sub");

        error.Id().ShouldBe("PathIsDirectory");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void An_empty_file()
    {
        Folder.Write("empty.txt", string.Empty);

        var error = Run("LiteralPath", "empty.txt");

        error.Id().ShouldBe("FileEmpty");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidData);
        error.Message().ShouldContain("empty.txt");
    }

    [Fact]
    public void A_file_in_use_by_another_program()
    {
        using var held = new FileStream(Folder.Write("held.txt", "x"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = Run("LiteralPath", "held.txt");

        error.Id().ShouldBe("FileNotReadable");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ReadError);
        error.Message().ShouldContain("held.txt");
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("LiteralPath")]
    public void A_path_outside_the_file_system(string parameter)
    {
        var error = Run(parameter, "Env:PATH");

        error.Id().ShouldBe("NotAFile");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidArgument);
        error.TargetObject.ShouldBe("Env:PATH");
    }

    [Fact]
    public void A_bad_path_among_good_ones_causes_one_error()
    {
        var result = Command<NewPiecesAssetCommand>()
            .With("LiteralPath", new[] { Folder.Write("a.txt", "a"), "missing.txt", Folder.Write("b.txt", "b") }).Run();

        result.Output.Count.ShouldBe(2);
        result.SingleError().Id().ShouldBe("FileNotFound");
    }

    [Fact]
    public void A_link_to_a_missing_file()
    {
        var error = Command<NewPiecesLinkCommand>().With("LiteralPath", "missing.txt").Run().SingleError();

        error.Id().ShouldBe("FileNotFound");
    }

    private ErrorRecord Run(string parameter, string path)
    {
        var error = Command<NewPiecesAssetCommand>().With(parameter, path).Run().SingleError();
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
        Server.ConnectionCount.ShouldBe(0);
        return error;
    }
}
