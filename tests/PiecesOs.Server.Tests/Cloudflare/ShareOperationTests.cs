using System.Text.Json;
using PiecesOs.Server.Cloudflare;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>Make, read, rename and delete shares.</summary>
public sealed class ShareOperationTests
{
    private static readonly string[] ShareMembers =
        ["account_id", "account_name", "created", "id", "kind", "modified", "name", "organization_id", "status", "target_type"];

    private static readonly string[] ResourceMembers =
        ["created", "id", "meta", "modified", "resource_account_id", "resource_id", "resource_type", "resource_version", "status"];

    [Fact]
    public async Task A_share_has_the_described_members()
    {
        await using var client = await CloudflareClient.StartAsync();

        var share = await client.ShareAsync("rules for all", ["gateway-policy"], [CloudflareClient.Other, CloudflareClient.Other]);

        share.Members().ShouldBe(ShareMembers);
        share.Id().ShouldMatch("^[0-9a-f]{32}$");
        share.TextAt("name").ShouldBe("rules for all");
        share.TextAt("account_id").ShouldBe(CloudflareClient.Account);
        share.TextAt("organization_id").ShouldBe(AccountTable.DefaultOrganization);
        share.TextAt("status").ShouldBe("active");
        share.TextAt("target_type").ShouldBe("account");
        share.TextAt("kind").ShouldBe("sent");
        share.TextAt("created").ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$");
        share.TextAt("modified").ShouldBe(share.TextAt("created"));
        (await client.GetAsync(share.Id())).Result().GetRawText().ShouldBe(share.GetRawText());
        (await client.RecipientsAsync(share)).Keys.ShouldHaveSingleItem().ShouldBe(CloudflareClient.Other);
    }

    [Fact]
    public async Task Resources_and_counts_are_returned_on_request()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(types: ["gateway-policy", "trust-grant"], recipients: [CloudflareClient.Other, CloudflareClient.Third]);

        var one = (await client.GetAsync($"{share.Id()}?include_resources=true&include_recipient_counts=true")).Result();
        var listed = (await client.GetAsync("?include_resources=true&include_recipient_counts=true")).Results().ShouldHaveSingleItem();
        var neither = (await client.GetAsync($"{share.Id()}?include_resources=false&include_recipient_counts=false")).Result();

        listed.GetRawText().ShouldBe(one.GetRawText());
        neither.Members().ShouldBe(ShareMembers);
        one.At("associated_recipient_count").GetInt32().ShouldBe(2);
        foreach (var status in new[] { "associating", "disassociating", "disassociated" })
            one.At($"{status}_recipient_count").GetInt32().ShouldBe(0);
        var resources = one.At("resources").EnumerateArray().ToList();
        resources.Select(resource => resource.TextAt("resource_type")).ShouldBe(["gateway-policy", "trust-grant"]);
        resources.ShouldAllBe(resource => resource.Members().SequenceEqual(ResourceMembers));
    }

    [Fact]
    public async Task The_name_can_be_changed()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();

        var response = await client.PutAsync(share.Id(), """{"name":"Grüße \"2\"","unknown":1}""");

        response.Status.ShouldBe(200);
        response.Result().TextAt("name").ShouldBe("Grüße \"2\"");
        (response.Result().TextAt("modified") == share.TextAt("modified")).ShouldBeFalse();
        response.Result().TextAt("created").ShouldBe(share.TextAt("created"));
        (await client.GetAsync(share.Id())).Result().TextAt("name").ShouldBe("Grüße \"2\"");
    }

    [Fact]
    public async Task A_deleted_share_is_deleting_first_and_so_is_everything_in_it()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        await client.DelayAsync(60_000);

        var response = await client.DeleteAsync(share.Id());

        response.Status.ShouldBe(200);
        response.Result().TextAt("status").ShouldBe("deleting");
        (await client.RecipientsAsync(share))[CloudflareClient.Other].TextAt("association_status").ShouldBe("disassociating");
        (await client.GetAsync($"{share.Id()}/resources")).Results().Single().TextAt("status").ShouldBe("deleting");
        (await client.DeleteAsync(share.Id())).Result().GetRawText().ShouldBe(response.Result().GetRawText());
        (await client.PutAsync(share.Id(), """{"name":"late"}""")).ShouldFail(400, 1003).ShouldContain("deleted");
        (await client.PostAsync($"{share.Id()}/resources", CloudflareClient.Resource())).ShouldFail(400, 1003);
        (await client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient(CloudflareClient.Third))).ShouldFail(400, 1003);
        (await client.PutAsync($"{share.Id()}/recipients", "[]")).ShouldFail(400, 1003);
    }

    [Fact]
    public async Task What_is_deleted_stays_in_lists()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();

        (await client.DeleteAsync(share.Id())).Result().TextAt("status").ShouldBe("deleted");

        var read = (await client.GetAsync($"{share.Id()}?include_resources=true&include_recipient_counts=true")).Result();
        read.TextAt("status").ShouldBe("deleted");
        read.TextAt("resources.0.status").ShouldBe("deleted");
        read.At("disassociated_recipient_count").GetInt32().ShouldBe(1);
        (await client.DeleteAsync(share.Id())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_recipient_sees_a_share_and_cannot_change_it()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(recipients: [CloudflareClient.Other, CloudflareClient.Third]);
        var received = (await client.GetAsync(share.Id(), CloudflareClient.Other)).Result();

        received.TextAt("kind").ShouldBe("received");
        received.TextAt("account_id").ShouldBe(CloudflareClient.Account);
        (await client.GetAsync($"{share.Id()}/resources", CloudflareClient.Other)).Results().Count.ShouldBe(1);
        var recipient = (await client.GetAsync($"{share.Id()}/recipients", CloudflareClient.Other)).Results().ShouldHaveSingleItem();
        recipient.TextAt("account_id").ShouldBe(CloudflareClient.Other);
        var other = (await client.RecipientsAsync(share))[CloudflareClient.Third].Id();
        (await client.GetAsync($"{share.Id()}/recipients/{other}", CloudflareClient.Other)).ShouldFail(404, 1004);
        (await client.SendAsync(HttpMethod.Delete, share.Id(), null, CloudflareClient.Other)).ShouldFail(404, 1004);
        (await client.SendAsync(HttpMethod.Put, share.Id(), """{"name":"mine"}""", CloudflareClient.Other)).ShouldFail(404, 1004);
        (await client.GetAsync(share.Id(), "dddd3333dddd3333dddd3333dddd3333")).ShouldFail(404, 1004);
    }

    [Fact]
    public async Task A_share_may_be_empty()
    {
        await using var client = await CloudflareClient.StartAsync();

        var share = await client.ShareAsync(types: [], recipients: []);

        share.TextAt("target_type").ShouldBe("account");
        (await client.GetAsync($"{share.Id()}/recipients")).Results().ShouldBeEmpty();
        (await client.GetAsync($"{share.Id()}/resources")).Json.At("result").ValueKind.ShouldBe(JsonValueKind.Array);
    }
}
