using System.Text.Json;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>All error responses. The tests share one server, because refused requests change nothing.</summary>
public sealed class CloudflareErrorTests(CloudflareErrorTests.OneShare shared) : IClassFixture<CloudflareErrorTests.OneShare>
{
    private const string Long = "0123456789abcdef0123456789abcdef0";

    [Theory]
    [InlineData("GET", "/client/v4/accounts/LONG/shares")]
    [InlineData("POST", "/client/v4/accounts/LONG/shares")]
    [InlineData("GET", "/client/v4/organizations/LONG/shares")]
    [InlineData("GET", "LONG")]
    [InlineData("PUT", "LONG")]
    [InlineData("DELETE", "LONG")]
    [InlineData("GET", "s/resources/LONG")]
    [InlineData("GET", "/client/v4/accounts//shares")]
    [InlineData("GET", "/client/v4/zones")]
    [InlineData("GET", "/client/v4")]
    [InlineData("GET", "s/unknown")]
    [InlineData("GET", "s/resources/r/more")]
    [InlineData("PATCH", "s")]
    [InlineData("PUT", "s/resources")]
    [InlineData("PUT", "s/recipients/r")]
    [InlineData("POST", "/client/v4/organizations/o/shares")]
    public async Task A_path_without_a_route_is_7003(string method, string path)
    {
        var (client, share) = (shared.Client, shared.Share);
        var full = path.Replace("LONG", Long, StringComparison.Ordinal);
        if (full.StartsWith("s/", StringComparison.Ordinal))
            full = share.Id() + full[1..];

        var response = await client.SendAsync(new HttpMethod(method), full, method == "GET" ? null : """{"name":"n","resources":[],"recipients":[]}""");

        response.ShouldFail(404, 7003).ShouldStartWith("Could not route to /client/v4");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/recipients")]
    [InlineData("POST", "/recipients")]
    [InlineData("PUT", "/recipients")]
    [InlineData("GET", "/recipients/r")]
    [InlineData("DELETE", "/recipients/r")]
    [InlineData("GET", "/resources")]
    [InlineData("POST", "/resources")]
    [InlineData("GET", "/resources/r")]
    [InlineData("PUT", "/resources/r")]
    [InlineData("DELETE", "/resources/r")]
    public async Task A_missing_share_is_1004(string method, string path)
    {
        var client = shared.Client;
        var body = $$"""{"name":"n","meta":{},"recipient_account_id":"a",{{CloudflareClient.Resource()[1..]}}""";
        if (method == "PUT" && path == "/recipients")
            body = "[]";

        var response = await client.SendAsync(new HttpMethod(method), "3fd85f74b32742f1bff64a85009dda07" + path, method is "GET" or "DELETE" ? null : body);

        response.ShouldFail(404, 1004).ShouldBe("Share not found");
    }

    [Fact]
    public async Task A_missing_recipient_or_resource_is_1004()
    {
        var (client, share) = (shared.Client, shared.Share);

        (await client.GetAsync($"{share.Id()}/recipients/{CloudflareClient.Other}")).ShouldFail(404, 1004).ShouldBe("Share recipient not found");
        (await client.DeleteAsync($"{share.Id()}/recipients/none")).ShouldFail(404, 1004);
        (await client.PutAsync($"{share.Id()}/resources/none", """{"meta":{}}""")).ShouldFail(404, 1004).ShouldBe("Share resource not found");
        (await client.DeleteAsync($"{share.Id()}/resources/none")).ShouldFail(404, 1004);
    }

    [Theory]
    [InlineData("?status=gone", "status")]
    [InlineData("?status=", "status")]
    [InlineData("?status=Active", "status")]
    [InlineData("?status=active&status=deleted", "status")]
    [InlineData("?kind=both", "kind")]
    [InlineData("?target_type=zone", "target_type")]
    [InlineData("?resource_types=zone", "resource_types")]
    [InlineData("?resource_types=gateway-policy,custom-ruleset", "resource_types")]
    [InlineData("?order=modified", "order")]
    [InlineData("?direction=up", "direction")]
    [InlineData("?page=-1", "page")]
    [InlineData("?page=1.5", "page")]
    [InlineData("?page=one", "page")]
    [InlineData("?page=99999999999", "page")]
    [InlineData("?per_page=101", "per_page")]
    [InlineData("?per_page=-1", "per_page")]
    [InlineData("?per_page=5&per_page=6", "per_page")]
    [InlineData("?include_resources=yes", "include_resources")]
    [InlineData("?include_recipient_counts=1", "include_recipient_counts")]
    [InlineData("SHARE?include_resources=yes", "include_resources")]
    [InlineData("SHARE/recipients?include_resources=yes", "include_resources")]
    [InlineData("SHARE/recipients?page=x", "page")]
    [InlineData("SHARE/resources?status=associated", "status")]
    [InlineData("SHARE/resources?resource_type=zone", "resource_type")]
    [InlineData("SHARE/resources?per_page=101", "per_page")]
    [InlineData("/client/v4/organizations/o/shares?status=gone", "status")]
    public async Task A_parameter_that_is_not_allowed_is_named(string path, string name)
    {
        var (client, share) = (shared.Client, shared.Share);

        (await client.GetAsync(path.Replace("SHARE", share.Id(), StringComparison.Ordinal))).ShouldFail(400, 1001).ShouldContain($"'{name}'");
    }

    [Fact]
    public async Task More_than_20_tags_are_refused()
    {
        var client = shared.Client;

        (await client.GetAsync("?" + string.Join('&', Enumerable.Repeat("tag=a", 20)))).Results().ShouldBeEmpty();
        (await client.GetAsync("?" + string.Join('&', Enumerable.Repeat("tag=a", 21)))).ShouldFail(400, 1001).ShouldContain("'tag'");
    }

    [Theory]
    [InlineData("POST", "", """{"resources":[],"recipients":[]}""", "'name'")]
    [InlineData("POST", "", """{"name":"","resources":[],"recipients":[]}""", "'name'")]
    [InlineData("POST", "", """{"name":5,"resources":[],"recipients":[]}""", "'name'")]
    [InlineData("POST", "", """{"name":"\ud800","resources":[],"recipients":[]}""", "name")]
    [InlineData("POST", "", """{"name":"n","recipients":[]}""", "'resources'")]
    [InlineData("POST", "", """{"name":"n","resources":[]}""", "'recipients'")]
    [InlineData("POST", "", """{"name":"n","resources":{},"recipients":[]}""", "'resources'")]
    [InlineData("POST", "", """{"name":"n","resources":["r"],"recipients":[]}""", "object")]
    [InlineData("POST", "", """{"name":"n","resources":[],"recipients":["a"]}""", "object")]
    [InlineData("POST", "", """{"name":"n","resources":[],"recipients":[{"recipient_account_id":"LONG"}]}""", "'recipient_account_id'")]
    [InlineData("POST", "", """{"name":"n","resources":[],"recipients":[{"recipient_account_id":"a","organization_id":"o"}]}""", "either")]
    [InlineData("POST", "", """{"name":"n","resources":[],"recipients":[{"recipient_account_id":"a","account_id":"b"}]}""", "deprecated")]
    [InlineData("POST", "", "[]", "object")]
    [InlineData("POST", "", "{", "JSON")]
    [InlineData("POST", "", "", "body")]
    [InlineData("PUT", "SHARE", "{}", "'name'")]
    [InlineData("PUT", "SHARE", """{"name":null}""", "'name'")]
    [InlineData("POST", "SHARE/recipients", "[]", "object")]
    [InlineData("PUT", "SHARE/recipients", """{"recipients":[]}""", "array")]
    [InlineData("PUT", "SHARE/recipients", "[1]", "object")]
    [InlineData("POST", "SHARE/resources", """{"resource_type":"trust-grant","resource_account_id":"a","meta":{}}""", "'resource_id'")]
    [InlineData("POST", "SHARE/resources", """{"resource_id":"r","resource_account_id":"a","meta":{}}""", "'resource_type'")]
    [InlineData("POST", "SHARE/resources", """{"resource_id":"r","resource_type":"zone","resource_account_id":"a","meta":{}}""", "'resource_type'")]
    [InlineData("POST", "SHARE/resources", """{"resource_id":"r","resource_type":"trust-grant","meta":{}}""", "'resource_account_id'")]
    [InlineData("POST", "SHARE/resources", """{"resource_id":"r","resource_type":"trust-grant","resource_account_id":"a"}""", "'meta'")]
    [InlineData("POST", "SHARE/resources", """{"resource_id":"r","resource_type":"trust-grant","resource_account_id":"a","meta":[]}""", "'meta'")]
    [InlineData("PUT", "SHARE/resources/RESOURCE", "{}", "'meta'")]
    public async Task An_invalid_body_is_refused_and_changes_nothing(string method, string path, string body, string words)
    {
        var (client, share) = (shared.Client, shared.Share);
        var before = (await client.GetAsync($"{share.Id()}?include_resources=true&include_recipient_counts=true")).Text;
        var resource = (await client.GetAsync($"{share.Id()}/resources")).Results().Single();
        var full = path.Replace("SHARE", share.Id(), StringComparison.Ordinal).Replace("RESOURCE", resource.Id(), StringComparison.Ordinal);

        var response = await client.SendAsync(new HttpMethod(method), full, body.Replace("LONG", Long, StringComparison.Ordinal));

        response.ShouldFail(400, 1001).ShouldContain(words);
        (await client.GetAsync($"{share.Id()}?include_resources=true&include_recipient_counts=true")).Text.ShouldBe(before);
        (await client.GetAsync("")).Results().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var (client, share) = (shared.Client, shared.Share);

        var response = await client.PutAsync(share.Id(), $$"""{"name":"{{new string('x', 1024 * 1024)}}"}""");

        response.ShouldFail(413, 1001);
    }

    [Fact]
    public async Task The_request_checks_apply_here_too()
    {
        var client = shared.Client;

        var origin = await client.SendAsync(HttpMethod.Get, "", null, CloudflareClient.Account, request => request.Headers.Add("Origin", "http://evil.example"));
        var host = await client.SendAsync(HttpMethod.Get, "", null, CloudflareClient.Account, request => request.Headers.Host = "api.cloudflare.com");

        origin.Status.ShouldBe(403);
        host.Status.ShouldBe(403);
        origin.Type.ShouldBe("text/plain");
    }

    /// <summary>A sandbox with one share.</summary>
    public sealed class OneShare : IAsyncLifetime
    {
        internal CloudflareClient Client { get; private set; } = null!;

        internal JsonElement Share { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Client = await CloudflareClient.StartAsync();
            Share = await Client.ShareAsync();
        }

        public ValueTask DisposeAsync() => Client.DisposeAsync();
    }
}
