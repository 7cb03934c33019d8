using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using PiecesOs.Client;
using PiecesOs.Module;
using PowerShellDouble;

namespace QuickstartOnDouble;

/// <summary>Saves a file, finds it, shares it, opens the link and revokes it; fails at the first thing that does not hold.</summary>
internal static class Walkthrough
{
    private const string Snippet =
        """
        # Tries something a few times.
        foreach ($try in 1..3) { try { & $Action; break } catch { if ($try -eq 3) { throw "<gave up>" } } }

        """;

    public static async Task RunAsync()
    {
        using var session = new DoubleSession();
        var file = Path.Combine(Path.GetTempPath(), $"retry-{Environment.ProcessId}.ps1");
        await File.WriteAllTextAsync(file, Snippet);
        try
        {
            await RunAsync(session, new FileInfo(file));
        }
        finally
        {
            Run(new CmdletDriver<StopPiecesSandboxCommand>(session));
            File.Delete(file);
        }

        Console.WriteLine("Done: saved, found, shared, opened, revoked.");
    }

    private static async Task RunAsync(DoubleSession session, FileInfo file)
    {
        Console.WriteLine("1. A sandbox stands in for Pieces OS");
        var sandbox = Run<PiecesSandbox>(new CmdletDriver<StartPiecesSandboxCommand>(session).With("Sample", 5).With("PassThru", true)).Single();
        Table.Print([sandbox], ("Uri", row => row.Uri.ToString()), ("ProcessId", row => $"{row.ProcessId}"), ("IsRunning", row => $"{row.IsRunning}"));

        Console.WriteLine("2. A file goes in");
        var asset = Run<Asset>(new CmdletDriver<NewPiecesAssetCommand>(session).With("Tag", new[] { "retry", "sample" }).Input(file)).Single();
        PrintAssets([asset]);
        var saved = Run<string>(new CmdletDriver<GetPiecesAssetContentCommand>(session).Input(asset)).Single();
        Confirm("the content that is stored is the content of the file", saved == Snippet);

        Console.WriteLine("3. It can be found");
        var found = Run<SearchedAsset>(new CmdletDriver<SearchPiecesAssetCommand>(session).With("Query", "tries something")).Take(3).ToArray();
        Table.Print(
            found,
            ("Score", row => $"{row.Score:0.00}"),
            ("Match", row => row.Match),
            ("Name", row => DisplayText.Safe(row.Name)),
            ("Id", row => row.Id));
        Confirm("the search found it first", found.FirstOrDefault()?.Id == asset.Id);

        Console.WriteLine("4. A link comes out");
        var share = Run<Share>(new CmdletDriver<NewPiecesLinkCommand>(session).Input(asset)).Single();
        Table.Print([share], ("Link", row => row.Link), ("Access", row => row.Access), ("Asset", ViewText.AssetOf));
        var (status, html) = await GetPageAsync(share.Link);
        Confirm("the link opens (200)", status == HttpStatusCode.OK);
        Confirm("the page shows the snippet, escaped", html.Contains("&lt;gave up&gt;", StringComparison.Ordinal) && !html.Contains("<gave up>", StringComparison.Ordinal));

        Console.WriteLine("5. The link is revoked");
        Run(new CmdletDriver<RevokePiecesLinkCommand>(session).With("Confirm", false).Input(share));
        Confirm("the link is gone (410)", (await GetPageAsync(share.Link)).Status == HttpStatusCode.Gone);
        var kept = Run<Asset>(new CmdletDriver<GetPiecesAssetCommand>(session).With("Id", asset.Id!)).Single();
        Confirm("the asset is still there", kept.Name == asset.Name);
    }

    private static void PrintAssets(IEnumerable<Asset> assets) => Table.Print(
        assets,
        ("Name", row => DisplayText.Safe(row.Name)),
        ("Language", row => row.Language),
        ("Size", row => ViewText.Size(row.Size)),
        ("Age", row => ViewText.Age(row.Created)),
        ("Id", row => row.Id));

    private static async Task<(HttpStatusCode Status, string Html)> GetPageAsync(string? link)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
        using var response = await http.GetAsync(new Uri(link!));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static IEnumerable<T> Run<T>(CmdletDriver driver) => Run(driver).OutputAs<T>();

    private static CmdletResult Run(CmdletDriver driver)
    {
        var result = driver.Run();
        var failure = result.Terminating ?? result.Errors.FirstOrDefault();
        return failure is null ? result : throw new WalkthroughException($"{failure.FullyQualifiedErrorId}: {failure}");
    }

    private static void Confirm(string what, bool holds)
    {
        if (!holds)
            throw new WalkthroughException($"This did not hold: {what}");
        Console.WriteLine($"   ok: {what}");
    }
}
