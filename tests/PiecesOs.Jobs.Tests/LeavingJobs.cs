using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>The whole library leaves a Pieces OS that migrates its database, has no user, omits data from its list, and fails.</summary>
public sealed class LeavingJobs(JobFixture fixture) : JobTest(fixture)
{
    private const int Lost = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_command_exports_everything(bool listBreaksOff)
    {
        var (stored, shares) = await FillAsync();
        await using var server = await Sandbox.StartAsync(
            "--data", Folder.PathOf("data.db"), "--relations", "junction", "--list-loses", Lost.ToString(CultureInfo.InvariantCulture),
            "--account", "signed-out", "--health", "quoted", "--os-version", "12.6.29-staging");
        if (listBreaksOff)
            await server.AddFaultAsync(new { method = "GET", path = "/assets$", truncateAfterBytes = 100_000 });
        await server.AddFaultAsync(new { path = "/assets/batch/fetch", after = 1, times = 1, status = 503, headers = new Dictionary<string, string> { ["Retry-After"] = "1" } });
        await server.AddFaultAsync(new { path = "/assets/batch/fetch", after = 2, times = 1, drop = true });
        await server.SetAccountAsync(new { migrating = true });

        var running = RunInBackground($"Export-PiecesLibrary $folder/backup -Connection {server.Address}");
        await server.WaitForHealthRequestsAsync(2);
        await server.SetAccountAsync(new { migrating = false });
        var result = await running;

        result.Errors.ShouldBeEmpty();
        result.Warnings.Count.ShouldBe(listBreaksOff ? 1 : 0);
        var export = result.Output.ShouldHaveSingleItem();
        TextOf(export, "IsComplete").ShouldBe("True");
        new[] { "AssetCount", "ContentCount", "IdentifierCount", "MetricsCount" }.Select(count => TextOf(export, count)).ShouldAllBe(count => count == $"{stored.Count}");
        TextOf(export, "ListCount").ShouldBe(listBreaksOff ? string.Empty : $"{stored.Count - Lost}");
        ShouldContain("backup", stored);
        TextOf(export, "LinkCount").ShouldBe($"{shares.Count}");
        await ShouldBeImportableAsync(stored);
    }

    [Fact]
    public async Task A_second_export_moves_only_what_changed()
    {
        var (stored, shares) = await FillAsync();
        await using var server = await Sandbox.StartAsync("--data", Folder.PathOf("data.db"), "--content", "asked");
        Connect(server.Address);
        RunWithoutErrors("Export-PiecesLibrary $folder/backup");
        await server.RenameAsync(stored[5].Id, "renamed");
        var before = await server.CountSentBytesAsync();

        var export = RunWithoutErrors("Export-PiecesLibrary $folder/backup").Output.ShouldHaveSingleItem();

        TextOf(export, "Resumed").ShouldBe($"{stored.Count - 1}");
        (await server.CountSentBytesAsync() - before).ShouldBeLessThan(before / 2);
        ShouldContain("backup", [.. stored.Select((asset, index) => index == 5 ? asset with { Name = "renamed" } : asset)]);
        RunWithoutErrors("Import-PiecesLibrary $folder/backup -WhatIf").Output.Count.ShouldBe(stored.Count + shares.Count);
    }

    /// <summary>A library with everything that one can contain: texts, files, images in two formats, tags, descriptions and links.</summary>
    private async Task<(IReadOnlyList<StoredAsset> Assets, IReadOnlyList<StoredShare> Shares)> FillAsync()
    {
        await using var server = await Sandbox.StartAsync("--data", Folder.PathOf("data.db"), "--enrich", "off");
        await server.AddAsync(Materials.FilesWithLargeOnes(seed: 71, 60));
        await server.AddSamplesAsync(65);
        WriteCsv("rows.csv", Materials.Rows(seed: 72, 15));
        Connect(server.Address);
        RunWithoutErrors("Import-Csv rows.csv | ForEach-Object { New-PiecesAsset $_.Text $_.Name -Language $_.Language -Tag $_.Tag, all -Description $_.Description }");
        var assets = await server.Library.GetAssetsAsync();
        await server.ShareAsync(assets.Take(12).Select(static (asset, index) => (asset.Id, $"link-{index}")));
        return (assets, await server.Library.GetSharesAsync());
    }

    /// <summary>The export must contain the assets byte for byte, with their names, tags, descriptions and formats.</summary>
    private void ShouldContain(string export, IReadOnlyList<StoredAsset> stored)
    {
        var manifest = JsonElement.Parse(File.ReadAllText(Path.Combine(Folder.PathOf(export), "manifest.json")));
        var files = manifest.GetProperty("assets").EnumerateArray().ToDictionary(static entry => entry.GetProperty("id").GetString()!, static entry => entry.GetProperty("content").GetString());
        var lines = File.ReadLines(Path.Combine(Folder.PathOf(export), "assets.jsonl")).Select(static line => JsonElement.Parse(line)).Select(StoredAsset.From).ToDictionary(static asset => asset.Id);
        files.Count.ShouldBe(stored.Count);
        lines.Count.ShouldBe(stored.Count);
        stored.Where(asset => Describe(lines[asset.Id]) != Describe(asset)).Select(asset => $"{Describe(lines[asset.Id])}\n{Describe(asset)}").ShouldBeEmpty();
        stored.Where(asset => !File.ReadAllBytes(Path.Combine(Folder.PathOf(export), "content", files[asset.Id]!)).AsSpan().SequenceEqual(asset.Content)).ShouldBeEmpty();
    }

    private async Task ShouldBeImportableAsync(IReadOnlyList<StoredAsset> stored)
    {
        await using var other = await Sandbox.StartAsync("--enrich", "off");
        RunWithoutErrors("Import-PiecesLibrary $folder/backup -Connection $target", ("target", other.Address.OriginalString));

        // A server generates names and tags of its own.
        var imported = await other.Library.GetAssetsAsync();
        imported.Count.ShouldBe(stored.Count);
        stored.Where(static asset => asset.Name.Length > 0).Select(Identify).Except(imported.Select(Identify)).ShouldBeEmpty();
        stored.Where(static asset => asset.Tags.Contains("all")).Select(Describe).Except(imported.Select(Describe)).ShouldBeEmpty();
    }

    private static string Identify(StoredAsset asset) => $"{asset.Name}|{asset.Language}|{Convert.ToHexString(SHA256.HashData(asset.Content))}";

    private static string Describe(StoredAsset asset) =>
        $"{Identify(asset)}|{asset.FormatCount}|{string.Join(',', asset.Tags.Order(StringComparer.Ordinal))}|{string.Join(',', asset.Descriptions.Order(StringComparer.Ordinal))}";
}
