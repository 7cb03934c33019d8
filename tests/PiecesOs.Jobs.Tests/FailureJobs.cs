using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>
/// The server fails some requests. For every input, in order, either the exact asset is stored or there is one error for that
/// input. Nothing else is stored.
/// </summary>
public sealed class FailureJobs(JobFixture fixture) : JobTest(fixture)
{
    public static TheoryData<Failure> Failures => [Failure.ServerError, Failure.Unavailable, Failure.Drop, Failure.BreakOff];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Files_are_saved_or_cause_their_own_errors(Failure failure)
    {
        var files = WriteFiles(Materials.Files(seed: 81, 180).Where(static file => !file.HasFixedName));
        FailToCreate(files.Values, failure);
        Connect(Server.Slow);

        var result = Run("Get-ChildItem $folder -File -OutVariable files | New-PiecesAsset -ThrottleLimit 8 2>&1");

        await ShouldBeStoredOrFailAsync(InOrderOf("files", files), result.Output, failure, input => Folder.PathOf(input.Name));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Rows_are_saved_or_cause_their_own_errors(Failure failure)
    {
        var rows = Materials.Rows(seed: 82, 150);
        WriteCsv("rows.csv", rows);
        FailToCreate(rows, failure);
        Connect(Server.Slow);

        var result = Run("Import-Csv $folder/rows.csv | New-PiecesAsset -ThrottleLimit 8 2>&1");

        await ShouldBeStoredOrFailAsync(rows, result.Output, failure, static input => input.Text);
    }

    /// <summary>Each row is stored unchanged or causes its own error. An empty cell never inherits the value of another row.</summary>
    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Rows_with_empty_cells_are_saved_or_cause_their_own_errors(Server server)
    {
        var rows = Materials.Rows(seed: 91, 150).ToList();
        WriteCsv("rows.csv", [.. rows.Select(static row => (row.Number % 5) switch
        {
            1 => row with { Language = string.Empty },
            2 when row.Number % 2 == 0 => row with { Name = string.Empty },
            3 when row.Number % 2 == 0 => row with { Content = [] },
            _ => row,
        })]);
        Connect(server);

        var result = Run("Import-Csv $folder/rows.csv -OutVariable rows | New-PiecesAsset -ThrottleLimit 8 2>&1");

        var given = Variable("rows");
        var stored = await Library.GetAssetsByIdAsync();
        var failed = result.Output.OfType<ErrorRecord>().ToDictionary(static error => int.Parse(TextOf(error.TargetObject, "Number"), CultureInfo.InvariantCulture));
        var made = new Queue<StoredAsset>(result.Output.Where(static item => item is not ErrorRecord).Select(item => stored[TextOf(item, "Id")]));
        (failed.Count + made.Count).ShouldBe(rows.Count);
        stored.Count.ShouldBe(made.Count);
        var wrong = new List<string?>();
        foreach (var (row, cells) in rows.Zip(given))
        {
            var expected = row with { Name = TextOf(cells, "Name"), Language = TextOf(cells, "Language") is { Length: > 0 } language ? language : null };
            var isWhole = expected is { Name.Length: > 0, Language: not null } && TextOf(cells, "Text").Length > 0;
            if (failed.ContainsKey(row.Number))
                wrong.Add(isWhole ? $"{row} failed: {failed[row.Number]}" : null);
            else if (expected.Name.Length > 0)
                wrong.Add(expected.DifferenceTo(made.Dequeue()));
            else
                wrong.Add(made.Dequeue() is { } nameless && nameless.Text == row.Text && rows.All(other => other.Name != nameless.Name) ? null : $"{row} got the name or text of another.");
        }

        wrong.Where(static difference => difference is not null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Unreadable_files_cause_errors_and_the_others_are_saved()
    {
        var files = WriteFiles(Materials.Files(seed: 83, 150));
        foreach (var number in Enumerable.Range(0, 20))
            Folder.Write($"empty {number}.txt", string.Empty);
        Connect(Server.Slow);

        var result = Run("Get-ChildItem $folder -File -Recurse -Force -OutVariable files | New-PiecesAsset -ThrottleLimit 8 2>&1");

        var paths = Variable("files").Select(static file => ((FileInfo)file!).FullName).ToList();
        var stored = await Library.GetAssetsByIdAsync();
        stored.Count.ShouldBe(files.Count);
        result.Output.Count.ShouldBe(paths.Count);
        paths.Zip(result.Output, (path, item) => files.TryGetValue(path, out var file)
                ? file.DifferenceTo(stored[TextOf(item, "Id")])
                : (item as ErrorRecord)?.TargetObject as string == path ? null : $"{path}: {item}")
            .Where(static difference => difference is not null).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Links_are_created_or_cause_their_own_errors(Failure failure)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 84, 100));
        var failing = SomeOf(assets);
        SlowServer.Failing = request => request.LinkedId is { } id && failing.Contains(id) ? failure : Failure.None;
        Connect(Server.Slow);

        var result = Run("Get-PiecesAsset | New-PiecesLink -ThrottleLimit 8 2>&1");

        result.Output.Select(static item => item is ErrorRecord error ? "failed " + TextOf(error.TargetObject, "Id") : TextOf(item, "AssetId"))
            .ShouldBe(assets.Select(asset => (failing.Contains(asset.Id) ? "failed " : string.Empty) + asset.Id));
        (await Library.GetSharesAsync()).Select(static share => share.AssetIds.Single())
            .ShouldBe(assets.Select(static asset => asset.Id).Where(id => failure == Failure.BreakOff || !failing.Contains(id)), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Assets_are_removed_or_cause_their_own_errors(Failure failure)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 85, 60));
        var failing = SomeOf(assets);
        SlowServer.Failing = request => request.Path.EndsWith("/delete", StringComparison.Ordinal) && failing.Any(id => request.Path.Contains(id, StringComparison.Ordinal)) ? failure : Failure.None;
        Connect(Server.Slow);

        var result = Run("Get-PiecesAsset | Remove-PiecesAsset -Confirm:$false -PassThru 2>&1");

        // A response of a few bytes that breaks off can still be complete. Then the removal succeeds.
        result.Output.Select(static item => TextOf(item is ErrorRecord error ? error.TargetObject : item, "Id")).ShouldBe(assets.Select(static asset => asset.Id));
        result.Output.OfType<ErrorRecord>().Select(static error => TextOf(error.TargetObject, "Id")).ShouldBe(assets.Select(static asset => asset.Id).Where(failing.Contains));
        (await Library.GetAssetsAsync()).Select(static asset => asset.Id).ShouldBe(assets.Select(static asset => asset.Id).Where(id => failure != Failure.BreakOff && failing.Contains(id)));
    }

    [Theory]
    [InlineData("Get-PiecesAsset -NoContent | Get-PiecesAsset -ThrottleLimit 8 2>&1")]
    [InlineData("Get-PiecesAsset -NoContent | Save-PiecesAsset -Destination out -ThrottleLimit 8 2>&1")]
    [InlineData("Get-PiecesAsset -NoContent | Get-PiecesAssetContent 2>&1")]
    public async Task Assets_are_read_or_cause_their_own_errors(string script)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 86, 70));
        var failing = SomeOf(assets);
        SlowServer.Failing = request => failing.Any(id => request.Path == "/assets/" + id) ? (request.Path[^1] < '8' ? Failure.ServerError : Failure.BreakOff) : Failure.None;
        Connect(Server.Slow);

        var result = Run(script);

        result.Output.Count.ShouldBe(assets.Count);
        assets.Zip(result.Output, (asset, item) => item switch
            {
                ErrorRecord error => failing.Contains(asset.Id) && TextOf(error.TargetObject, "Id") == asset.Id,
                FileInfo file => !failing.Contains(asset.Id) && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(asset.Content),
                string text => !failing.Contains(asset.Id) && text == asset.Text,
                _ => !failing.Contains(asset.Id) && TextOf(item, "Id") == asset.Id,
            })
            .ShouldAllBe(static isRight => isRight);
        if (script.Contains("Save-", StringComparison.Ordinal))
            Directory.GetFiles(Folder.PathOf("out")).Length.ShouldBe(assets.Count - failing.Count);
    }

    /// <summary>Reads that fail once are retried and cause no error.</summary>
    [Theory]
    [InlineData(Failure.Unavailable)]
    [InlineData(Failure.Drop)]
    public async Task Reads_that_fail_once_are_retried(Failure failure)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 87, 150));
        var failing = SomeOf(assets);
        var failed = new ConcurrentDictionary<string, bool>();
        SlowServer.Failing = request => failing.Any(id => request.Path == "/assets/" + id) && failed.TryAdd(request.Path, true) ? failure : Failure.None;
        Connect(Server.Slow);

        var result = RunWithoutErrors("Get-PiecesAsset -NoContent | Save-PiecesAsset -Destination out -ThrottleLimit 8");

        result.Output.Cast<FileInfo>().Select(static file => File.ReadAllText(file.FullName)).ShouldBe(assets.Select(static asset => asset.Text));
        failed.Count.ShouldBe(failing.Count);
    }

    [Theory]
    [InlineData("Get-PiecesAsset")]
    [InlineData("Get-PiecesAsset -NoContent")]
    [InlineData("Get-PiecesAsset | Get-PiecesAsset -ThrottleLimit 8")]
    public async Task An_incomplete_list_causes_one_error(string script)
    {
        var assets = await FillLibraryAsync(Materials.Files(seed: 88, 150));
        SlowServer.Failing = static request => request.Path == "/assets" ? Failure.BreakOff : Failure.None;
        Connect(Server.Slow);

        var result = Run(script);

        result.Errors.ShouldHaveSingleItem();
        result.Output.Count.ShouldBeInRange(30, assets.Count - 30);
        result.Output.Select(static asset => TextOf(asset, "Id")).ShouldBe(assets.Take(result.Output.Count).Select(static asset => asset.Id));
        result.Output.Select(static asset => TextOf(asset, "Name")).ShouldBe(assets.Take(result.Output.Count).Select(static asset => asset.Name));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Assets_are_imported_or_cause_their_own_errors(Failure failure)
    {
        var materials = Materials.Files(seed: 89, 110).Where(static material => !material.HasFixedName).ToList();
        await FillLibraryAsync(materials);
        Connect(Server.Direct);
        RunWithoutErrors("Export-PiecesLibrary $folder/backup");
        await Sandbox.ResetAsync();
        await Sandbox.AddFaultAsync(new { path = "/.library", status = 404, body = "Route not found" });
        FailToCreate(materials, failure);
        Connect(Server.Slow);

        var result = Run("Import-PiecesLibrary $folder/backup -ThrottleLimit 8");

        var stored = await Library.GetAssetsByIdAsync();
        result.Output.Count.ShouldBe(materials.Count);
        var byName = materials.ToDictionary(static material => material.Name);
        result.Output.Select(item => (Material: byName[TextOf(item, "Name")], Action: TextOf(item, "Action"), Id: TextOf(item, "Id")))
            .Select(item => item.Action == "Failed" == Fails(item.Material) && (Fails(item.Material) || item.Material.DifferenceTo(stored[item.Id]) is null) ? null : $"{item.Material}: {item.Action}")
            .Where(static difference => difference is not null).ShouldBeEmpty();
        result.Errors.Count.ShouldBe(materials.Count(Fails));
        result.Errors.Select(static error => error.TargetObject).ShouldBe(result.Output.Where(static item => TextOf(item, "Action") == "Failed").Select(static item => TextOf(item, "SourceId")));
        ShouldMatchInAnyOrder([.. materials.Where(material => failure == Failure.BreakOff || !Fails(material))], [.. stored.Values]);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Links_are_revoked_or_cause_their_own_errors(Failure failure)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 90, 60));
        await Sandbox.ShareAsync(assets.Select(static asset => (asset.Id, "about-" + asset.Id)));
        var shares = await Library.GetSharesAsync();
        var failing = shares.Select(static share => share.Id).Where(static (_, number) => number % 7 == 3).ToHashSet();
        SlowServer.Failing = request => request.Path.EndsWith("/revoke", StringComparison.Ordinal) && failing.Any(id => request.Path.Contains(id, StringComparison.Ordinal)) ? failure : Failure.None;
        Connect(Server.Slow);

        var result = Run("Get-PiecesShare | Revoke-PiecesLink -Confirm:$false -PassThru 2>&1");

        result.Output.Select(static item => item is ErrorRecord error ? "failed " + TextOf(error.TargetObject, "Id") : TextOf(item, "Id"))
            .ShouldBe(shares.Select(share => (failing.Contains(share.Id) ? "failed " : string.Empty) + share.Id));
        foreach (var share in shares)
            (await Library.OpenAsync(share.Link)).Status.ShouldBe(failure != Failure.BreakOff && failing.Contains(share.Id) ? 200 : 410);
    }

    /// <summary>Selects some of the materials of every kind.</summary>
    private static bool Fails(Material material) => material.Number % 7 == 3;

    private static HashSet<string> SomeOf(IReadOnlyList<StoredAsset> assets) => [.. assets.Select(static asset => asset.Id).Where(static (_, number) => number % 7 == 3)];

    private void FailToCreate(IEnumerable<Material> materials, Failure failure)
    {
        var failing = materials.Where(Fails).Select(static material => material.Name).ToHashSet();
        SlowServer.Failing = request => request.CreatedName is { } name && failing.Contains(name) ? failure : Failure.None;
    }

    /// <summary>There must be an asset or an error for each input, in order, and the stored assets must match the inputs.</summary>
    private async Task ShouldBeStoredOrFailAsync(IReadOnlyList<Material> inputs, IReadOnlyList<object?> output, Failure failure, Func<Material, string> targetOf)
    {
        inputs.Count(Fails).ShouldBeGreaterThan(10);
        output.Count.ShouldBe(inputs.Count);
        var stored = await Library.GetAssetsByIdAsync();
        var wrong = new List<string?>();
        foreach (var (input, item) in inputs.Zip(output))
        {
            if (item is ErrorRecord error)
                wrong.Add(Fails(input) && error.TargetObject?.ToString() == targetOf(input) ? null : $"{input}: {error} ({error.TargetObject})");
            else
                wrong.Add(Fails(input) ? $"{input} did not fail" : input.DifferenceTo(stored[TextOf(item, "Id")]));
        }

        wrong.Where(static difference => difference is not null).ShouldBeEmpty();
        ShouldMatchInAnyOrder([.. inputs.Where(input => failure == Failure.BreakOff || !Fails(input))], [.. stored.Values]);
    }
}
