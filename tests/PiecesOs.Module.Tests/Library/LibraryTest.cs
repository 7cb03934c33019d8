using System.Text.Json;
using PiecesOs.Module.Tests.Support;

namespace PiecesOs.Module.Tests.Library;

/// <summary>A test with a server that has a library, and a folder to write to.</summary>
public abstract class LibraryTest : CmdletTest
{
    private protected TemporaryFolder Folder { get; } = new();

    protected LibraryTest()
    {
        Session.Location = Folder.Path;
        Server.On("GET /.well-known/version", Reply.Text("12.4.1"))
            .OnUnlogged("GET /.library", Reply.Status(404, "Route not found"))
            .OnUnlogged("POST /materials/metrics", Reply.Status(404, "Route not found"))
            .OnUnlogged("POST /materials/identifiers", Reply.Status(404, "Route not found"))
            .OnUnlogged("GET /assets/identifiers", Reply.Status(404, "Route not found"))
            .OnUnlogged("POST /assets/batch/fetch", Reply.Status(404, "Route not found"))
            .OnUnlogged("GET /shares", Reply.Json(Sample.List()));
        foreach (var type in new[] { "tags", "annotations", "websites" })
            Server.OnUnlogged($"POST /{type}/batch/fetch", Reply.Status(404, "Route not found"));
        for (var number = 1001; number < 1100; number++)
            Server.OnUnlogged($"GET /format/{Sample.Id(number)}", Reply.Status(404, "Route not found"));
    }

    /// <summary>The folder for exports.</summary>
    private protected string Export => Path.Combine(Folder.Path, "export");

    /// <summary>The server lists these assets, and returns them as single records without other formats.</summary>
    private protected void PrepareLibrary(params string[] assets)
    {
        Server.On("GET /assets", Reply.Json(Sample.List(assets)));
        PrepareSingleRecords(assets);
    }

    /// <summary>The server returns these single records. <see cref="ScriptedServer.Log"/> omits their requests.</summary>
    private protected void PrepareSingleRecords(params string[] assets)
    {
        foreach (var asset in assets)
        {
            var id = JsonElement.Parse(asset).GetProperty("id").GetString();
            Server.OnUnlogged($"GET /assets/{id}", Reply.Json(asset)).OnUnlogged($"GET /assets/{id}/formats", Reply.Json(Sample.List()));
        }
    }

    private protected CommandResult RunExport(params string[] switches) =>
        switches.Aggregate(Command<ExportPiecesLibraryCommand>().With("Destination", "export"), static (command, name) => command.With(name)).Run();

    private protected CommandCall Import() => Command<ImportPiecesLibraryCommand>().With("Path", "export");

    /// <summary>The names of the files in the export and in its contents folder, without the lock file.</summary>
    private protected IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Export, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Export, path).Replace('\\', '/')).Where(static name => name != ".export.lock").Order(StringComparer.Ordinal)];

    private protected string PathInExport(params string[] names) => Path.Combine([Export, .. names]);

    private protected JsonElement Manifest => JsonElement.Parse(File.ReadAllText(PathInExport("manifest.json")));

    /// <summary>The path of the only content file of the asset with this name.</summary>
    private protected string ContentOf(string name) => PathInExport(
        "content",
        Manifest.GetProperty("assets").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name).GetProperty("content").GetString()!);

    /// <summary>An asset with bytes for content.</summary>
    private protected static string AssetWithBytes(int number, string name, byte[] bytes) =>
        Sample.Asset(number, name, text: null).Replace(
            "\"specific\": \"ps1\"}", $$""" "specific": "png"}, "file": {"bytes": {"raw": [{{string.Join(',', bytes)}}]} } """, StringComparison.Ordinal);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        Folder.Dispose();
    }
}
