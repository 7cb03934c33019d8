using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>The Linkify API and the account states it depends on.</summary>
public sealed class LinkifyTests
{
    private const string Gist = """{"iterable":[{"github":{"gist":{"name":"a.cs","public":true}}}]}""";

    [Fact]
    public async Task An_asset_gets_a_link()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x");

        var response = await sandbox.PostAsync("/linkify", $$"""{"asset":{{asset.GetRawText()}},"access":"PRIVATE","users":[{"emails":["ada@example.com"]}]}""");

        response.Status.ShouldBe(200, response.Text);
        response.Json.ShouldBeA("Shares");
        response.Json.TextAt("iterable.0.access").ShouldBe("PRIVATE");
        response.Json.TextAt("iterable.0.asset.id").ShouldBe(asset.Id());
    }

    [Fact]
    public async Task A_seed_becomes_an_asset_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/linkify", $$"""{"seed":{{sandbox.Seed("from a seed", "seeded").ToJsonString()}},"access":"PUBLIC"}""");

        response.Status.ShouldBe(200, response.Text);
        var asset = (await sandbox.GetAsync("/assets")).Json.Items().ShouldHaveSingleItem();
        asset.TextAt("name").ShouldBe("seeded");
        response.Json.TextAt("iterable.0.asset.id").ShouldBe(asset.Id());
    }

    [Theory]
    [InlineData("""{"access":"PUBLIC"}""")]
    [InlineData("""{"asset":ASSET}""")]
    [InlineData("""{"asset":ASSET,"access":"PRIVATE"}""")]
    [InlineData("""{"asset":ASSET,"seed":SEED,"access":"PUBLIC"}""")]
    [InlineData("""{"seed":{"asset":{}},"access":"PUBLIC"}""")]
    public async Task An_invalid_body_is_500_and_creates_nothing(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x");

        var response = await sandbox.PostAsync("/linkify", body
            .Replace("ASSET", asset.GetRawText(), System.StringComparison.Ordinal)
            .Replace("SEED", sandbox.Seed("y").ToJsonString(), System.StringComparison.Ordinal));

        response.Status.ShouldBe(500, response.Text);
        response.Type.ShouldBe("text/plain");
        (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(1);
        (await sandbox.GetAsync("/shares")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gist_needs_a_connected_GitHub()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { GitHub = false });
        var body = $$"""{"seed":{{sandbox.Seed("x").ToJsonString()}},"access":"PUBLIC","distributions":{{Gist}}}""";

        var without = await sandbox.PostAsync("/linkify", body);
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"github":"connected"}""");
        var with = await sandbox.PostAsync("/linkify", body);

        without.Status.ShouldBe(412);
        without.Type.ShouldBe("text/plain");
        with.Status.ShouldBe(200, with.Text);
        with.Json.ShouldBeA("Shares");
        with.Json.TextAt("iterable.0.distributions.iterable.0.github.gist.url")!.ShouldStartWith("https://gist.github.com/");
        with.Json.TextAt("iterable.0.distributions.iterable.0.share.link").ShouldBe(with.Json.TextAt("iterable.0.link"));
        (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Multiple_creates_one_collection()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = (await sandbox.CreateAsync("1")).Id();
        var two = (await sandbox.CreateAsync("2")).Id();

        var response = await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}","{{two}}"],"access":"PUBLIC","name":"BOTH"}""");

        response.Json.ShouldBeA("Shares");
        response.Json.Items().ShouldHaveSingleItem().At("assets").Items().Select(asset => asset.Id()).ShouldBe([one, two]);
        (await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}"],"access":"PUBLIC","name":"both"}""")).Status.ShouldBe(409);
        var single = await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}"],"access":"PUBLIC"}""");
        single.Json.At("iterable.0.assets").Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Multiple_names_the_missing_assets()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var here = (await sandbox.CreateAsync("1")).Id();
        var deleted = (await sandbox.CreateAsync("2")).Id();
        await sandbox.PostAsync($"/assets/{deleted}/delete");

        var response = await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{here}}","{{deleted}}","unknown"],"access":"PUBLIC"}""");

        response.Status.ShouldBe(417);
        response.Type.ShouldBe("text/plain");
        response.Text.ShouldContain(deleted);
        response.Text.ShouldContain("unknown");
        response.Text.ShouldNotContain(here);
        (await sandbox.PostAsync("/linkify/multiple", """{"assets":[],"access":"PUBLIC"}""")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task Revoke_returns_the_id_and_frees_the_name()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = (await sandbox.CreateAsync("1")).Id();
        var body = $$"""{"assets":["{{asset}}"],"access":"PUBLIC","name":"AGAIN"}""";
        var share = (await sandbox.PostAsync("/linkify/multiple", body)).Json.TextAt("iterable.0.id");

        var revoked = await sandbox.PostAsync($"/linkify/{share}/revoke");

        revoked.Status.ShouldBe(200);
        revoked.Type.ShouldBe("text/plain");
        revoked.Text.ShouldBe(share);
        (await sandbox.GetAsync($"/shares/{share}")).Status.ShouldBe(410);
        (await sandbox.PostAsync($"/linkify/{share}/revoke")).Status.ShouldBe(410);
        (await sandbox.PostAsync("/linkify/never/revoke")).Status.ShouldBe(404);
        (await sandbox.PostAsync("/linkify/multiple", body)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("signed-out", false, 511)]
    [InlineData("no-cloud", false, 511)]
    [InlineData("cloud-pending", false, 511)]
    [InlineData("cloud-failed", false, 511)]
    [InlineData("logged-out", false, 511)]
    [InlineData("connected", true, 505)]
    public async Task Account_states_refuse_every_link_operation(string account, bool outdated, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Account = Choice.Parse<AccountState>(account), Outdated = outdated ? OutdatedScope.Links : OutdatedScope.None });
        var asset = await sandbox.CreateAsync("1");

        var responses = new[]
        {
            await sandbox.PostAsync("/linkify", $$"""{"asset":{{asset.GetRawText()}},"access":"PUBLIC"}"""),
            await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{asset.Id()}}"],"access":"PUBLIC"}"""),
            await sandbox.PostAsync("/linkify/x/revoke"),
        };

        responses.ShouldAllBe(response => response.Status == status && response.Type == "text/plain" && response.Text.Length > 0);
    }

    [Theory]
    [InlineData("connected", "RUNNING", "RUNNING")]
    [InlineData("cloud-pending", "PENDING", "PENDING")]
    [InlineData("cloud-failed", "FAILED", "FAILED")]
    [InlineData("links-failed", "RUNNING", "FAILED")]
    public async Task The_user_shows_the_state_of_cloud_and_hosts(string account, string cloud, string hosts)
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Account = Choice.Parse<AccountState>(account) });

        var user = (await sandbox.GetAsync("/user")).Json.At("user");

        user.ShouldBeA("UserProfile");
        user.TextAt("allocation.status.cloud").ShouldBe(cloud);
        user.TextAt("allocation.urls.base.status").ShouldBe(cloud);
        user.TextAt("allocation.urls.id.status").ShouldBe(hosts);
        user.TextAt("allocation.urls.vanity.status").ShouldBe(hosts);
        user.At("apiKeys").ValueKind.ShouldBe(JsonValueKind.Array);
        user.Has("username").ShouldBeFalse();
        user.Has("vanityname").ShouldBeFalse();
    }

    [Fact]
    public async Task Hosts_that_failed_do_not_refuse_link_operations()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Account = AccountState.LinksFailed, Enrich = null });

        (await sandbox.LinkAsync(await sandbox.CreateAsync("x"))).TextAt("access").ShouldBe("PUBLIC");
    }

    [Fact]
    public async Task The_user_is_401_while_no_one_is_signed_in()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"no-cloud"}""");
        var noCloud = (await sandbox.GetAsync("/user")).Json;
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"signed-out"}""");
        var signedOut = await sandbox.GetAsync("/user");
        var connected = await sandbox.PostAsync("/connect", """{"application":{"name":"OPEN_SOURCE","platform":"LINUX","version":"1.0"}}""");

        noCloud.At("user").ShouldBeA("UserProfile");
        noCloud.At("user").Has("allocation").ShouldBeFalse();
        signedOut.Status.ShouldBe(401);
        signedOut.Type.ShouldBe("text/plain");
        connected.Json.Has("user").ShouldBeFalse();
    }

    [Fact]
    public async Task An_option_returns_an_empty_user_as_older_servers_did()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Account = AccountState.SignedOut, EmptyUser = true });

        (await sandbox.GetAsync("/user")).Text.ShouldBe("{}");
    }

    [Fact]
    public async Task After_a_forced_logout_lists_are_empty_although_the_data_are_there()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("walrus");
        await sandbox.LinkAsync(asset);

        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"logged-out"}""");

        foreach (var path in new[] { "/assets", "/assets/identifiers", "/assets/search?query=walrus", "/shares" })
            (await sandbox.GetAsync(path)).Json.Items().ShouldBeEmpty(path);
        using (var stream = await sandbox.OpenAsync("/assets/stream/identifiers"))
            (await stream.NextAsync()).Items().ShouldBeEmpty();
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"ASSETS"}""")).Json.At("total_count").GetInt32().ShouldBe(0);
        (await sandbox.GetAsync("/user")).Status.ShouldBe(401);
        (await sandbox.GetAsync($"/assets/{asset.Id()}")).Status.ShouldBe(200);
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"account":"connected"}""");
        (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(1);
    }
}
