namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>Add, read, change, filter and delete the resources of a share.</summary>
public sealed class ResourceOperationTests
{
    [Fact]
    public async Task One_is_added_with_its_meta_as_sent()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(types: []);
        const string Meta = """{"string":{"raw":"text"},"bytes":{"raw":[1,2]},"n":1.50,"ü":"é","deep":{"a":[null,true]}}""";

        var response = await client.PostAsync($"{share.Id()}/resources", CloudflareClient.Resource("gateway-policy", "policy", Meta));

        response.Status.ShouldBe(201);
        var resource = response.Result();
        resource.At("meta").GetRawText().ShouldBe(Meta);
        resource.TextAt("resource_id").ShouldBe("policy");
        resource.TextAt("resource_type").ShouldBe("gateway-policy");
        resource.TextAt("resource_account_id").ShouldBe(CloudflareClient.Account);
        resource.TextAt("status").ShouldBe("active");
        resource.At("resource_version").GetInt32().ShouldBe(1);
        resource.Id().ShouldMatch("^[0-9a-f]{32}$");
        (await client.GetAsync($"{share.Id()}/resources/{resource.Id()}")).Text.ShouldBe(response.Text);
    }

    [Fact]
    public async Task New_meta_is_a_new_version()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        var id = (await client.GetAsync($"{share.Id()}/resources")).Results().Single().Id();

        var response = await client.PutAsync($"{share.Id()}/resources/{id}", """{"meta":{"a":2}}""");

        response.Status.ShouldBe(200);
        response.Result().At("meta.a").GetInt32().ShouldBe(2);
        response.Result().At("resource_version").GetInt32().ShouldBe(2);
        (await client.GetAsync($"{share.Id()}/resources/{id}")).Text.ShouldBe(response.Text);
        (await client.RecipientsAsync(share, "?include_resources=true"))[CloudflareClient.Other].At("resources.0.resource_version").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task One_is_deleted()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        var id = (await client.GetAsync($"{share.Id()}/resources")).Results().Single().Id();
        await client.DelayAsync(60_000);

        var response = await client.DeleteAsync($"{share.Id()}/resources/{id}");

        response.Status.ShouldBe(200);
        response.Result().TextAt("status").ShouldBe("deleting");
        (await client.DeleteAsync($"{share.Id()}/resources/{id}")).Text.ShouldBe(response.Text);
        (await client.PutAsync($"{share.Id()}/resources/{id}", """{"meta":{}}""")).ShouldFail(400, 1003);
        (await client.GetAsync(share.Id())).Result().TextAt("status").ShouldBe("active");
        (await client.RecipientsAsync(share, "?include_resources=true"))[CloudflareClient.Other].At("resources").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(types: ["gateway-policy", "trust-grant", "gateway-policy", "custom-ruleset"]);
        var path = $"{share.Id()}/resources";
        var all = (await client.GetAsync(path)).Results();
        await client.DeleteAsync($"{path}/{all[0].Id()}");

        (await client.GetAsync($"{path}?status=active")).Results().Count.ShouldBe(3);
        (await client.GetAsync($"{path}?status=deleted")).Results().Single().Id().ShouldBe(all[0].Id());
        (await client.GetAsync($"{path}?status=deleting")).Results().ShouldBeEmpty();
        (await client.GetAsync($"{path}?resource_type=gateway-policy")).Results().Select(item => item.Id()).ShouldBe([all[0].Id(), all[2].Id()]);
        (await client.GetAsync($"{path}?resource_type=gateway-policy&status=active")).Results().Single().Id().ShouldBe(all[2].Id());
        var page = await client.GetAsync($"{path}?page=2&per_page=3");
        page.Results().Single().Id().ShouldBe(all[3].Id());
        page.Info().ShouldBe([2, 3, 1, 4, 2]);
    }

    [Fact]
    public async Task The_id_is_that_of_the_share_resource()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        var other = await client.ShareAsync("other");
        var id = (await client.GetAsync($"{share.Id()}/resources")).Results().Single().Id();

        (await client.GetAsync($"{share.Id()}/resources/thing0")).ShouldFail(404, 1004);
        (await client.GetAsync($"{other.Id()}/resources/{id}")).ShouldFail(404, 1004);
    }
}
