using System.Text;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>Assets are identified in every form: objects, IDs, names and patterns; from the pipeline and as arguments; live and deserialized.</summary>
public sealed class IdentityJobs(JobFixture fixture) : NamedAssetJobTest(fixture)
{
    /// <inheritdoc/>
    protected override bool KeepsLibrary => true;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Assets_are_returned_in_input_order(Server server, string form)
    {
        var selected = await SelectAssetsAsync(server, 150);

        var result = RunWithoutErrors($"{form} Get-PiecesAsset -ThrottleLimit 8");

        result.Output.Select(static asset => TextOf(asset, "Id")).ShouldBe(selected.Select(static asset => asset.Id));
        result.Output.Select(static asset => TextOf(asset, "Name")).ShouldBe(selected.Select(static asset => asset.Name));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Content_is_returned_for_each_asset(Server server, string form)
    {
        var selected = await SelectAssetsAsync(server, 50);

        var result = RunWithoutErrors($"{form} Get-PiecesAssetContent");

        result.Output.Select(Latin1Of).ShouldBe(selected.Select(static asset => Latin1Of(asset.IsText ? asset.Text : asset.Content)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Formats_are_returned_for_each_asset(Server server, string form)
    {
        var selected = await SelectAssetsAsync(server, 50);

        var result = RunWithoutErrors($"{form} Get-PiecesAssetFormat");

        result.Output.Select(static format => TextOf(format, "AssetId")).ShouldBe(selected.Select(static asset => asset.Id));
        result.Output.Select(static format => TextOf(format, "Language")).ShouldBe(selected.Select(static asset => asset.Language));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Assets_are_saved_as_files_in_input_order(Server server, string form)
    {
        var selected = await SelectAssetsAsync(server, 120);

        var result = RunWithoutErrors($"{form} Save-PiecesAsset -Destination out -ThrottleLimit 8");

        var files = result.Output.Cast<FileInfo>().ToList();
        files.Select(static file => Latin1Of(File.ReadAllBytes(file.FullName))).ShouldBe(selected.Select(static asset => Latin1Of(asset.Content)));
        Directory.GetFiles(Folder.PathOf("out")).Length.ShouldBe(selected.Count);
    }

    [Theory]
    [InlineData("Get-PiecesAsset -Id $ids -ThrottleLimit 8")]
    [InlineData("Get-PiecesAsset $ids")]
    [InlineData("Get-PiecesAsset -Id $names -ThrottleLimit 8")]
    [InlineData("Get-PiecesAsset -Id $assets -ThrottleLimit 8")]
    [InlineData("$ids | ForEach-Object { Get-PiecesAsset -Id $_ }")]
    [InlineData("Get-PiecesAssetIdentifier | Where-Object Id -in $ids | Sort-Object { $ids.IndexOf($_.Id) } | Get-PiecesAsset -ThrottleLimit 8")]
    public async Task Assets_are_returned_for_arguments(string script)
    {
        var selected = await SelectAssetsAsync(Server.Slow, 80);

        var result = RunWithoutErrors(script);

        result.Output.Select(static asset => TextOf(asset, "Id")).ShouldBe(selected.Select(static asset => asset.Id));
        result.Output.Select(static asset => TextOf(asset, "Name")).ShouldBe(selected.Select(static asset => asset.Name));
    }

    [Theory]
    [InlineData("Save-PiecesAsset *.py, *.ps1 -Destination out")]
    [InlineData("'*.py', '*.ps1' | Save-PiecesAsset -Destination out -ThrottleLimit 8")]
    public async Task Assets_selected_by_pattern_are_saved_as_files(string script)
    {
        var assets = await FillAsync();
        Connect(Server.Slow);

        var result = RunWithoutErrors(script);

        var selected = assets.Where(IsScript).ToDictionary(static asset => asset.Name);
        result.Output.Count.ShouldBe(selected.Count);
        result.Output.Cast<FileInfo>().Where(file => !selected[file.Name].Content.AsSpan().SequenceEqual(File.ReadAllBytes(file.FullName))).ShouldBeEmpty();
    }

    private static bool IsScript(StoredAsset asset) => asset.Name.EndsWith(".py", StringComparison.Ordinal) || asset.Name.EndsWith(".ps1", StringComparison.Ordinal);

    private static string Latin1Of(object? content) => Encoding.Latin1.GetString(content as byte[] ?? Encoding.UTF8.GetBytes((string)content!));
}
