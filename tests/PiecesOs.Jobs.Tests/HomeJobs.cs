using System.Net;
using System.Text;
using System.Text.Json;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>An export is imported into an empty local server, and everything is as it was.</summary>
public sealed class HomeJobs(JobFixture fixture) : JobTest(fixture)
{
    private const string Import = "Import-PiecesLibrary $folder/backup -Connection $target -ThrottleLimit 8";

    [Fact]
    public async Task A_library_moves_with_its_ids_times_and_links()
    {
        await FillAsync();
        await using var home = await Sandbox.StartAsync("--enrich", "off");
        await using var slow = await SlowServer.StartAsync(home.Address, seed: 71);

        var imported = RunWithoutErrors(
            $$"""
            $first = Export-PiecesLibrary $folder/backup
            {{Import}}
            $second = Export-PiecesLibrary $folder/second -Connection $copy
            """,
            ("target", slow.Address.OriginalString),
            ("copy", home.Address.OriginalString)).Output;

        await ShouldBeEqualAsync(home);
        Lines("backup/assets.jsonl", home).ShouldBe(Lines("second/assets.jsonl", home));
        Lines("backup/shares.jsonl", home).ShouldBe(Lines("second/shares.jsonl", home));
        Entries("backup").ShouldBe(Entries("second"));
        var links = imported.Where(static result => TextOf(result, "OriginalLink").Length > 0).ToList();
        (links.Count, imported.Count).ShouldBe(((await Library.GetSharesAsync()).Count, (await Library.GetSharesAsync()).Count + (await Library.GetAssetsAsync()).Count));
        imported.ShouldAllBe(static result => TextOf(result, "Action") == "Created");
        imported.Except(links).ShouldAllBe(static result => TextOf(result, "Id") == TextOf(result, "SourceId"));
        foreach (var link in links)
        {
            var (before, now) = (await Library.OpenAsync(TextOf(link, "OriginalLink")), await home.Library.OpenAsync(TextOf(link, "Link")));
            now.Status.ShouldBe(before.Status);
            now.Page.ShouldBe(before.Page);
            new Uri(TextOf(link, "Link")).Query.ShouldBe(new Uri(TextOf(link, "OriginalLink")).Query);
        }
    }

    [Fact]
    public async Task A_second_import_changes_nothing_and_Force_replaces_what_was_changed()
    {
        await FillAsync();
        await using var home = await Sandbox.StartAsync("--enrich", "off");
        RunWithoutErrors($"Export-PiecesLibrary $folder/backup; {Import}", ("target", home.Address.OriginalString));
        var before = await RawAsync(home, "assets?transferables=true");
        var assets = await home.Library.GetAssetsAsync();

        RunWithoutErrors(Import, ("target", home.Address.OriginalString)).Output.ShouldAllBe(static result => TextOf(result, "Action") == "Skipped" && TextOf(result, "Reason") == "The library already contains it.");
        (await RawAsync(home, "assets?transferables=true")).ShouldBe(before);

        await home.RenameAsync(assets[3].Id, "changed at home");
        await home.RemoveAsync(assets[5].Id);

        // Removing a link also changes when its asset was updated.
        var share = (await home.Library.GetSharesAsync()).First(share => share.AssetIds.Count == 1 && share.AssetIds[0] != assets[3].Id && share.AssetIds[0] != assets[5].Id);
        RunWithoutErrors("Remove-PiecesShare $share -Connection $target -Confirm:$false", ("share", share.Id), ("target", home.Address.OriginalString));
        var third = RunWithoutErrors(Import, ("target", home.Address.OriginalString)).Output;
        third.Where(static result => TextOf(result, "Action") == "Created").Select(static result => TextOf(result, "Id")).ShouldBe([assets[5].Id]);
        third.Where(static result => TextOf(result, "Reason") == "It differs there; -Force replaces it.").Select(static result => TextOf(result, "SourceId")).ShouldBe([assets[3].Id, share.AssetIds.Single()], ignoreOrder: true);
        third.Where(static result => TextOf(result, "Reason") == "It was revoked; -Force opens it again.").Select(static result => TextOf(result, "SourceId")).ShouldBe([share.Id]);
        (await home.Library.GetAssetsByIdAsync())[assets[3].Id].Name.ShouldBe("changed at home");

        var forced = RunWithoutErrors(Import + " -Force", ("target", home.Address.OriginalString)).Output;
        forced.Where(static result => TextOf(result, "Action") != "Skipped").Select(static result => (TextOf(result, "Action"), TextOf(result, "SourceId")))
            .ShouldBe([("Replaced", assets[3].Id), ("Replaced", share.AssetIds.Single()), ("Replaced", share.Id)], ignoreOrder: true);
        await ShouldBeEqualAsync(home);
    }

    /// <summary>The server is killed in the middle of an import, and the import is repeated until it has no error.</summary>
    [Fact]
    public async Task An_import_is_continued_after_the_server_was_killed()
    {
        await FillAsync();
        RunWithoutErrors("Export-PiecesLibrary $folder/backup | Out-Null");
        var data = Folder.PathOf("home.db");
        var count = (await Library.GetAssetsAsync()).Count;
        foreach (var stored in new[] { 20, 50, 80 })
        {
            await using var home = await SandboxServer.StartProcessAsync("--data", data);
            Session.Runspace.SessionStateProxy.SetVariable("target", home.Address.OriginalString);
            var running = RunInBackground("Import-PiecesLibrary $folder/backup -Connection $target -ThrottleLimit 2 -ErrorAction Stop");
            await Patience.UntilAsync(async () =>
            {
                using var http = new HttpClient();
                using var list = JsonDocument.Parse(await http.GetStringAsync(new Uri(home.Address, "assets/identifiers")));
                if (list.RootElement.GetProperty("iterable").GetArrayLength() < stored)
                    throw new TimeoutException($"The server does not have {stored} assets.");
            });
            await home.KillAsync();
            (await running).Output.ShouldNotBeEmpty();
        }

        await using var restarted = await Sandbox.StartAsync("--data", data, "--enrich", "off");
        var result = RunWithoutErrors(Import, ("target", restarted.Address.OriginalString)).Output;

        result.Count(static item => TextOf(item, "Action") == "Failed").ShouldBe(0);
        (await restarted.Library.GetAssetsAsync()).Count.ShouldBe(count);
        await ShouldBeEqualAsync(restarted);
    }

    /// <summary>The asset of a link is not in the list, as after it was deleted in Pieces OS, whose links live on.</summary>
    [Fact]
    public async Task A_link_to_an_asset_that_is_gone_shows_what_was_exported()
    {
        const string Text = "Write-Output 'still shown' # é";
        var (asset, share) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await FillAsync();
        await Sandbox.PutAsync($".library/assets/{asset}", new
        {
            type = "SEEDED_ASSET",
            asset = new { application = new { id = asset }, metadata = new { name = "Gone" }, format = new { fragment = new { @string = new { raw = Text } } }, pseudo = true },
        });
        await Sandbox.PutAsync($".library/shares/{share}", new { id = share, link = "https://jwaf.pieces.cloud/?p=24e242a85e", access = "PUBLIC", asset = new { id = asset } });
        await using var home = await Sandbox.StartAsync("--enrich", "off");

        RunWithoutErrors($"Export-PiecesLibrary $folder/backup; {Import}; Export-PiecesLibrary $folder/second -Connection $target", ("target", home.Address.OriginalString));

        var (status, page) = await home.Library.OpenAsync(new Uri(home.Address, "?p=24e242a85e").AbsoluteUri);
        status.ShouldBe(200);
        WebUtility.HtmlDecode(page).ShouldContain(Text);
        (await home.Library.GetAssetsAsync()).ShouldNotContain(stored => stored.Id == asset);
        (await home.Library.GetSharesAsync()).Single(stored => stored.Id == share).AssetIds.ShouldBe([asset]);
        File.ReadAllText(Directory.GetFiles(Folder.PathOf("second/links")).ShouldHaveSingleItem()).ShouldBe(Text);
        RunWithoutErrors(Import, ("target", home.Address.OriginalString)).Output.ShouldAllBe(static result => TextOf(result, "Action") == "Skipped");
    }

    [Fact]
    public async Task Tags_are_added_and_WhatIf_sends_nothing()
    {
        await FillAsync();
        await using var home = await Sandbox.StartAsync("--enrich", "off");

        RunWithoutErrors($"Export-PiecesLibrary $folder/backup | Out-Null; {Import} -WhatIf", ("target", home.Address.OriginalString)).Output.ShouldBeEmpty();
        (await home.Library.GetAssetsAsync()).ShouldBeEmpty();
        (await home.Library.GetSharesAsync()).ShouldBeEmpty();

        RunWithoutErrors($"{Import} -Tag moved, git", ("target", home.Address.OriginalString));
        var source = await Library.GetAssetsByIdAsync();
        foreach (var stored in await home.Library.GetAssetsAsync())
        {
            stored.Tags.Order().ShouldBe(source[stored.Id].Tags.Union(["moved", "git"]).Order());
            stored.Updated.ShouldBe(source[stored.Id].Updated);
        }

        RunWithoutErrors("Search-PiecesAsset -Tag moved -Connection $target", ("target", home.Address.OriginalString)).Output.Count.ShouldBe(source.Count);
    }

    /// <summary>Samples of every kind, large files, and links: of one asset, of several, with a name.</summary>
    private async Task FillAsync()
    {
        await Sandbox.AddSamplesAsync(62);
        var assets = await FillLibraryAsync(Materials.FilesWithLargeOnes(seed: 72, 36));
        Connect(Server.Direct);
        await Sandbox.ShareAsync(assets.Where(static (_, index) => index % 4 == 1).Select(static asset => (asset.Id, "about-" + asset.Id)));
        RunWithoutErrors("Get-PiecesAsset -First 4 | New-PiecesLink; Get-PiecesAsset -First 3 | New-PiecesLink -AsCollection -Name scripts");
    }

    private async Task ShouldBeEqualAsync(Sandbox home)
    {
        foreach (var path in new[] { "assets?transferables=true", "shares?transferables=true" })
        {
            var (expected, actual) = (await ItemsAsync(Sandbox, path), await ItemsAsync(home, path));
            actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        }
    }

    private static async Task<IReadOnlyList<string>> ItemsAsync(Sandbox sandbox, string path)
    {
        using var list = JsonDocument.Parse(await RawAsync(sandbox, path));
        return [.. list.RootElement.GetProperty("iterable").EnumerateArray().Select(static item => item.GetRawText())];
    }

    private static async Task<string> RawAsync(Sandbox sandbox, string path)
    {
        using var http = new HttpClient(new HttpClientHandler { UseProxy = false });
        return Local(await http.GetStringAsync(new Uri(sandbox.Address, path)), sandbox);
    }

    private IEnumerable<string> Lines(string file, Sandbox home) =>
        File.ReadAllLines(Folder.PathOf(file)).Select(line => Local(Local(line, Sandbox), home)).Order(StringComparer.Ordinal);

    private static string Local(string text, Sandbox sandbox) => text.Replace(sandbox.Address.GetLeftPart(UriPartial.Authority), "HERE", StringComparison.Ordinal);

    /// <summary>ID, content file, size, hash and time of each asset in the manifest of an export.</summary>
    private IEnumerable<string> Entries(string export)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Folder.PathOf($"{export}/manifest.json"), Encoding.UTF8));
        return [.. manifest.RootElement.GetProperty("assets").EnumerateArray()
            .Select(static entry => $"{entry.GetProperty("id")} {entry.GetProperty("content")} {entry.GetProperty("bytes")} {entry.GetProperty("sha256")} {entry.GetProperty("updated")}").Order(StringComparer.Ordinal)];
    }
}
