using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>Files become assets.</summary>
public sealed class FileJobs(JobFixture fixture) : Job(fixture)
{
    private const int Count = 350;

    [Theory]
    [InlineData(Server.Direct, 4)]
    [InlineData(Server.Slow, 4)]
    [InlineData(Server.Slow, 32)]
    public async Task Files_of_a_folder(Server server, int throttleLimit)
    {
        var files = Folder.Write(Materials.Files(seed: 11, Count));
        Connect(server);

        var result = RunWithoutErrors(
            "Get-ChildItem $folder -File -Recurse -Force -OutVariable files | New-PiecesAsset -Tag imported -ThrottleLimit $limit", ("limit", throttleLimit));

        await ShouldBeStoredAsync(Named("files", files), result.Output);
        (await Library.GetAssetsAsync()).ShouldAllBe(static asset => asset.Tags.SequenceEqual(new[] { "imported" }));
    }

    /// <summary>The materials of the files in a variable, in its order.</summary>
    private List<Material> Named(string variable, IReadOnlyDictionary<string, Material> files) =>
        [.. Variable(variable).Select(file => files[((FileInfo)file!).FullName])];
}
