using System.Text.Json;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>The accounts that a share for an organization skips, and what that means for its recipients.</summary>
public sealed class ExcludedRecipientOperationTests
{
    private const string Organization = "eeee4444eeee4444eeee4444eeee4444";

    [Fact]
    public async Task One_is_excluded_and_leaves_the_recipients()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other, CloudflareClient.Third);
        await client.DelayAsync(60_000);

        var response = await client.PostAsync(Path(share), Excluded(CloudflareClient.Other));

        response.Status.ShouldBe(201);
        response.Result().Members().ShouldBe(["account_id", "created", "id", "modified"]);
        response.Result().TextAt("account_id").ShouldBe(CloudflareClient.Other);
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "disassociating"), (CloudflareClient.Third, "associated")]);
        var id = response.Result().Id();
        (id == (await client.RecipientsAsync(share))[CloudflareClient.Other].Id()).ShouldBeFalse();
        (await client.GetAsync($"{Path(share)}/{id}")).Text.ShouldBe(response.Text);
        (await client.GetAsync(Path(share))).Results().Single().GetRawText().ShouldBe(response.Result().GetRawText());
    }

    [Fact]
    public async Task An_excluded_account_no_longer_sees_the_share_until_its_exclusion_ends()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other);
        var recipient = (await client.RecipientsAsync(share))[CloudflareClient.Other].Id();

        var added = await client.PostAsync(Path(share), Excluded(CloudflareClient.Other));
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "disassociated")]);
        (await client.GetAsync(share.Id(), CloudflareClient.Other)).ShouldFail(404, 1004);
        var removed = await client.DeleteAsync($"{Path(share)}/{added.Result().Id()}");

        removed.Status.ShouldBe(200);
        removed.Result().GetRawText().ShouldBe(added.Result().GetRawText());
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associated")]);
        (await client.RecipientsAsync(share))[CloudflareClient.Other].Id().ShouldBe(recipient);
        (await client.GetAsync(share.Id(), CloudflareClient.Other)).Result().TextAt("kind").ShouldBe("received");
        (await client.GetAsync(Path(share))).Results().ShouldBeEmpty();
        (await client.DeleteAsync($"{Path(share)}/{added.Result().Id()}")).ShouldFail(404, 1004);
    }

    [Fact]
    public async Task Both_changes_take_as_long_as_those_of_recipients()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other);
        await client.AdminAsync(HttpMethod.Put, "", """{"delayMs":60000,"lagMs":60000}""");

        var added = await client.PostAsync(Path(share), Excluded(CloudflareClient.Other));
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associated")]);
        await client.AdminAsync(HttpMethod.Put, "", """{"lagMs":0}""");
        await client.DeleteAsync($"{Path(share)}/{added.Result().Id()}");

        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associating")]);
    }

    [Fact]
    public async Task A_member_that_is_named_after_it_was_excluded_is_skipped()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client);
        var excluded = (await client.PostAsync(Path(share), Excluded(CloudflareClient.Other))).Result().Id();

        await JoinAsync(client, CloudflareClient.Other);
        await JoinAsync(client, CloudflareClient.Third);

        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Third, "associated")]);
        await client.DeleteAsync($"{Path(share)}/{excluded}");
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associated"), (CloudflareClient.Third, "associated")]);
    }

    [Fact]
    public async Task Only_members_become_recipients_when_their_exclusion_ends()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client);

        foreach (var account in new[] { "stranger", CloudflareClient.Account })
        {
            var excluded = (await client.PostAsync(Path(share), Excluded(account))).Result().Id();
            (await client.DeleteAsync($"{Path(share)}/{excluded}")).Status.ShouldBe(200);
        }

        (await client.RecipientsAsync(share)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_is_replaced_and_emptied()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other, CloudflareClient.Third);
        var kept = (await client.PostAsync(Path(share), Excluded(CloudflareClient.Third))).Result();
        await client.PostAsync(Path(share), Excluded("stranger"));

        var replaced = await client.PutAsync(Path(share), $"[{Excluded(CloudflareClient.Other)},{Excluded(CloudflareClient.Third)},{Excluded(CloudflareClient.Third)}]");

        replaced.Status.ShouldBe(204);
        replaced.Text.ShouldBeEmpty();
        var list = (await client.GetAsync(Path(share))).Results();
        list.Select(static item => item.TextAt("account_id")).ShouldBe([CloudflareClient.Third, CloudflareClient.Other]);
        list[0].GetRawText().ShouldBe(kept.GetRawText());
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "disassociated"), (CloudflareClient.Third, "disassociated")]);

        (await client.PutAsync(Path(share), "[]")).Status.ShouldBe(204);
        (await client.GetAsync(Path(share))).Results().ShouldBeEmpty();
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associated"), (CloudflareClient.Third, "associated")]);
    }

    [Fact]
    public async Task They_are_paged()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client);
        await client.PutAsync(Path(share), $"[{Excluded("e1")},{Excluded("e2")},{Excluded("e3")}]");

        var page = await client.GetAsync($"{Path(share)}?page=2&per_page=2");

        page.Info().ShouldBe([2, 2, 1, 3, 2]);
        page.Results().Single().TextAt("account_id").ShouldBe("e3");
        (await client.GetAsync(Path(share))).HasInfo().ShouldBeFalse();
    }

    [Fact]
    public async Task An_account_is_excluded_once()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other);
        await client.PostAsync(Path(share), Excluded(CloudflareClient.Other));

        (await client.PostAsync(Path(share), Excluded(CloudflareClient.Other))).ShouldFail(400, 1003).ShouldContain("already excluded");

        (await client.GetAsync(Path(share))).Results().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("PUT", "")]
    [InlineData("GET", "/x")]
    [InlineData("DELETE", "/x")]
    public async Task A_share_for_accounts_has_none(string method, string path)
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();

        (await SendAsync(client, method, Path(share) + path)).ShouldFail(400, 1003).ShouldContain("targets an organization");

        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associated")]);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("PUT", "")]
    [InlineData("GET", "/ID")]
    [InlineData("DELETE", "/ID")]
    public async Task Only_the_account_that_sent_the_share_sees_and_changes_them(string method, string path)
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other, CloudflareClient.Third);
        var id = (await client.PostAsync(Path(share), Excluded(CloudflareClient.Third))).Result().Id();

        var response = await SendAsync(client, method, Path(share) + path.Replace("ID", id, System.StringComparison.Ordinal), CloudflareClient.Other);

        response.ShouldFail(404, 1004).ShouldBe("Share not found");
        (await client.GetAsync(Path(share))).Results().Single().Id().ShouldBe(id);
        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "associated"), (CloudflareClient.Third, "disassociated")]);
    }

    [Fact]
    public async Task What_is_not_there_is_1004()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other);
        var another = await ShareAsync(client);
        var id = (await client.PostAsync(Path(another), Excluded(CloudflareClient.Other))).Result().Id();

        (await client.GetAsync($"{Path(share)}/{id}")).ShouldFail(404, 1004).ShouldBe("Excluded recipient not found");
        (await client.DeleteAsync($"{Path(share)}/{id}")).ShouldFail(404, 1004);
        (await client.GetAsync("nosuchshare/excluded-recipients")).ShouldFail(404, 1004).ShouldBe("Share not found");
    }

    [Theory]
    [InlineData("POST", "{}", "'account_id'")]
    [InlineData("POST", """{"recipient_account_id":"a"}""", "'account_id'")]
    [InlineData("POST", """{"account_id":7}""", "'account_id'")]
    [InlineData("POST", """{"account_id":"123456789012345678901234567890123"}""", "'account_id'")]
    [InlineData("POST", "[]", "object")]
    [InlineData("PUT", "{}", "array")]
    [InlineData("PUT", """["a"]""", "object")]
    [InlineData("PUT", """[{"account_id":"a"},{}]""", "'account_id'")]
    public async Task An_invalid_body_is_refused_and_changes_nothing(string method, string body, string words)
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other);

        (await client.SendAsync(new HttpMethod(method), Path(share), body)).ShouldFail(400, 1001).ShouldContain(words);

        (await client.GetAsync(Path(share))).Results().ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_of_a_deleted_share_can_be_read_and_not_changed()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await ShareAsync(client, CloudflareClient.Other);
        var id = (await client.PostAsync(Path(share), Excluded(CloudflareClient.Other))).Result().Id();
        await client.DeleteAsync(share.Id());

        (await client.GetAsync(Path(share))).Results().Count.ShouldBe(1);
        (await client.PostAsync(Path(share), Excluded("a"))).ShouldFail(400, 1003);
        (await client.PutAsync(Path(share), "[]")).ShouldFail(400, 1003);
        (await client.DeleteAsync($"{Path(share)}/{id}")).ShouldFail(400, 1003);

        (await StatusesAsync(client, share)).ShouldBe([(CloudflareClient.Other, "disassociated")]);
    }

    private static string Path(JsonElement share) => $"{share.Id()}/excluded-recipients";

    private static string Excluded(string account) => $$"""{"account_id":"{{account}}"}""";

    /// <summary>A request with the body that its method needs.</summary>
    private static Task<Response> SendAsync(CloudflareClient client, string method, string path, string account = CloudflareClient.Account) =>
        client.SendAsync(new HttpMethod(method), path, method switch { "POST" => Excluded("x"), "PUT" => "[]", _ => null }, account);

    /// <summary>A share for an organization that has these accounts.</summary>
    private static async Task<JsonElement> ShareAsync(CloudflareClient client, params string[] members)
    {
        foreach (var account in members.Prepend(CloudflareClient.Account))
            await JoinAsync(client, account);
        return (await client.PostAsync("", $$"""{"name":"for all","resources":[],"recipients":[{"organization_id":"{{Organization}}"}]}""")).Result();
    }

    private static Task JoinAsync(CloudflareClient client, string account) =>
        client.AdminAsync(HttpMethod.Put, $"/accounts/{account}", $$"""{"organization_id":"{{Organization}}"}""");

    private static async Task<List<(string Account, string Status)>> StatusesAsync(CloudflareClient client, JsonElement share) =>
        [.. (await client.RecipientsAsync(share)).OrderBy(static pair => pair.Key, System.StringComparer.Ordinal).Select(static pair => (pair.Key, pair.Value.TextAt("association_status")!))];
}
