using System.Text;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>The whole library is saved to disk and imported into another library.</summary>
public sealed class LibraryJobs(JobFixture fixture) : JobTest(fixture)
{
    [Theory]
    [InlineData(Server.Direct, "Get-PiecesAsset")]
    [InlineData(Server.Slow, "Get-PiecesAsset")]
    [InlineData(Server.Slow, "Get-PiecesAsset -NoContent")]
    [InlineData(Server.Slow, "Get-PiecesAssetIdentifier")]
    public async Task All_assets_are_saved_as_files(Server server, string get)
    {
        var materials = Materials.FilesWithLargeOnes(seed: 61, 200);
        var named = materials.Where(static material => material.Language is not null).Select(static material => material.Name).ToHashSet();
        var assets = await FillLibraryAsync(materials);
        Connect(server);

        var result = RunWithoutErrors($"{get} -OutVariable assets | Save-PiecesAsset -Destination out -ThrottleLimit 8");

        var byId = assets.ToDictionary(static asset => asset.Id);
        var selected = Variable("assets").Select(asset => byId[TextOf(asset, "Id")]).ToList();
        var files = result.Output.Cast<FileInfo>().ToList();
        files.Select(static file => Encoding.Latin1.GetString(File.ReadAllBytes(file.FullName))).ShouldBe(selected.Select(static asset => Encoding.Latin1.GetString(asset.Content)));
        Directory.GetFiles(Folder.PathOf("out")).Length.ShouldBe(assets.Count);
        selected.Zip(files)
            .Where(pair => named.Contains(pair.First.Name) && pair.First.Name != pair.Second.Name)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Saved_files_can_be_overwritten(Server server)
    {
        var assets = await FillLibraryAsync(Materials.Files(seed: 62, 100));
        Connect(server);

        var result = RunWithoutErrors(
            """
            Get-PiecesAsset | Save-PiecesAsset -Destination out -ThrottleLimit 8 | Out-Null
            Get-ChildItem out | ForEach-Object { Set-Content -LiteralPath $_.FullName 'an earlier run' }
            Get-PiecesAsset | Save-PiecesAsset -Destination out -Force -ThrottleLimit 8
            """);

        result.Output.Cast<FileInfo>().Select(static file => Encoding.Latin1.GetString(File.ReadAllBytes(file.FullName)))
            .ShouldBe(assets.Select(static asset => Encoding.Latin1.GetString(asset.Content)));
        Directory.GetFiles(Folder.PathOf("out")).Length.ShouldBe(assets.Count);
    }

    [Theory]
    [InlineData(Server.Direct, 4)]
    [InlineData(Server.Slow, 4)]
    [InlineData(Server.Slow, 16)]
    public async Task An_export_can_be_imported(Server server, int throttleLimit)
    {
        await FillForExportAsync(server);
        await using var other = await StartPiecesOsAsync();
        await using var slow = await SlowServer.StartAsync(other.Address, seed: 63);
        var target = server == Server.Direct ? other.Address : slow.Address;

        var result = RunWithoutErrors(
            "Export-PiecesLibrary $folder/backup | Import-PiecesLibrary -Connection $target -ThrottleLimit $limit",
            ("target", target.OriginalString),
            ("limit", throttleLimit));

        var source = await Library.GetAssetsByIdAsync();
        var copy = await other.Library.GetAssetsByIdAsync();
        result.Output.Count.ShouldBe(source.Count);
        copy.Count.ShouldBe(source.Count);
        result.Output.ShouldAllBe(static imported => TextOf(imported, "Action") == "Created");
        result.Output.Select(imported => Describe(copy[TextOf(imported, "Id")])).ShouldBe(result.Output.Select(imported => Describe(source[TextOf(imported, "SourceId")])));
        result.Output.Select(static imported => TextOf(imported, "Name")).ShouldBe(result.Output.Select(imported => source[TextOf(imported, "SourceId")].Name));
    }

    [Fact]
    public async Task A_second_export_and_a_second_import_change_nothing()
    {
        await FillForExportAsync(Server.Slow);
        await using var other = await StartPiecesOsAsync();

        var result = RunWithoutErrors(
            """
            $first = Export-PiecesLibrary $folder/backup
            $second = Export-PiecesLibrary $folder/second
            Import-PiecesLibrary $folder/backup -Connection $target | Out-Null
            Import-PiecesLibrary $folder/second -Connection $target
            """,
            ("target", other.Address.OriginalString));

        var source = await Library.GetAssetsAsync();
        result.Output.Count.ShouldBe(source.Count);
        result.Output.ShouldAllBe(static imported => TextOf(imported, "Action") == "Skipped");
        (await other.Library.GetAssetsAsync()).Select(Describe).ShouldBe(source.Select(Describe), ignoreOrder: true);
        Digest("backup").ShouldBe(Digest("second"));
    }

    /// <summary>A server that assigns IDs, as Pieces OS does.</summary>
    private static async Task<Sandbox> StartPiecesOsAsync()
    {
        var server = await Sandbox.StartAsync();
        await server.AddFaultAsync(new { path = "/.library", status = 404, body = "Route not found" });
        return server;
    }

    private static string Describe(StoredAsset asset) =>
        $"{asset.Name}|{asset.Language}|{asset.IsText}|{string.Join(',', asset.Tags.Order())}|{string.Join(',', asset.Descriptions.Order())}|{Encoding.Latin1.GetString(asset.Content)}";

    private string Digest(string export) =>
        string.Join('\n', Directory.GetFiles(Folder.PathOf(export), "*", SearchOption.AllDirectories).Where(static file => Path.GetFileName(file) is not ("manifest.json" or "report.md"))
            .Order().Select(file => $"{Path.GetRelativePath(Folder.PathOf(export), file)} {System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));

    /// <summary>A library in which each asset has its own tags and description.</summary>
    private async Task FillForExportAsync(Server server)
    {
        await FillLibraryAsync(Materials.FilesWithLargeOnes(seed: 64, 120));
        WriteCsv("rows.csv", Materials.Rows(seed: 65, 30));
        Connect(Server.Direct);
        RunWithoutErrors("Import-Csv rows.csv | ForEach-Object { New-PiecesAsset $_.Text $_.Name -Language $_.Language -Tag $_.Tag, all -Description $_.Description }");
        Connect(server);
    }
}
