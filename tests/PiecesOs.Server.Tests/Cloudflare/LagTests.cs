using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>
/// Responses that lag. A lag of a minute shows the state before a change; one of a few milliseconds shows that it ends.
/// </summary>
public sealed class LagTests
{
    private const string Organization = "eeee4444eeee4444eeee4444eeee4444";

    [Fact]
    public async Task The_recipients_of_a_new_share_appear_later()
    {
        await using var client = await StartAsync(60_000);
        var hidden = await client.ShareAsync();
        await LagAsync(client, 100);
        var appearing = await client.ShareAsync();

        (await client.RecipientsAsync(hidden)).ShouldBeEmpty();
        (await client.GetAsync($"{hidden.Id()}?include_recipient_counts=true")).Result().At("associating_recipient_count").GetInt32().ShouldBe(0);
        (await client.GetAsync("", CloudflareClient.Other)).Results().ShouldNotContain(share => share.Id() == hidden.Id());
        await Patience.UntilAsync(async () => (await client.RecipientsAsync(appearing)).Values.Single().TextAt("association_status").ShouldBe("associated"));
    }

    [Fact]
    public async Task A_recipient_that_was_added_is_not_found_at_first()
    {
        await using var client = await StartAsync(0);
        var share = await client.ShareAsync(recipients: []);
        await LagAsync(client, 60_000);

        var added = (await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Third))).Result();

        added.TextAt("association_status").ShouldBe("associating");
        (await client.GetAsync($"{share.Id()}/recipients/{added.Id()}")).ShouldFail(404, 1004);
        (await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Third))).ShouldFail(400, 1003);
    }

    [Fact]
    public async Task A_status_is_the_opposite_until_a_change_is_visible()
    {
        await using var client = await StartAsync(0);
        var share = await client.ShareAsync(recipients: [CloudflareClient.Other, CloudflareClient.Third]);
        var recipients = await client.RecipientsAsync(share);
        var (other, third) = ($"{share.Id()}/recipients/{recipients[CloudflareClient.Other].Id()}", $"{share.Id()}/recipients/{recipients[CloudflareClient.Third].Id()}");
        await client.DeleteAsync(third);
        await LagAsync(client, 60_000);

        (await client.DeleteAsync(other)).Result().TextAt("association_status").ShouldBe("associated");
        (await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Third))).Result().TextAt("association_status").ShouldBe("associating");
        (await client.GetAsync(other)).Result().TextAt("association_status").ShouldBe("associated");
        (await client.GetAsync(third)).Result().TextAt("association_status").ShouldBe("disassociated");

        await client.PutAsync($"{share.Id()}/recipients", $"[{CloudflareClient.Recipient(CloudflareClient.Other)}]");
        (await client.GetAsync(third)).Result().TextAt("association_status").ShouldBe("associated");

        await LagAsync(client, 100);
        await client.PutAsync($"{share.Id()}/recipients", $"[{CloudflareClient.Recipient(CloudflareClient.Third)}]");
        await client.UntilAsync(other, "association_status", "disassociated");
        await client.UntilAsync(third, "association_status", "associated");
    }

    [Fact]
    public async Task What_is_deleted_is_active_until_the_change_is_visible()
    {
        await using var client = await StartAsync(60_000);
        var share = await client.ShareAsync(types: ["gateway-policy", "custom-ruleset"]);
        var resource = $"{share.Id()}/resources/{(await client.GetAsync($"{share.Id()}/resources")).Results()[0].Id()}";

        (await client.DeleteAsync(resource)).Result().TextAt("status").ShouldBe("active");
        (await client.PutAsync(resource, """{"meta":{}}""")).ShouldFail(400, 1003);
        (await client.DeleteAsync(share.Id())).Result().TextAt("status").ShouldBe("active");
        (await client.PutAsync(share.Id(), """{"name":"late"}""")).ShouldFail(400, 1003);

        await LagAsync(client, 100);
        var going = await client.ShareAsync("going");
        await client.DeleteAsync(going.Id());
        await client.UntilAsync(going.Id(), "status", "deleted");
    }

    [Fact]
    public async Task Recipients_follow_a_new_version_later()
    {
        await using var client = await StartAsync(0);
        var share = await client.ShareAsync();
        var resource = (await client.GetAsync($"{share.Id()}/resources")).Results().Single();
        await LagAsync(client, 60_000);

        (await client.PutAsync($"{share.Id()}/resources/{resource.Id()}", """{"meta":{"n":2}}""")).Result().At("resource_version").GetInt32().ShouldBe(2);
        await client.PostAsync($"{share.Id()}/resources", CloudflareClient.Resource("gateway-policy", "late"));

        var shown = (await client.RecipientsAsync(share, "?include_resources=true"))[CloudflareClient.Other].At("resources").EnumerateArray().Single();
        shown.TextAt("resource_id").ShouldBe("thing0");
        shown.At("resource_version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_members_of_an_organization_become_recipients_later()
    {
        await using var client = await StartAsync(100);
        await client.AdminAsync(HttpMethod.Put, $"/accounts/{CloudflareClient.Other}", $$"""{"organization_id":"{{Organization}}"}""");

        var share = (await client.PostAsync("", $$"""{"name":"n","resources":[],"recipients":[{"organization_id":"{{Organization}}"}]}""")).Result();

        await Patience.UntilAsync(async () => (await client.RecipientsAsync(share)).Keys.Single().ShouldBe(CloudflareClient.Other));
        await LagAsync(client, 60_000);
        var late = (await client.PostAsync("", $$"""{"name":"n","resources":[],"recipients":[{"organization_id":"{{Organization}}"}]}""")).Result();
        (await client.RecipientsAsync(late)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_that_was_fixed_stays_on_the_record_until_the_next_change_is_done()
    {
        await using var client = await StartAsync(0);
        await client.AdminAsync(HttpMethod.Post, "/failures", $$"""{"recipient":"{{CloudflareClient.Other}}","error":"no entitlement"}""");
        var share = await client.ShareAsync(recipients: [CloudflareClient.Other, CloudflareClient.Third]);
        var id = (await client.RecipientsAsync(share))[CloudflareClient.Other].Id();
        await LagAsync(client, 100);

        await client.AdminAsync(HttpMethod.Delete, "/failures");

        (await client.AdminAsync(HttpMethod.Get, "/failures")).Json.Items().ShouldBeEmpty();
        (await ErrorAsync()).ShouldBe("no entitlement");
        await client.DeleteAsync($"{share.Id()}/recipients/{id}");
        await client.UntilAsync($"{share.Id()}/recipients/{id}", "association_status", "disassociated");
        await LagAsync(client, 60_000);
        await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Other));
        (await ErrorAsync()).ShouldBe("no entitlement");
        await LagAsync(client, 100);
        await client.DeleteAsync($"{share.Id()}/recipients/{id}");
        await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Other));
        await client.UntilAsync($"{share.Id()}/recipients/{id}", "association_status", "associated");
        (await ErrorAsync()).ShouldBe("");
        (await client.RecipientsAsync(share, "?include_resources=true"))[CloudflareClient.Third].TextAt("resources.0.error").ShouldBe("");

        async Task<string?> ErrorAsync() => (await client.GetAsync($"{share.Id()}/recipients/{id}?include_resources=true")).Result().TextAt("resources.0.error");
    }

    [Fact]
    public async Task What_was_removed_stays_as_a_record()
    {
        await using var client = await StartAsync(0);
        var share = await client.ShareAsync();
        var recipient = (await client.RecipientsAsync(share)).Values.Single().Id();
        var resource = (await client.GetAsync($"{share.Id()}/resources")).Results().Single().Id();
        await client.DeleteAsync($"{share.Id()}/recipients/{recipient}");
        await client.DeleteAsync($"{share.Id()}/resources/{resource}");

        (await client.GetAsync($"{share.Id()}/recipients")).Results().Single().TextAt("association_status").ShouldBe("disassociated");
        (await client.GetAsync($"{share.Id()}/resources")).Results().Single().TextAt("status").ShouldBe("deleted");
    }

    [Fact]
    public async Task A_share_is_renamed_and_nothing_else_of_a_put_counts()
    {
        await using var client = await StartAsync(0);
        var share = await client.ShareAsync("one");
        await client.ShareAsync("two");

        var response = await client.PutAsync(share.Id(), $$"""{"name":"two","recipients":[],"resources":[],"status":"deleted","target_type":"organization"}""");

        response.Result().TextAt("name").ShouldBe("two");
        response.Result().TextAt("status").ShouldBe("active");
        response.Result().TextAt("target_type").ShouldBe("account");
        (await client.RecipientsAsync(share)).Count.ShouldBe(1);
        (await client.GetAsync("")).Names().ShouldBe(["two", "two"]);
    }

    [Fact]
    public async Task The_id_of_a_policy_may_have_36_characters()
    {
        await using var client = await StartAsync(0);
        var share = await client.ShareAsync();

        var added = await client.PostAsync($"{share.Id()}/resources", CloudflareClient.Resource("gateway-policy", "f174e90a-fafe-4643-bbbc-4a0ed4fc8415"));

        added.Result().TextAt("resource_id").ShouldBe("f174e90a-fafe-4643-bbbc-4a0ed4fc8415");
    }

    private static async Task<CloudflareClient> StartAsync(int lag)
    {
        var client = await CloudflareClient.StartAsync();
        await LagAsync(client, lag);
        return client;
    }

    private static Task LagAsync(CloudflareClient client, int milliseconds) =>
        client.AdminAsync(HttpMethod.Put, "", string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"lagMs":{{milliseconds}},"delayMs":{{(milliseconds > 0 ? 1 : 0)}}}"""));
}
