using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Saves a large file as an asset. The floor posts the same JSON from a file.</summary>
internal sealed class CreateBinaryScenario() : BinaryScenario("create-binary", "A large file saved as an asset", "New-PiecesAsset -Path")
{
    protected override Task PrepareAsync(SandboxServer server, IReadOnlyList<BinaryFile> files) => Task.CompletedTask;

    protected override Contestant Contestant(BenchmarkContext context, SandboxServer server, BinaryFile warmUp, BinaryFile file)
    {
        var expected = new ContentsDigest();
        expected.Add(File.ReadAllBytes(file.Path));
        return context
            .Pwsh(
                NameOf(file), "create-binary", server, "-Module", context.Paths.Module, "-Floors", context.Paths.Floors,
                "-Uri", server.Address, "-WarmUp", warmUp.Path, "-Path", file.Path, "-Body", file.SeedPath)
            .With(server.ResetAsync, result =>
            {
                var asset = ListReference.ReadOne(new Uri(server.Address, "assets/" + result.Text("id")));
                Check.Same(asset.Contents, $"{expected}", "hash of the content that the server holds");
                Check.Same(result.Integer("sent"), new FileInfo(file.SeedPath).Length, "bytes that the floor sent");
            });
    }
}
