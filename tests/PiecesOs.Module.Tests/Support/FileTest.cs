using System.Diagnostics;
using System.Text.Json;
using Shouldly;

namespace PiecesOs.Module.Tests.Support;

/// <summary>A test whose current location is its own folder, with a server that accepts seeds.</summary>
public abstract class FileTest : CmdletTest
{
    private protected TemporaryFolder Folder { get; } = new();

    protected FileTest()
    {
        Session.Location = Folder.Path;
        Server.On("POST /assets/create", Reply.Json(Sample.Asset(1))).On("POST /linkify", Reply.Json(Sample.List(Sample.Share(1))));
    }

    /// <summary>Creates a named pipe. Not available on Windows.</summary>
    internal static void CreateNamedPipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    /// <summary>The asset in the only seed that was sent.</summary>
    private protected JsonElement SentSeed => Server.RequestTo("/assets/create").Json.GetProperty("asset");

    /// <summary>The text of that asset.</summary>
    private protected string? SentText => SentSeed.GetProperty("format").GetProperty("fragment").GetProperty("string").GetProperty("raw").GetString();

    /// <summary>The title of that asset.</summary>
    private protected string? SentName => SentSeed.GetProperty("metadata").GetProperty("name").GetString();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        Folder.Dispose();
    }
}
