using System.Management.Automation;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>File system failures, by the error codes of this operating system.</summary>
public sealed class FileFaultTests
{
    [Fact]
    public void A_full_disk_is_reported() => ShouldBe(Fault(unchecked((int)0x80070070), linux: 28, mac: 28), "DiskFull", ErrorCategory.WriteError);

    [Fact]
    public void A_full_quota_is_reported() => ShouldBe(Fault(unchecked((int)0x80070508), linux: 122, mac: 69), "DiskFull", ErrorCategory.WriteError);

    [Fact]
    public void A_file_in_use_by_another_program_is_reported() =>
        ShouldBe(Fault(unchecked((int)0x80070020), linux: 11, mac: 35), "FileInUse", ErrorCategory.ResourceBusy);

    [Fact]
    public void A_missing_permission_is_reported() => ShouldBe(new UnauthorizedAccessException("no"), "AccessDenied", ErrorCategory.PermissionDenied);

    [Fact]
    public void A_read_only_file_system_is_reported() =>
        ShouldBe(Fault(unchecked((int)0x80070013), linux: 30, mac: 30), "AccessDenied", ErrorCategory.PermissionDenied);

    [Fact]
    public void Any_other_failure_has_the_message_of_the_system() =>
        ShouldBe(new DirectoryNotFoundException("the folder is gone"), "FileNotWritable", ErrorCategory.WriteError).Message.ShouldContain("the folder is gone");

    /// <summary>Writes to /dev/full, the Linux device that is always full, with the writers that an export uses.</summary>
    [Fact]
    public void A_full_device_is_reported_as_a_full_disk_even_when_the_writer_is_closed()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux has a device that is always full.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 4096);
        full.WriteByte(1);

        Should.Throw<InputException>(() => OutputFile.Attempt("/dev/full", full.Flush)).ErrorId.ShouldBe("DiskFull");
        Should.Throw<InputException>(() => OutputFile.Attempt("/dev/full", full.Dispose)).ErrorId.ShouldBe("DiskFull");
    }

    [Fact]
    public void A_file_opened_exclusively_is_reported_as_in_use()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("held.txt", "x");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Should.Throw<InputException>(() => OutputFile.Attempt(path, () => File.ReadAllText(path))).ErrorId.ShouldBe("FileInUse");
    }

    [Fact]
    public void A_failed_write_leaves_no_file_under_the_final_name()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.txt");
        folder.Write("a.txt", "before");

        Should.Throw<InputException>(() => OutputFile.Write(path, new FailingStream(), overwrite: true));

        File.ReadAllText(path).ShouldBe("before");
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
    }

    private static IOException Fault(int windows, int linux, int mac) =>
        new("refused", OperatingSystem.IsWindows() ? windows : OperatingSystem.IsMacOS() ? mac : linux);

    private static InputException ShouldBe(Exception fault, string id, ErrorCategory category)
    {
        var error = Should.Throw<InputException>(() => OutputFile.Attempt("x.txt", () => throw fault));
        (error.ErrorId, error.Category).ShouldBe((id, category));
        error.Message.ShouldContain("x.txt");
        return error;
    }

    /// <summary>Returns some bytes, then fails as a full disk does.</summary>
    private sealed class FailingStream : MemoryStream
    {
        public override void CopyTo(Stream destination, int bufferSize)
        {
            destination.Write([1, 2, 3], 0, 3);
            throw Fault(unchecked((int)0x80070070), linux: 28, mac: 28);
        }
    }
}
