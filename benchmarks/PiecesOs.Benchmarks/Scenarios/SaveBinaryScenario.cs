using System.Security.Cryptography;
using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Saves the content of an asset as a large file. The floor reads the same response.</summary>
internal sealed class SaveBinaryScenario() : BinaryScenario("save-binary", "A large asset saved as a file", "Save-PiecesAsset")
{
    private readonly Dictionary<BinaryFile, string> _ids = [];

    protected override async Task PrepareAsync(SandboxServer server, IReadOnlyList<BinaryFile> files)
    {
        foreach (var file in files)
            _ids[file] = await server.CreateAsync(file.SeedPath);
    }

    protected override Contestant Contestant(BenchmarkContext context, SandboxServer server, BinaryFile warmUp, BinaryFile file)
    {
        var expected = HashOf(file.Path);
        var folder = context.Paths.EmptyFolder("saved");
        return context
            .Pwsh(
                NameOf(file), "save-binary", server, "-Module", context.Paths.Module, "-Floors", context.Paths.Floors,
                "-Uri", server.Address, "-WarmUp", _ids[warmUp], "-Id", _ids[file], "-Folder", folder)
            .With(() => Task.CompletedTask, result => Check.Same(HashOf(result.Text("file")), expected, "hash of the file"));
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
