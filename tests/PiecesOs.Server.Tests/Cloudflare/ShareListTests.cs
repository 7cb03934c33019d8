using PiecesOs.Server.Cloudflare;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>The lists of accounts and organizations: filters, order, pages.</summary>
public sealed class ShareListTests
{
    [Theory]
    [InlineData("", "b,a,c,theirs")]
    [InlineData("?kind=sent", "b,a,c")]
    [InlineData("?kind=received", "theirs")]
    [InlineData("?status=active", "b,a,theirs")]
    [InlineData("?status=deleted", "c")]
    [InlineData("?status=deleting", "")]
    [InlineData("?target_type=account", "b,a,c,theirs")]
    [InlineData("?target_type=organization", "")]
    [InlineData("?resource_types=gateway-policy", "b,c")]
    [InlineData("?resource_types=gateway-policy&resource_types=trust-grant", "b,a,c")]
    [InlineData("?resource_types=gateway-destination-ip", "")]
    [InlineData("?resource_types=gateway-policy&status=active", "b")]
    [InlineData("?order=name", "a,b,c,theirs")]
    [InlineData("?order=name&direction=desc", "theirs,c,b,a")]
    [InlineData("?direction=desc", "theirs,c,a,b")]
    [InlineData("?order=created&direction=asc", "b,a,c,theirs")]
    [InlineData("?tag=env", "b,a")]
    [InlineData("?tag=env=test", "a")]
    [InlineData("?tag=env%3Dtest&tag=team", "")]
    [InlineData("?tag=env&tag=team=core%3Dx", "b")]
    [InlineData("?unknown=1", "b,a,c,theirs")]
    public async Task A_list_contains_what_was_requested(string query, string names)
    {
        await using var client = await CloudflareClient.StartAsync();
        var b = await client.ShareAsync("b", ["gateway-policy"]);
        var a = await client.ShareAsync("a", ["custom-ruleset", "trust-grant"]);
        var c = await client.ShareAsync("c", ["gateway-policy"]);
        await client.ShareAsync("theirs", ["idp-federation-grant"], [CloudflareClient.Account], CloudflareClient.Other);
        await client.DeleteAsync(c.Id());
        await client.AdminAsync(HttpMethod.Put, $"/shares/{b.Id()}/tags", """{"env":"live","team":"core=x"}""");
        await client.AdminAsync(HttpMethod.Put, $"/shares/{a.Id()}/tags", """{"env":"test"}""");

        string.Join(',', (await client.GetAsync(query)).Names()).ShouldBe(names);
    }

    [Fact]
    public async Task A_resource_deleted_before_the_share_is_not_found()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(types: ["gateway-policy", "trust-grant"]);
        var resource = (await client.GetAsync($"{share.Id()}/resources?resource_type=gateway-policy")).Results().Single();

        await client.DeleteAsync($"{share.Id()}/resources/{resource.Id()}");

        (await client.GetAsync("?resource_types=gateway-policy")).Results().ShouldBeEmpty();
        (await client.GetAsync("?resource_types=trust-grant")).Results().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("?page=1&per_page=2", new[] { 1, 2, 2, 5, 3 })]
    [InlineData("?page=3&per_page=2", new[] { 3, 2, 1, 5, 3 })]
    [InlineData("?page=4&per_page=2", new[] { 4, 2, 0, 5, 3 })]
    [InlineData("?page=2147483647&per_page=100", new[] { 2147483647, 100, 0, 5, 1 })]
    [InlineData("?per_page=5", new[] { 1, 5, 5, 5, 1 })]
    [InlineData("?page=1", new[] { 1, 20, 5, 5, 1 })]
    [InlineData("?page=2", new[] { 2, 20, 0, 5, 1 })]
    [InlineData("?page=0&per_page=100", new[] { 1, 100, 5, 5, 1 })]
    [InlineData("?page=1&per_page=0", new[] { 1, 20, 5, 5, 1 })]
    [InlineData("?page=1&status=deleted", new[] { 1, 20, 0, 5, 1 })]
    [InlineData("?page=1&per_page=2&resource_types=trust-grant", new[] { 1, 2, 0, 5, 3 })]
    public async Task A_page_has_its_position(string query, int[] info)
    {
        await using var client = await CloudflareClient.StartAsync();
        for (var i = 0; i < 5; i++)
            await client.ShareAsync($"share {i}");

        var response = await client.GetAsync(query);

        response.Info().ShouldBe(info);
        response.Results().Count.ShouldBe(info[2]);
    }

    [Fact]
    public async Task The_total_of_resources_ignores_the_filter()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(types: ["gateway-policy", "trust-grant", "widget"]);

        var page = await client.GetAsync($"{share.Id()}/resources?page=1&resource_type=widget&status=active");

        page.Info().ShouldBe([1, 20, 1, 3, 1]);
        page.Results().Single().TextAt("resource_type").ShouldBe("widget");
    }

    [Fact]
    public async Task All_pages_together_are_the_list()
    {
        await using var client = await CloudflareClient.StartAsync();
        for (var i = 0; i < 25; i++)
            await client.ShareAsync($"share {i}");

        var all = await client.GetAsync("");
        var pages = new System.Collections.Generic.List<string>();
        for (var page = 1; page <= 5; page++)
            pages.AddRange((await client.GetAsync($"?page={page}&per_page=6")).Names());

        all.HasInfo().ShouldBeFalse();
        all.Names().Count().ShouldBe(25);
        pages.ShouldBe(all.Names());
    }

    [Fact]
    public async Task Pages_can_omit_result_info()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.ShareAsync();
        await client.AdminAsync(HttpMethod.Put, "", """{"resultInfo":false}""");

        var response = await client.GetAsync("?page=1");

        response.HasInfo().ShouldBeFalse();
        response.Results().Count.ShouldBe(1);
        (await client.GetAsync("?page=2")).Results().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_organization_has_the_shares_of_its_accounts_and_those_for_it()
    {
        const string Theirs = "ffff5555ffff5555ffff5555ffff5555";
        const string Path = "/client/v4/organizations/";
        await using var client = await CloudflareClient.StartAsync();
        await client.AdminAsync(HttpMethod.Put, $"/accounts/{CloudflareClient.Other}", $$"""{"organization_id":"{{Theirs}}"}""");
        await client.ShareAsync("inside", recipients: [CloudflareClient.Third]);
        await client.ShareAsync("to an account", ["trust-grant"]);
        await client.PostAsync("", $$"""{"name":"to all","resources":[],"recipients":[{"organization_id":"{{Theirs}}"}]}""");
        await client.ShareAsync("back", recipients: [CloudflareClient.Account], account: CloudflareClient.Other);

        (await client.GetAsync(Path + Theirs + "/shares")).Names().ShouldBe(["to an account", "to all", "back"]);
        (await client.GetAsync(Path + Theirs + "/shares?kind=sent")).Names().ShouldBe(["back"]);
        var received = await client.GetAsync(Path + Theirs + "/shares?kind=received&include_resources=true");
        received.Results().Select(share => share.TextAt("kind")).ShouldBe(["received", "received"]);
        received.Results().ShouldAllBe(share => !share.Members().Contains("resources"));
        (await client.GetAsync(Path + Theirs + "/shares?target_type=organization")).Names().ShouldBe(["to all"]);
        (await client.GetAsync(Path + Theirs + "/shares?resource_types=trust-grant&order=name&direction=desc")).Names().ShouldBe(["to an account"]);
        (await client.GetAsync(Path + Theirs + "/shares?page=2&per_page=2")).Info().ShouldBe([2, 2, 1, 3, 2]);
        (await client.GetAsync($"{Path}{AccountTable.DefaultOrganization}/shares?kind=sent")).Names().ShouldBe(["inside", "to an account", "to all"]);
        (await client.GetAsync($"{Path}{AccountTable.DefaultOrganization}/shares?kind=received")).Names().ShouldBe(["back"]);
        (await client.GetAsync($"{Path}nobody/shares")).Results().ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipients_are_paged()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(recipients: ["r1", "r2", "r3"]);

        var page = await client.GetAsync($"{share.Id()}/recipients?page=2&per_page=2&include_resources=true");

        page.Info().ShouldBe([2, 2, 1, 3, 2]);
        page.Results().Single().TextAt("account_id").ShouldBe("r3");
        (await client.GetAsync($"{share.Id()}/recipients")).HasInfo().ShouldBeFalse();
    }
}
