using Microsoft.Data.Sqlite;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>Time, restarts, reset, samples, faults and the admin paths.</summary>
public sealed class CloudflareStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ServerOptions Kept => new() { Data = _folder.PathOf("data.db") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Changes_are_done_after_the_delay()
    {
        await using var client = await CloudflareClient.StartAsync(delayMs: 400);
        var share = await client.ShareAsync();
        var recipient = (await client.RecipientsAsync(share))[CloudflareClient.Other].Id();
        var resource = (await client.GetAsync($"{share.Id()}/resources")).Results().Single().Id();

        await client.UntilAsync($"{share.Id()}/recipients/{recipient}", "association_status", "associated");
        (await client.DeleteAsync($"{share.Id()}/recipients/{recipient}")).Result().TextAt("association_status").ShouldBe("disassociating");
        (await client.DeleteAsync($"{share.Id()}/resources/{resource}")).Result().TextAt("status").ShouldBe("deleting");
        await client.UntilAsync($"{share.Id()}/recipients/{recipient}", "association_status", "disassociated");
        await client.UntilAsync($"{share.Id()}/resources/{resource}", "status", "deleted");
        (await client.DeleteAsync(share.Id())).Result().TextAt("status").ShouldBe("deleting");
        await client.UntilAsync(share.Id(), "status", "deleted");
    }

    [Fact]
    public async Task The_delay_is_300_milliseconds_without_a_lag_unless_set()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/cloudflare")).Text.ShouldBe("""{"delayMs":300,"lagMs":0,"resultInfo":true,"ipFilter":false,"noRouteStatus":404,"rateLimit":null}""");
        var set = await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/cloudflare", """{"delayMs":0,"lagMs":5,"noRouteStatus":400}""");

        set.Text.ShouldBe("""{"delayMs":0,"lagMs":5,"resultInfo":true,"ipFilter":false,"noRouteStatus":400,"rateLimit":null}""");
    }

    [Fact]
    public async Task Everything_is_kept_after_a_restart_and_continues()
    {
        string id;
        string before;
        string deleting;
        string excluding;
        string excluded;
        await using (var first = await CloudflareClient.StartAsync(options: Kept))
        {
            await first.AdminAsync(HttpMethod.Post, "/failures", """{"recipient":"failing"}""");
            await first.AdminAsync(HttpMethod.Put, $"/accounts/{CloudflareClient.Account}", """{"name":"Kept Ltd"}""");
            var share = await first.ShareAsync("kept", recipients: ["failing", "fine"]);
            id = share.Id();
            await first.AdminAsync(HttpMethod.Put, $"/shares/{id}/tags", """{"k":"v"}""");
            excluding = (await first.PostAsync("", """{"name":"for all","resources":[],"recipients":[{}]}""")).Result().Id();
            await first.PostAsync($"{excluding}/excluded-recipients", """{"account_id":"fine"}""");
            excluded = (await first.GetAsync($"{excluding}/excluded-recipients")).Text;
            before = (await first.GetAsync("?include_resources=true&include_recipient_counts=true&tag=k%3Dv")).Text;
            await first.DelayAsync(1);
            deleting = (await first.ShareAsync("going")).Id();
            await first.DeleteAsync(deleting);
        }

        await using var second = await CloudflareClient.StartAsync(options: Kept);

        (await second.GetAsync("?include_resources=true&include_recipient_counts=true&tag=k%3Dv")).Text.ShouldBe(before);
        before.ShouldContain("\"account_name\":\"Kept Ltd\"");
        before.ShouldContain("\"associating_recipient_count\":1");
        await second.UntilAsync(deleting, "status", "deleted");
        (await second.GetAsync(id)).Status.ShouldBe(200);
        (await second.GetAsync($"{excluding}/excluded-recipients")).Text.ShouldBe(excluded);
        (await second.RecipientsAsync((await second.GetAsync(excluding)).Result()))["fine"].TextAt("association_status").ShouldBe("disassociated");
    }

    [Fact]
    public async Task An_older_file_gets_the_tables()
    {
        await using (await TestSandbox.StartAsync(Kept))
        {
            // Made and kept.
        }

        await using (var connection = new SqliteConnection($"Data Source={Kept.Data};Pooling=False"))
        {
            await connection.OpenAsync();
            foreach (var table in new[] { "accounts", "shares", "tags", "resources", "recipients", "failures", "share_organizations", "excluded_recipients" })
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"DROP TABLE cloudflare_{table}";
                await command.ExecuteNonQueryAsync();
            }
        }

        await using var client = await CloudflareClient.StartAsync(options: Kept);

        (await client.ShareAsync()).TextAt("name").ShouldBe("share");
        var forAll = (await client.PostAsync("", """{"name":"for all","resources":[],"recipients":[{}]}""")).Result().Id();
        (await client.PostAsync($"{forAll}/excluded-recipients", """{"account_id":"a"}""")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task An_older_file_gets_the_columns()
    {
        string id;
        await using (var first = await CloudflareClient.StartAsync(options: Kept))
            id = (await first.ShareAsync("old")).Id();
        await using (var connection = new SqliteConnection($"Data Source={Kept.Data};Pooling=False"))
        {
            await connection.OpenAsync();
            foreach (var (table, column) in new[] { ("shares", "shows"), ("resources", "shows"), ("resources", "follows"), ("recipients", "appears"), ("recipients", "shows"), ("failures", "mended") })
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"ALTER TABLE cloudflare_{table} DROP COLUMN {column}";
                await command.ExecuteNonQueryAsync();
            }
        }

        await using var client = await CloudflareClient.StartAsync(options: Kept);

        (await client.GetAsync(id)).Result().TextAt("status").ShouldBe("active");
        (await client.GetAsync($"{id}/recipients?include_resources=true")).Results().Single().TextAt("association_status").ShouldBe("associated");
    }

    [Fact]
    public async Task Reset_deletes_it_too()
    {
        await using var client = await CloudflareClient.StartAsync(options: new ServerOptions { Sample = 1 });
        var share = await client.ShareAsync();
        await client.AdminAsync(HttpMethod.Post, "/failures", """{"recipient":"a"}""");

        (await client.Sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/reset")).Status.ShouldBe(204);

        (await client.GetAsync("")).Results().ShouldBeEmpty();
        (await client.GetAsync(share.Id())).ShouldFail(404, 1004);
        (await client.GetAsync("", CloudflareSamples.Account)).Results().ShouldBeEmpty();
        (await client.AdminAsync(HttpMethod.Get, "/failures")).Json.Items().ShouldBeEmpty();
        await client.AdminAsync(HttpMethod.Post, "/sample");
        await client.AdminAsync(HttpMethod.Post, "/sample");
        (await client.GetAsync("", CloudflareSamples.Account)).Results().Count.ShouldBe(6);
    }

    [Fact]
    public async Task Samples_are_settled_and_the_same_each_time()
    {
        await using var first = await CloudflareClient.StartAsync(options: new ServerOptions { Sample = 1 });
        await using var second = await CloudflareClient.StartAsync(options: new ServerOptions { Sample = 9 });
        await using var none = await CloudflareClient.StartAsync();
        const string Query = "?include_resources=true&include_recipient_counts=true";

        var response = await first.GetAsync(Query, CloudflareSamples.Account);

        response.Names().ShouldBe(["Managed WAF rules", "Gateway baseline", "Block page", "Partner sign-in", "Phishing list", "Retired rules"]);
        response.Results().ShouldAllBe(share => share.At("associating_recipient_count").GetInt32() == 0 && share.At("disassociating_recipient_count").GetInt32() == 0);
        response.Results().Select(share => share.TextAt("status")).ShouldBe(["active", "active", "active", "active", "active", "deleted"]);
        response.Results().Select(share => share.TextAt("kind")).ShouldBe(["sent", "sent", "sent", "sent", "received", "sent"]);
        response.Results().Count(share => share.TextAt("target_type") == "organization").ShouldBe(1);
        (await second.GetAsync(Query, CloudflareSamples.Account)).Text.ShouldBe(response.Text);
        (await none.GetAsync("", CloudflareSamples.Account)).Results().ShouldBeEmpty();
    }

    [Fact]
    public async Task Seeded_faults_apply_to_these_requests()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.Sandbox.AdminAsync(
            HttpMethod.Post, "/.sandbox/faults", """{"method":"GET","path":"/client/v4/accounts/*/shares$","times":1,"status":503,"body":"busy"}""");

        (await client.GetAsync("")).Status.ShouldBe(503);
        (await client.GetAsync("")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("PUT", "", """{"delay":1}""")]
    [InlineData("PUT", "", """{"delayMs":-1}""")]
    [InlineData("PUT", "", """{"lagMs":-1}""")]
    [InlineData("PUT", "", """{"noRouteStatus":403}""")]
    [InlineData("PUT", "", """{"rateLimit":{"requests":1}}""")]
    [InlineData("PUT", "", """{"rateLimit":7}""")]
    [InlineData("PUT", "", "nonsense")]
    [InlineData("POST", "/failures", "{}")]
    [InlineData("POST", "/failures", """{"recipient":"a","resources":[]}""")]
    [InlineData("PUT", "/accounts/a", """{"org":"b"}""")]
    public async Task The_admin_paths_refuse_unknown_members(string method, string path, string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.AdminAsync(new HttpMethod(method), "/.sandbox/cloudflare" + path, body);

        response.Status.ShouldBe(400);
        response.Type.ShouldBe("text/plain");
        (await sandbox.SendAsync(new HttpMethod(method), "/.sandbox/cloudflare" + path, body)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Many_requests_at_once_do_not_block_each_other()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync(recipients: []);

        var joining = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.PostAsync($"{share.Id()}/recipients", CloudflareClient.Recipient($"account{i % 10}"))));
        var making = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.ShareAsync($"s{i}")));

        joining.Count(response => response.Status == 201).ShouldBe(10);
        joining.Count(response => response.Status == 400).ShouldBe(10);
        making.Select(made => made.Id()).Distinct(StringComparer.Ordinal).Count().ShouldBe(20);
        (await client.RecipientsAsync(share)).Count.ShouldBe(10);
    }
}
