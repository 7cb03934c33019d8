using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>The specified shares are revoked, removed, changed and scored, and no others.</summary>
public sealed class ShareJobs(JobFixture fixture) : JobTest(fixture)
{
    private const int Count = 50;

    /// <summary>Scripts that specify the shares in <c>$shares</c>, in their order.</summary>
    private static readonly string[] s_forms =
    [
        "$shares |",
        "$shares.Id |",
        "$shares.Link |",
        "$shares.Short |",
        "$shares.Name |",
        "$shares | Select-Object Link, Access |",
        "$shares | Select-Object @{ Name = 'ShareId'; Expression = { $_.Id } } |",
        "$shares | Export-Clixml shares.xml; Import-Clixml shares.xml |",
        "$shares | Select-Object Id, Name, Link | Export-Csv shares.csv; Import-Csv shares.csv |",
    ];

    public static TheoryData<Server, string> Forms => [.. s_forms.Select(static (form, index) => (index % 3 == 0 ? Server.Direct : Server.Slow, form))];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Links_are_revoked(Server server, string form)
    {
        var (selected, others) = await ShareAsync(server);

        var result = RunWithoutErrors($"{form} Revoke-PiecesLink -Confirm:$false -PassThru");

        result.Output.Select(static revoked => revoked is string id ? id : TextOf(revoked, "Id")).ShouldBe(selected.Select(static share => share.Id));
        await ShouldBeGoneAsync(selected, others);
    }

    [Theory]
    [InlineData("Revoke-PiecesLink $shares.Link -Confirm:$false")]
    [InlineData("Revoke-PiecesLink 'share-[0-9]*-odd' -Confirm:$false")]
    [InlineData("Get-PiecesShare | Where-Object Name -like '*odd' | Revoke-PiecesLink -Confirm:$false")]
    [InlineData("Get-PiecesAsset | Get-PiecesShare | Where-Object Name -like '*odd' | Remove-PiecesShare -Confirm:$false")]
    [InlineData("Get-PiecesShare -Asset * -NoContent | Where-Object Name -like '*odd' | Remove-PiecesShare -Confirm:$false")]
    [InlineData("Remove-PiecesShare $shares.Id -Confirm:$false")]
    [InlineData("$shares.Name | Remove-PiecesShare -Confirm:$false")]
    [InlineData("foreach ($share in $shares) { Remove-PiecesShare $share.Link -Confirm:$false }")]
    public async Task Shares_are_revoked_and_removed_by_script(string script)
    {
        var (selected, others) = await ShareAsync(Server.Slow);

        RunWithoutErrors(script);

        await ShouldBeGoneAsync(selected, others);
    }

    [Theory]
    [InlineData(Server.Direct, "$shares | Update-PiecesShare -Access Private -Force")]
    [InlineData(Server.Slow, "$shares.Link | Update-PiecesShare -Access Private -Force")]
    [InlineData(Server.Slow, "$shares | Select-Object Link | Export-Csv shares.csv; Import-Csv shares.csv | Update-PiecesShare -Access Private -Force")]
    public async Task Access_is_changed(Server server, string script)
    {
        var (selected, _) = await ShareAsync(server);
        var changed = selected.Select(static share => share.Id).ToHashSet();
        var before = await Library.GetSharesAsync();

        var result = RunWithoutErrors(script);

        result.Output.Select(static share => TextOf(share, "Id")).ShouldBe(selected.Select(static share => share.Id));
        result.Output.ShouldAllBe(static share => TextOf(share, "Access").Equals("Private", StringComparison.OrdinalIgnoreCase));
        (await Library.GetSharesAsync()).Select(Describe).ShouldBe(before.Select(share => Describe(changed.Contains(share.Id) ? share with { Access = "PRIVATE" } : share)));
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Names_are_changed(Server server)
    {
        var (selected, _) = await ShareAsync(server);
        var changed = selected.ToDictionary(static share => share.Id, static share => "new-" + share.Short);
        var before = await Library.GetSharesAsync();

        RunWithoutErrors(
            """
            $shares | Select-Object Link, @{ Name = 'NewName'; Expression = { "new-$($_.Short)" } } | Export-Csv shares.csv
            Import-Csv shares.csv | ForEach-Object { Update-PiecesShare $_.Link -Name $_.NewName }
            """);

        (await Library.GetSharesAsync()).Select(Describe).ShouldBe(before.Select(share => Describe(changed.TryGetValue(share.Id, out var name) ? share with { Name = name } : share)));
    }

    [Theory]
    [InlineData(Server.Direct, "$shares | Add-PiecesShareScore -Increment Priority -PassThru")]
    [InlineData(Server.Slow, "$shares.Link | Add-PiecesShareScore -PassThru")]
    [InlineData(Server.Slow, "$shares | Add-PiecesShareScore -PassThru")]
    public async Task Uses_are_counted(Server server, string script)
    {
        var (selected, others) = await ShareAsync(server);
        var scores = (await Library.GetSharesAsync()).ToDictionary(static share => share.Id, static share => share.Score);

        var result = RunWithoutErrors(script);

        result.Output.Select(static share => TextOf(share, "Id")).ShouldBe(selected.Select(static share => share.Id));
        var after = (await Library.GetSharesAsync()).ToDictionary(static share => share.Id, static share => share.Score);
        selected.Where(share => after[share.Id] <= scores[share.Id]).ShouldBeEmpty();
        others.Where(share => after[share.Id] != scores[share.Id]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Get-PiecesShare $shares.Link")]
    [InlineData("Get-PiecesShare $shares.Name")]
    [InlineData("Get-PiecesShare -Id $shares.Short -NoContent")]
    [InlineData("$shares.Asset | Get-PiecesShare")]
    [InlineData("$shares.AssetId | Get-PiecesShare")]
    public async Task Shares_are_returned(string script)
    {
        var (selected, _) = await ShareAsync(Server.Slow);

        var result = RunWithoutErrors(script);

        result.Output.Select(static share => TextOf(share, "Id")).ShouldBe(selected.Select(static share => share.Id));
        result.Output.Select(static share => TextOf(share, "AssetId")).ShouldBe(selected.Select(static share => share.AssetIds.Single()));
    }

    private static string Describe(StoredShare share) => $"{share.Id} {share.Link} {share.Name} {share.Access} {string.Join('+', share.AssetIds)}";

    /// <summary>The links of these shares must no longer work, the others must work, and all assets must still exist.</summary>
    private async Task ShouldBeGoneAsync(IReadOnlyList<StoredShare> gone, IReadOnlyList<StoredShare> kept)
    {
        foreach (var share in gone)
            (await Library.OpenAsync(share.Link)).Status.ShouldBe(410, share.Name);
        foreach (var share in kept)
            (await Library.OpenAsync(share.Link)).Status.ShouldBe(200, share.Name);
        (await Library.GetSharesAsync()).Select(static share => share.Id).ShouldBe(kept.Select(static share => share.Id), ignoreOrder: true);
        (await Library.GetAssetsAsync()).Count.ShouldBe(Count);
    }

    /// <summary>Shares each asset under its own name. <c>$shares</c> contains every second share, in another order.</summary>
    private async Task<(IReadOnlyList<StoredShare> Selected, IReadOnlyList<StoredShare> Others)> ShareAsync(Server server)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 51, Count));
        await Sandbox.ShareAsync(assets.Select(static (asset, number) => (asset.Id, $"share-{number}-{(number % 2 == 0 ? "even" : "odd")}")));
        Connect(server);
        RunWithoutErrors("$shares = Get-PiecesShare | Where-Object Name -like '*odd' | Sort-Object { $_.Name[6] }, Name");
        var stored = (await Library.GetSharesAsync()).ToDictionary(static share => share.Id);
        var selected = Variable("shares").Select(share => stored[TextOf(share, "Id")]).ToList();
        selected.Count.ShouldBe(Count / 2);
        return (selected, [.. stored.Values.Where(static share => share.Name!.EndsWith("even", StringComparison.Ordinal))]);
    }
}
