using System.Diagnostics;
using System.Text.Json;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>A description of many shares: what is stored afterward is what it says, also after interruptions and failures.</summary>
public sealed class CloudflareSyncJobs(JobFixture fixture) : JobTest(fixture)
{
    private const string Sync = "Sync-CloudflareShare ./shares.json -Prune";
    private static readonly string[] s_types = ["gateway-policy", "custom-ruleset", "gateway-destination-ip"];

    private CloudflareAccount Cloudflare => Sandbox.Cloudflare;

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task The_shares_are_those_of_the_description(Server server)
    {
        Connect(server);
        var first = Shares(12, recipients: 150, seed: 1);
        Write(first);

        var created = RunWithoutErrors(Sync);

        created.Output.Select(static change => $"{TextOf(change, "Action")} {TextOf(change, "Kind")} {TextOf(change, "Share")} {TextOf(change, "Applied")}")
            .ShouldBe(first.Select(static share => $"Create Share {share.Name} True"), ignoreOrder: true);
        await ShouldBeStoredAsync(first);

        // Some shares lose and gain many recipients, others a few; shares appear and disappear.
        var second = Shares(14, recipients: 170, seed: 2).Skip(2).ToList();
        Write(second);
        var plan = RunWithoutErrors($"{Sync} -WhatIf").Output;
        await ShouldBeStoredAsync(first);
        var changes = RunWithoutErrors(Sync).Output;

        changes.Select(TextOfChange).ShouldBe(plan.Select(TextOfChange), ignoreOrder: true);
        changes.ShouldAllBe(static change => TextOf(change, "Applied") == "True");
        plan.ShouldAllBe(static change => TextOf(change, "Applied") == "False");
        await ShouldBeStoredAsync(second);

        var requests = new List<string>();
        SlowServer.Received = request =>
        {
            lock (requests)
                requests.Add(request.Method);
        };
        RunWithoutErrors(Sync).Output.ShouldBeEmpty();
        requests.ShouldAllBe(static method => method == "GET");
        RunWithoutErrors("$null = Export-CloudflareShare ./exported.json; Sync-CloudflareShare ./exported.json -Prune").Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_run_continues_and_makes_nothing_twice()
    {
        Connect(Server.Slow);
        var first = Shares(6, recipients: 12, seed: 3);
        Write(first);
        RunWithoutErrors(Sync);
        var wanted = Shares(9, recipients: 16, seed: 4).Skip(1).ToList();
        Write(wanted);

        // Stopped after more and more changes.
        for (var stopAt = 1; stopAt < 200; stopAt += 17)
        {
            var script = Session.Script(Sync);
            var changes = 0;
            var limit = stopAt;
            SlowServer.Received = request =>
            {
                if (request.Method != "GET" && Interlocked.Increment(ref changes) == limit)
                    script.Stop();
            };
            Session.Runspace.SessionStateProxy.SetVariable("folder", Folder.Path);
            var result = await script.RunAsync();
            SlowServer.Received = null;
            await SlowServer.WaitUntilIdleAsync();
            if (!result.Stopped)
                break;
        }

        // Each change fails once, some before and some after it was made.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        Write(first);
        SlowServer.Failing = request =>
        {
            lock (seen)
                return request.Method != "GET" && seen.Add($"{request.Method} {request.Path} {request.Text}") ? (Failure)((number++ % 4) + 1) : Failure.None;
        };
        for (var run = 0; run < 20 && Run(Sync).Errors.Count > 0; run++)
            await SlowServer.WaitUntilIdleAsync();
        seen.Count.ShouldBeGreaterThan(10);
        SlowServer.Failing = null;

        RunWithoutErrors(Sync).Output.ShouldBeEmpty();
        await ShouldBeStoredAsync(first);
    }

    [Fact]
    public async Task Under_the_rate_limit_changes_take_longer_and_none_fails()
    {
        Connect(Server.Slow);
        var wanted = Shares(4, recipients: 8, seed: 5);
        Write(wanted);
        RunWithoutErrors(Sync);
        var more = Enumerable.Range(1000, 25).Select(static account => $"{account:x8}1111222233334444{account:x8}").ToList();
        wanted[1] = wanted[1] with { Accounts = [.. wanted[1].Accounts, .. more] };
        try
        {
            await Sandbox.SetRateLimitAsync(new { requests = 12, seconds = 1 });
            var clock = Stopwatch.StartNew();

            RunWithoutErrors(
                "$accounts | ForEach-Object { [pscustomobject] @{ RecipientAccountId = $_; ShareName = $share } } | Add-CloudflareShareRecipient -Wait",
                ("accounts", more),
                ("share", wanted[1].Name));

            clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
        }
        finally
        {
            await Sandbox.SetRateLimitAsync(null);
        }

        await ShouldBeStoredAsync(wanted);
    }

    private static string TextOfChange(object? change) =>
        $"{TextOf(change, "Action")} {TextOf(change, "Kind")} {TextOf(change, "Share")} {TextOf(change, "Target")} {TextOf(change, "Detail")}";

    /// <summary>Shares that differ in each part with the seed. Every fourth has many recipients.</summary>
    private static List<WantedShare> Shares(int count, int recipients, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => new WantedShare(
            $"Share {number} ✓",
            [.. Enumerable.Range(1, 300).OrderBy(_ => random.Next()).Take(number % 4 == 0 ? recipients : 5).Select(static account => $"{account:x8}1111222233334444{account:x8}")],
            [.. Enumerable.Range(1, 6).OrderBy(_ => random.Next()).Take(3).Select(resource => new WantedResource(
                $"{resource:x8}aaaabbbbccccdddd{resource:x8}", s_types[resource % s_types.Length], $$"""{"owner":"{{random.Next(3)}}","number":{{number}}}"""))]))];
    }

    private void Write(IEnumerable<WantedShare> shares) => Folder.Write("shares.json", JsonSerializer.Serialize(new
    {
        shares = shares.Select(static share => new
        {
            name = share.Name,
            recipients = share.Accounts.Select(static account => new { accountId = account }),
            resources = share.Resources.Select(static resource => new { resourceId = resource.Id, resourceType = resource.Type, meta = JsonElement.Parse(resource.Meta) }),
        }),
    }));

    private async Task ShouldBeStoredAsync(IReadOnlyCollection<WantedShare> wanted)
    {
        var stored = (await Cloudflare.GetSharesAsync()).Where(static share => share.Status == "active").ToList();
        stored.Select(static share => share.Name).ShouldBe(wanted.Select(static share => share.Name), ignoreOrder: true);
        foreach (var share in wanted)
        {
            var id = stored.Single(one => one.Name == share.Name).Id;
            (await Cloudflare.GetRecipientsAsync(id)).Where(static recipient => recipient.Status == "associated").Select(static recipient => recipient.AccountId)
                .ShouldBe(share.Accounts, ignoreOrder: true);
            (await Cloudflare.GetResourcesAsync(id)).Where(static resource => resource.Status == "active")
                .Select(static resource => new WantedResource(resource.ResourceId, resource.ResourceType, resource.Meta)).ShouldBe(share.Resources, ignoreOrder: true);
        }
    }

    private new void Connect(Server server) => RunWithoutErrors(
        "Connect-CloudflareSharing -AccountId $id -ApiToken (ConvertTo-SecureString $token -AsPlainText -Force) -BaseUri \"$($server)client/v4\" | Out-Null",
        ("id", CloudflareAccount.Id),
        ("token", CloudflareAccount.Token),
        ("server", AddressOf(server).AbsoluteUri));

    private sealed record WantedShare(string Name, IReadOnlyList<string> Accounts, IReadOnlyList<WantedResource> Resources);

    private sealed record WantedResource(string Id, string Type, string Meta);
}
