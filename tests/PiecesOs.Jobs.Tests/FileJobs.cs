using System.Text;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>Files and lines become assets.</summary>
public sealed class FileJobs(JobFixture fixture) : JobTest(fixture)
{
    [Theory]
    [InlineData(Server.Direct, 4)]
    [InlineData(Server.Slow, 4)]
    [InlineData(Server.Slow, 32)]
    public async Task Files_of_a_folder_become_assets(Server server, int throttleLimit)
    {
        var files = WriteFiles(Materials.FilesWithLargeOnes(seed: 11, 350));
        Connect(server);

        var result = RunWithoutErrors(
            "Get-ChildItem $folder -File -Recurse -Force -OutVariable files | New-PiecesAsset -Tag imported -ThrottleLimit $limit", ("limit", throttleLimit));

        await ShouldBeStoredAsync(InOrderOf("files", files), result.Output);
        (await Library.GetAssetsAsync()).ShouldAllBe(static asset => asset.Tags.SequenceEqual(new[] { "imported" }));
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Files_selected_by_pattern_become_assets(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 12, 250));
        Connect(server);

        var result = RunWithoutErrors(
            """
            $patterns = "$folder/*.ps1", "$folder/*.p?", "$folder/*[sz]*.[jx]*", "$folder/*.png"
            $files = Get-Item -Path $patterns
            New-PiecesAsset -Path $patterns -ThrottleLimit 8
            """);

        var inputs = InOrderOf("files", files);
        inputs.Count.ShouldBeGreaterThan(40);
        await ShouldBeStoredAsync(inputs, result.Output);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Literal_paths_become_assets(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 13, 150));
        Connect(server);

        var result = RunWithoutErrors(
            """
            $files = Get-ChildItem $folder -File -Recurse -Force
            New-PiecesAsset -LiteralPath $files.FullName -Description 'from a list of paths' -ThrottleLimit 8
            """);

        await ShouldBeStoredAsync(InOrderOf("files", files), result.Output);
        (await Library.GetAssetsAsync()).ShouldAllBe(static asset => asset.Descriptions.SequenceEqual(new[] { "from a list of paths" }));
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Rows_with_paths_become_assets(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 14, 60));
        Connect(server);

        var result = RunWithoutErrors(
            """
            $files = Get-ChildItem $folder -File -Recurse -Force
            $files | Select-Object FullName, @{ Name = 'Title'; Expression = { "Title of $($_.Name)" } } | Export-Csv $folder/paths.csv
            Import-Csv $folder/paths.csv | ForEach-Object { New-PiecesAsset -LiteralPath $_.FullName -Name $_.Title }
            """);

        await ShouldBeStoredAsync([.. InOrderOf("files", files).Select(static file => file with { Name = "Title of " + file.Name })], result.Output);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Lines_of_a_file_become_assets(Server server)
    {
        var lines = Enumerable.Range(0, 300).Select(static number => $"line {number} – größer 🚀 [x] {new string('=', number % 17)}").ToArray();
        Folder.Write("lines.txt", string.Join('\n', lines));
        Connect(server);

        var result = RunWithoutErrors("Get-Content $folder/lines.txt | New-PiecesAsset -Language txt -ThrottleLimit 8");

        var stored = await Library.GetAssetsByIdAsync();
        result.Output.Select(asset => stored[TextOf(asset, "Id")].Text).ShouldBe(lines);
        stored.Count.ShouldBe(lines.Length);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Texts_of_files_become_assets(Server server)
    {
        var files = WriteFiles(Materials.Rows(seed: 15, 60));
        Connect(server);

        var result = RunWithoutErrors(
            """
            $files = Get-ChildItem $folder -File
            $files | ForEach-Object { Get-Content -LiteralPath $_.FullName -Raw | New-PiecesAsset -Name $_.Name -Tag $_.Extension }
            """);

        var inputs = InOrderOf("files", files);
        await ShouldBeStoredAsync([.. inputs.Select(static file => file with { Language = null })], result.Output);
        var stored = await Library.GetAssetsByIdAsync();
        result.Output.Select(asset => stored[TextOf(asset, "Id")].Tags.Single()).ShouldBe(inputs.Select(static file => Path.GetExtension(file.Name)));
    }

    [Fact]
    public async Task Output_of_a_command_becomes_assets()
    {
        Connect(Server.Slow);

        var result = RunWithoutErrors("Get-Command -Module PiecesOs | Out-String | New-PiecesAsset -Name 'Cmdlets of PiecesOs' -Language txt");

        var asset = (await Library.GetAssetsAsync()).ShouldHaveSingleItem();
        asset.Id.ShouldBe(TextOf(result.Output.ShouldHaveSingleItem(), "Id"));
        (asset.Name, asset.Language).ShouldBe(("Cmdlets of PiecesOs", "txt"));
        asset.Text.ShouldContain("Get-PiecesAsset");
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Files_become_assets_in_several_runspaces(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 16, 240));

        var result = RunWithoutErrors(
            """
            $files = Get-ChildItem $folder -File -Recurse -Force
            0..3 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:manifest
                $number = $_
                ($using:files).Where({ $_.FullName.Length % 4 -eq $number }) | New-PiecesAsset -Connection $using:server -ThrottleLimit 8
            }
            """,
            ("manifest", StagedModule.Manifest),
            ("server", AddressOf(server).OriginalString));

        result.Output.Count.ShouldBe(240);
        ShouldMatchInAnyOrder([.. files.Values], await Library.GetAssetsAsync());
    }

    [Fact]
    public async Task Files_from_a_job_become_assets()
    {
        var files = WriteFiles(Materials.Files(seed: 17, 200));
        Connect(Server.Slow);

        var result = RunWithoutErrors(
            """
            $job = $folder | ForEach-Object -AsJob -Parallel { Get-ChildItem $_ -File -Recurse -Force }
            Receive-Job $job -Wait -OutVariable files | New-PiecesAsset -ThrottleLimit 8
            Remove-Job $job
            """);

        await ShouldBeStoredAsync(InOrderOf("files", files), result.Output);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Drafts_of_files_can_be_saved(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 18, 100));
        Connect(server);

        var result = RunWithoutErrors(
            "Get-ChildItem $folder -File -Recurse -Force -OutVariable files | New-PiecesAssetDraft -ThrottleLimit 8 | Where-Object Language -ne md | New-PiecesAsset");

        var inputs = InOrderOf("files", files).Where(static file => file.Language != "md").ToList();
        var stored = await Library.GetAssetsByIdAsync();
        var output = result.Output.Select(asset => stored[TextOf(asset, "Id")]).ToList();
        output.Count.ShouldBe(stored.Count);
        output.Select(static asset => Encoding.Latin1.GetString(asset.Content)).ShouldBe(inputs.Select(static file => Encoding.Latin1.GetString(file.Content)));
        output.Select(static asset => asset.Name).ShouldBe(inputs.Select(static file => file.Name));
    }
}
