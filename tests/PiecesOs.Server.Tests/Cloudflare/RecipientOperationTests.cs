using System.Globalization;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>Recipients: one by one, all at once, organizations.</summary>
public sealed class RecipientOperationTests
{
    private const string Organization = "eeee4444eeee4444eeee4444eeee4444";

    [Theory]
    [InlineData("""{"recipient_account_id":"ID"}""")]
    [InlineData("""{"account_id":"ID"}""")]
    [InlineData("""{"account_id":"ID","recipient_account_id":"ID","organization_id":null}""")]
    public async Task One_is_added(string body)
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(recipients: []);

        var response = await client.PostAsync($"{share.Id()}/recipients", body.Replace("ID", CloudflareClient.Third, System.StringComparison.Ordinal));

        response.Status.ShouldBe(201);
        response.Result().Members().ShouldBe(["account_id", "association_status", "created", "id", "modified"]);
        response.Result().TextAt("account_id").ShouldBe(CloudflareClient.Third);
        response.Result().TextAt("association_status").ShouldBe("associated");
        var read = await client.GetAsync($"{share.Id()}/recipients/{response.Result().Id()}");
        read.Text.ShouldBe(response.Text);
        (await client.PostAsync($"{share.Id()}/recipients", body.Replace("ID", CloudflareClient.Third, System.StringComparison.Ordinal))).ShouldFail(400, 1003);
    }

    [Fact]
    public async Task A_removed_recipient_that_is_added_again_is_the_same()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        var id = (await client.RecipientsAsync(share))[CloudflareClient.Other].Id();
        await client.DelayAsync(60_000);

        var left = await client.DeleteAsync($"{share.Id()}/recipients/{id}");
        var again = await client.DeleteAsync($"{share.Id()}/recipients/{id}");
        var back = await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Other));

        left.Status.ShouldBe(200);
        left.Result().TextAt("association_status").ShouldBe("disassociating");
        again.Text.ShouldBe(left.Text);
        back.Result().Id().ShouldBe(id);
        back.Result().TextAt("association_status").ShouldBe("associating");
    }

    [Fact]
    public async Task A_removed_recipient_no_longer_sees_the_share()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        var id = (await client.RecipientsAsync(share))[CloudflareClient.Other].Id();

        (await client.DeleteAsync($"{share.Id()}/recipients/{id}")).Result().TextAt("association_status").ShouldBe("disassociated");

        (await client.RecipientsAsync(share))[CloudflareClient.Other].TextAt("association_status").ShouldBe("disassociated");
        (await client.GetAsync("", CloudflareClient.Other)).Results().ShouldBeEmpty();
        (await client.GetAsync(share.Id(), CloudflareClient.Other)).ShouldFail(404, 1004);
    }

    [Fact]
    public async Task The_list_is_replaced()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(recipients: [CloudflareClient.Other, CloudflareClient.Third]);
        var before = await client.RecipientsAsync(share);
        await client.DelayAsync(60_000);

        var response = await client.PutAsync($"{share.Id()}/recipients", $$"""[{"account_id":"{{CloudflareClient.Third}}"},{"recipient_account_id":"new"},{"recipient_account_id":"new"}]""");

        response.Status.ShouldBe(204);
        response.Text.ShouldBeEmpty();
        var after = await client.RecipientsAsync(share);
        after.ToDictionary(pair => pair.Key, pair => pair.Value.TextAt("association_status"), System.StringComparer.Ordinal).ShouldBe(
            new System.Collections.Generic.Dictionary<string, string?>(System.StringComparer.Ordinal)
            {
                [CloudflareClient.Other] = "disassociating",
                [CloudflareClient.Third] = "associated",
                ["new"] = "associating",
            },
            ignoreOrder: true);
        after[CloudflareClient.Third].GetRawText().ShouldBe(before[CloudflareClient.Third].GetRawText());
    }

    [Fact]
    public async Task The_list_can_be_emptied()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();

        (await client.PutAsync($"{share.Id()}/recipients", "[]")).Status.ShouldBe(204);

        (await client.RecipientsAsync(share)).Values.Single().TextAt("association_status").ShouldBe("disassociated");
    }

    [Theory]
    [InlineData($$"""{"organization_id":"{{Organization}}"}""")]
    [InlineData("{}")]
    public async Task A_share_for_an_organization_reaches_its_accounts(string recipient)
    {
        await using var client = await CloudflareClient.StartAsync();
        foreach (var account in new[] { CloudflareClient.Account, CloudflareClient.Other })
            await client.AdminAsync(HttpMethod.Put, $"/accounts/{account}", $$"""{"organization_id":"{{Organization}}"}""");

        var share = (await client.PostAsync("", $$"""{"name":"for all","resources":[],"recipients":[{{recipient}}]}""")).Result();

        share.TextAt("target_type").ShouldBe("organization");
        (await client.RecipientsAsync(share)).Keys.Single().ShouldBe(CloudflareClient.Other);
        (await client.GetAsync(share.Id(), CloudflareClient.Other)).Result().TextAt("kind").ShouldBe("received");
        (await client.GetAsync($"{share.Id()}/recipients", CloudflareClient.Other)).Results().Count.ShouldBe(1);
        (await client.GetAsync(share.Id(), CloudflareClient.Third)).ShouldFail(404, 1004);
    }

    [Fact]
    public async Task Recipients_of_an_organization_are_derived_and_not_changed_one_by_one()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = (await client.PostAsync("", $$"""{"name":"for all","resources":[],"recipients":[{"organization_id":"{{Organization}}"}]}""")).Result();
        (await client.RecipientsAsync(share)).ShouldBeEmpty();

        await client.AdminAsync(HttpMethod.Put, $"/accounts/{CloudflareClient.Third}", $$"""{"organization_id":"{{Organization}}"}""");

        (await client.RecipientsAsync(share)).Keys.Single().ShouldBe(CloudflareClient.Third);
        (await client.PutAsync($"{share.Id()}/recipients", "[]")).ShouldFail(400, 1003).ShouldContain("organization");
        (await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Third))).ShouldFail(400, 1003);
        (await client.PostAsync($"{share.Id()}/recipients", "{}")).ShouldFail(400, 1003);
    }

    [Fact]
    public async Task A_share_for_accounts_accepts_no_organization()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        const string Body = $$"""{"organization_id":"{{Organization}}"}""";

        (await client.PostAsync($"{share.Id()}/recipients", Body)).ShouldFail(400, 1003);
        (await client.PutAsync($"{share.Id()}/recipients", $"[{Body}]")).ShouldFail(400, 1003);
        (await client.PostAsync($"{share.Id()}/recipients", "{}")).ShouldFail(400, 1003);
        (await client.PutAsync($"{share.Id()}/recipients", "[{}]")).ShouldFail(400, 1003);
        (await client.PostAsync("", $$"""{"name":"n","resources":[],"recipients":[{{Body}},{{CloudflareClient.Recipient("a")}}]}""")).ShouldFail(400, 1001);
    }

    [Fact]
    public async Task A_failing_resource_keeps_its_recipient_from_being_done()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.AdminAsync(HttpMethod.Post, "/failures", $$"""{"recipient":"{{CloudflareClient.Other}}","resource":"thing1"}""");
        var share = await client.ShareAsync(types: ["gateway-policy", "custom-ruleset"], recipients: [CloudflareClient.Other, CloudflareClient.Third]);

        var recipients = await client.RecipientsAsync(share, "?include_resources=true");

        recipients[CloudflareClient.Third].TextAt("association_status").ShouldBe("associated");
        recipients[CloudflareClient.Third].At("resources").EnumerateArray().ShouldAllBe(resource => resource.TextAt("error") == "" && !resource.At("terminal").GetBoolean());
        recipients[CloudflareClient.Other].TextAt("association_status").ShouldBe("associating");
        var resources = recipients[CloudflareClient.Other].At("resources").EnumerateArray().ToList();
        resources.ShouldAllBe(resource => resource.Members().SequenceEqual(new[] { "error", "resource_id", "resource_version", "terminal" }));
        resources.Select(resource => resource.TextAt("error")).ShouldBe(["", "Recipient is missing necessary entitlement"]);
        resources.Select(resource => resource.At("terminal").GetBoolean()).ShouldBe([false, true]);
        var one = (await client.GetAsync($"{share.Id()}/recipients/{recipients[CloudflareClient.Other].Id()}?include_resources=true")).Result();
        one.GetRawText().ShouldBe(recipients[CloudflareClient.Other].GetRawText());
        var counted = (await client.GetAsync($"{share.Id()}?include_recipient_counts=true")).Result();
        counted.At("associating_recipient_count").GetInt32().ShouldBe(1);

        await client.AdminAsync(HttpMethod.Delete, "/failures");
        (await client.RecipientsAsync(share))[CloudflareClient.Other].TextAt("association_status").ShouldBe("associated");
    }

    [Fact]
    public async Task A_failure_shows_only_after_the_delay()
    {
        await using var client = await CloudflareClient.StartAsync(delayMs: 60_000);
        await client.AdminAsync(HttpMethod.Post, "/failures", """{"recipient":"slow","error":"no right to it","terminal":false}""");
        var waiting = await client.ShareAsync(recipients: ["slow"]);
        await client.DelayAsync(0);
        var tried = await client.ShareAsync(recipients: ["slow"]);

        (await client.RecipientsAsync(waiting, "?include_resources=true"))["slow"].TextAt("resources.0.error").ShouldBe("");
        var failing = (await client.RecipientsAsync(tried, "?include_resources=true"))["slow"];
        failing.TextAt("resources.0.error").ShouldBe("no right to it");
        failing.At("resources.0.terminal").GetBoolean().ShouldBeFalse();
        var seeded = (await client.AdminAsync(HttpMethod.Get, "/failures")).Json.Items().Single();
        seeded.TextAt("recipient").ShouldBe("slow");
        seeded.At("terminal").GetBoolean().ToString(CultureInfo.InvariantCulture).ShouldBe("False");
    }
}
