using System.Management.Automation;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>Cloudflare shares, recipients and resources: only the named ones change.</summary>
public sealed class CloudflareJobs(JobFixture fixture) : JobTest(fixture)
{
    private static readonly string[] s_types = ["gateway-policy", "custom-ruleset", "gateway-destination-ip", "gateway-block-page-settings"];

    private CloudflareAccount Cloudflare => Sandbox.Cloudflare;

    [Theory]
    [InlineData(Server.Direct, "Import-Csv resources.csv | New-CloudflareShare 'Security' -RecipientAccountId $accounts")]
    [InlineData(Server.Slow, "Import-Csv resources.csv | New-CloudflareShare 'Security' -RecipientAccountId $accounts -Wait")]
    [InlineData(Server.Slow, "$first = Import-Csv resources.csv | New-CloudflareShare 'First' $accounts[0]; $first | Get-CloudflareShareResource | New-CloudflareShare 'Security' -RecipientAccountId $accounts -Wait")]
    public async Task Resources_to_a_share(Server server, string script)
    {
        var resources = WriteResources(200);
        ConnectCloudflare(server);

        var result = RunWithoutErrors(script, ("accounts", Accounts(5)));

        var share = (await Cloudflare.GetSharesAsync()).Single(static share => share.Name == "Security");
        TextOf(result.Output.ShouldHaveSingleItem(), "Id").ShouldBe(share.Id);
        (await Cloudflare.GetResourcesAsync(share.Id)).Select(static resource => (resource.ResourceId, resource.ResourceType)).ShouldBe(resources, ignoreOrder: true);
        (await Cloudflare.GetRecipientsAsync(share.Id)).Select(static recipient => recipient.AccountId).ShouldBe(Accounts(5), ignoreOrder: true);
    }

    [Theory]
    [InlineData(Server.Direct, "")]
    [InlineData(Server.Slow, "")]
    [InlineData(Server.Slow, "-Wait")]
    public async Task Rows_to_recipients(Server server, string wait)
    {
        var shares = await ShareAsync(server, 5);
        var rows = Accounts(100).Select((account, number) => (ShareId: shares[number % shares.Count], Account: account)).ToList();
        Folder.Write("recipients.csv", "ShareId,RecipientAccountId\n" + string.Join('\n', rows.Select(static row => $"{row.ShareId},{row.Account}")));

        var result = RunWithoutErrors($"Import-Csv recipients.csv | Add-CloudflareShareRecipient -PassThru {wait}");

        result.Output.Select(static recipient => (TextOf(recipient, "ShareId"), TextOf(recipient, "RecipientAccountId"))).ShouldBe(rows, ignoreOrder: wait.Length > 0);
        foreach (var share in shares)
        {
            var recipients = await Cloudflare.GetRecipientsAsync(share);
            recipients.Select(static recipient => recipient.AccountId).Except(["ffff0000ffff0000ffff0000ffff0000"])
                .ShouldBe(rows.Where(row => row.ShareId == share).Select(static row => row.Account), ignoreOrder: true);
            if (wait.Length > 0)
                recipients.ShouldAllBe(static recipient => recipient.Status == "associated");
        }
    }

    [Theory]
    [InlineData(Server.Direct, "Import-Csv rows.csv | Add-CloudflareShareResource -PassThru")]
    [InlineData(Server.Slow, "Import-Csv rows.csv | Add-CloudflareShareResource -PassThru")]
    [InlineData(Server.Slow, "Import-Csv rows.csv | ForEach-Object { Add-CloudflareShareResource $_.ShareId $_.ResourceId $_.ResourceType -PassThru }")]
    public async Task Rows_to_resources(Server server, string script)
    {
        var shares = await ShareAsync(server, 5);
        var resources = WriteResources(100);
        var rows = resources.Select((resource, number) => (ShareId: shares[number % shares.Count], resource.Id, resource.Type)).ToList();
        Folder.Write("rows.csv", "ShareId,ResourceId,ResourceType\n" + string.Join('\n', rows.Select(static row => $"{row.ShareId},{row.Id},{row.Type}")));

        var result = RunWithoutErrors(script);

        result.Output.Select(static resource => (TextOf(resource, "ShareId"), TextOf(resource, "ResourceId"), TextOf(resource, "ResourceType"))).ShouldBe(rows);
        foreach (var share in shares)
        {
            (await Cloudflare.GetResourcesAsync(share)).Select(static resource => (resource.ResourceId, resource.ResourceType)).Except([(Resource(9999), s_types[0])])
                .ShouldBe(rows.Where(row => row.ShareId == share).Select(static row => (row.Id, row.Type)), ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Names_of_shares(Server server)
    {
        var shares = await ShareAsync(server, 40);

        RunWithoutErrors("Get-CloudflareShare -Kind sent | ForEach-Object { $_ | Set-CloudflareShare -Name \"$($_.Id) 2026\" }");

        var stored = await Cloudflare.GetSharesAsync();
        stored.Select(static share => share.Id).ShouldBe(shares, ignoreOrder: true);
        stored.Where(static share => share.Name != share.Id + " 2026").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Server.Direct, "$resource | Set-CloudflareShareResource -Meta $meta")]
    [InlineData(Server.Slow, "Set-CloudflareShareResource $resource -Meta $meta")]
    [InlineData(Server.Slow, "Set-CloudflareShareResource $resource.Id $share -Meta $meta -Wait")]
    public async Task Data_of_resources(Server server, string script)
    {
        var share = await ShareWithResourcesAsync(server, 40);

        RunWithoutErrors(
            $$"""
            foreach ($resource in $share | Get-CloudflareShareResource) {
                $meta = $resource.Meta
                $meta['about'] = $resource.ResourceId
                {{script}}
            }
            """);

        var stored = await Cloudflare.GetResourcesAsync(share);
        stored.Count.ShouldBe(40);
        stored.Where(static resource => resource.Meta != $$"""{"about":"{{resource.ResourceId}}"}""").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Server.Direct, "$share | Get-CloudflareShareResource -ResourceType gateway-policy | Remove-CloudflareShareResource -Confirm:$false")]
    [InlineData(Server.Slow, "$share | Get-CloudflareShareResource | Where-Object ResourceType -eq gateway-policy | Remove-CloudflareShareResource -Wait -Confirm:$false")]
    [InlineData(Server.Slow, "$share | Get-CloudflareShareResource -ResourceType gateway-policy | Export-Clixml r.xml; Import-Clixml r.xml | Remove-CloudflareShareResource -Wait -Confirm:$false")]
    [InlineData(Server.Slow, "Remove-CloudflareShareResource ($share | Get-CloudflareShareResource -ResourceType gateway-policy).Id $share -Wait -Confirm:$false")]
    public async Task Remove_resources(Server server, string script)
    {
        var share = await ShareWithResourcesAsync(server, 120);

        RunWithoutErrors(script);

        var stored = await Cloudflare.GetResourcesAsync(share);
        stored.Count.ShouldBe(120);
        stored.Where(static resource => resource.Status is "deleting" or "deleted").ShouldBe(stored.Where(static resource => resource.ResourceType == "gateway-policy"));
    }

    [Theory]
    [InlineData(Server.Direct, "Get-CloudflareShare | Get-CloudflareShareRecipient | Where-Object RecipientAccountId -in $accounts | Remove-CloudflareShareRecipient -Confirm:$false")]
    [InlineData(Server.Slow, "Get-CloudflareShare | Get-CloudflareShareRecipient -IncludeResource | Where-Object RecipientAccountId -in $accounts | Remove-CloudflareShareRecipient -Wait -Confirm:$false")]
    [InlineData(Server.Slow, "Get-CloudflareShare | ForEach-Object { $_ | Set-CloudflareShareRecipient -RecipientAccountId ($_ | Get-CloudflareShareRecipient).RecipientAccountId.Where({ $_ -notin $accounts }) -Wait }")]
    public async Task Remove_recipients(Server server, string script)
    {
        ConnectCloudflare(server);
        WriteResources(1);
        RunWithoutErrors("foreach ($number in 0..3) { Import-Csv resources.csv | New-CloudflareShare \"Share $number\" $all[($number * 10)..($number * 10 + 29)] -Wait }", ("all", Accounts(60)));
        var gone = Accounts(60).Where(static (_, number) => number % 3 == 0).ToList();

        RunWithoutErrors(script, ("accounts", gone.ToArray()));

        var recipients = new List<StoredRecipient>();
        foreach (var share in await Cloudflare.GetSharesAsync())
            recipients.AddRange(await Cloudflare.GetRecipientsAsync(share.Id));
        recipients.Count.ShouldBe(4 * 30);
        recipients.Where(static recipient => recipient.Status is "disassociating" or "disassociated").ShouldBe(recipients.Where(recipient => gone.Contains(recipient.AccountId)));
    }

    [Theory]
    [InlineData(Server.Direct, "Get-CloudflareShare | Where-Object Name -like '*[02468]' | Remove-CloudflareShare -Confirm:$false")]
    [InlineData(Server.Slow, "Get-CloudflareShare -Status active -Kind sent | Where-Object Name -like '*[02468]' | Remove-CloudflareShare -Wait -TimeoutSec 60 -Confirm:$false -PassThru")]
    public async Task Remove_shares(Server server, string script)
    {
        await ShareAsync(server, 40);

        RunWithoutErrors(script);

        var stored = await Cloudflare.GetSharesAsync();
        stored.Count.ShouldBe(40);
        stored.Where(static share => share.Status is "deleting" or "deleted").ShouldBe(stored.Where(static share => (share.Name[^1] - '0') % 2 == 0));
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Read_everything(Server server)
    {
        var shares = await ShareAsync(server, 40);

        var result = RunWithoutErrors(
            """
            $byId = $ids | Get-CloudflareShare
            $resources = Get-CloudflareShare | Get-CloudflareShareResource -Status active
            $recipients = Get-CloudflareShare | Get-CloudflareShareRecipient
            $byId.Id; $resources.ShareId; $recipients.ShareId
            """,
            ("ids", shares.ToArray()));

        var listed = (await Cloudflare.GetSharesAsync()).Select(static share => share.Id).ToList();
        result.OutputAs<string>().ShouldBe([.. shares, .. listed, .. listed]);
    }

    [Theory]
    [InlineData(Failure.ServerError)]
    [InlineData(Failure.Drop)]
    [InlineData(Failure.BreakOff)]
    public async Task Recipients_that_fail(Failure failure)
    {
        var share = (await ShareAsync(Server.Slow, 1)).Single();
        var accounts = Accounts(80);
        var failing = accounts.Where(static (_, number) => number % 7 == 3).ToHashSet();
        Folder.Write("recipients.csv", "ShareId,RecipientAccountId\n" + string.Join('\n', accounts.Select(account => $"{share},{account}")));
        SlowServer.Failing = request => request.Method == "POST" && failing.Any(request.Text.Contains) ? failure : Failure.None;

        var result = Run("Import-Csv recipients.csv | Add-CloudflareShareRecipient -PassThru 2>&1");

        result.Output.Select(static item => item is ErrorRecord error ? "failed " + error.TargetObject : TextOf(item, "RecipientAccountId"))
            .ShouldBe(accounts.Select(account => (failing.Contains(account) ? "failed " : string.Empty) + account));
        (await Cloudflare.GetRecipientsAsync(share)).Select(static recipient => recipient.AccountId).Except(["ffff0000ffff0000ffff0000ffff0000"])
            .ShouldBe(accounts.Where(account => failure == Failure.BreakOff || !failing.Contains(account)), ignoreOrder: true);
    }

    private static string Resource(int number) => $"{number:x8}aaaabbbbccccdddd{number:x8}";

    private static string[] Accounts(int count) => [.. Enumerable.Range(1, count).Select(static number => $"{number:x8}1111222233334444{number:x8}")];

    private void ConnectCloudflare(Server server) => RunWithoutErrors(
        "Connect-CloudflareSharing -AccountId $id -ApiToken (ConvertTo-SecureString $token -AsPlainText -Force) -BaseUri \"$($server)client/v4\" | Out-Null",
        ("id", CloudflareAccount.Id),
        ("token", CloudflareAccount.Token),
        ("server", AddressOf(server).AbsoluteUri));

    private List<(string Id, string Type)> WriteResources(int count)
    {
        var resources = Enumerable.Range(0, count).Select(static number => (Id: Resource(number), Type: s_types[number % s_types.Length])).ToList();
        Folder.Write("resources.csv", "ResourceId,ResourceType\n" + string.Join('\n', resources.Select(static resource => $"{resource.Id},{resource.Type}")));
        return resources;
    }

    /// <summary>Creates shares of one resource with one recipient and returns their IDs.</summary>
    private async Task<IReadOnlyList<string>> ShareAsync(Server server, int count)
    {
        ConnectCloudflare(Server.Direct);
        var result = RunWithoutErrors(
            "foreach ($number in 1..$count) { @{ ResourceId = $resource; ResourceType = 'gateway-policy' } | New-CloudflareShare \"Share $number\" ffff0000ffff0000ffff0000ffff0000 }",
            ("count", count),
            ("resource", Resource(9999)));
        ConnectCloudflare(server);
        (await Cloudflare.GetSharesAsync()).Count.ShouldBe(count);
        return [.. result.Output.Select(static share => TextOf(share, "Id"))];
    }

    /// <summary>Creates one share of many resources, <c>$share</c>, and returns its ID.</summary>
    private async Task<string> ShareWithResourcesAsync(Server server, int count)
    {
        WriteResources(count);
        ConnectCloudflare(server);
        RunWithoutErrors("$share = Import-Csv resources.csv | New-CloudflareShare 'Resources' -RecipientAccountId ffff0000ffff0000ffff0000ffff0000 -Wait");
        return (await Cloudflare.GetSharesAsync()).ShouldHaveSingleItem().Id;
    }
}
