using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>What credentials allow, the rate limit, and that secrets appear nowhere.</summary>
public sealed class CredentialTests
{
    [Fact]
    public async Task Both_kinds_of_credentials_are_accepted()
    {
        await using var client = await CloudflareClient.StartAsync();

        (await SendAsync(client, HttpMethod.Get, ("Authorization", "Bearer " + CloudflareClient.Defaults.Token))).Status.ShouldBe(200);
        (await SendAsync(client, HttpMethod.Get, ("authorization", "bearer " + CloudflareClient.Defaults.Token))).Status.ShouldBe(200);
        (await SendAsync(client, HttpMethod.Post, ("X-Auth-Email", "SANDBOX@example.com"), ("X-Auth-Key", CloudflareClient.Defaults.Key))).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData(400, "9106")]
    [InlineData(400, "9106", "X-Auth-Email: sandbox@example.com")]
    [InlineData(400, "9106", "X-Auth-Key: KEY")]
    [InlineData(403, "9103", "X-Auth-Email: sandbox@example.com", "X-Auth-Key: wrong")]
    [InlineData(403, "9103", "X-Auth-Email: other@example.com", "X-Auth-Key: KEY")]
    [InlineData(403, "9103", "X-Auth-Email: sandbox@example.com", "X-Auth-Key: TOKEN")]
    [InlineData(400, "6003 6102", "X-Auth-Email: nobody", "X-Auth-Key: KEY")]
    [InlineData(400, "6003 6103", "X-Auth-Email: sandbox@example.com", "X-Auth-Key: a key")]
    [InlineData(403, "9109", "Authorization: Bearer wrong")]
    [InlineData(400, "6003 6111", "Authorization: Bearer")]
    [InlineData(400, "6003 6111", "Authorization: Bearer not a token")]
    [InlineData(403, "9109", "Authorization: Bearer TOKENx")]
    [InlineData(403, "9109", "Authorization: Bearer KEY")]
    [InlineData(403, "9109", "Authorization: Bearer wrong", "X-Auth-Email: sandbox@example.com", "X-Auth-Key: KEY")]
    [InlineData(400, "6003 6111", "Authorization: Basic TOKEN")]
    [InlineData(400, "6003 6111", "Authorization: TOKEN")]
    public async Task Other_credentials_are_refused(int status, string codes, params string[] headers)
    {
        await using var client = await CloudflareClient.StartAsync();
        var given = headers.Select(header => (
            header.Split(": ")[0],
            header.Split(": ")[1].Replace("TOKEN", CloudflareClient.Defaults.Token, StringComparison.Ordinal).Replace("KEY", CloudflareClient.Defaults.Key, StringComparison.Ordinal)));

        foreach (var path in new[] { "", "/client/v4/nothing", "/CLIENT/V4/accounts/a/shares", "/client/V4/organizations/o/shares" })
        {
            var response = await client.SendAsync(HttpMethod.Get, path, null, CloudflareClient.Account, request => Add(request, [.. given]));

            response.ShouldFail(status, int.Parse(codes.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
            if (codes.Contains(' ', StringComparison.Ordinal))
                response.Json.At("errors.0.error_chain.0.code").GetRawText().ShouldBe(codes.Split(' ')[1]);
            response.Text.ShouldNotContain(CloudflareClient.Defaults.Token);
        }
    }

    [Fact]
    public async Task A_token_can_be_refused_because_of_its_address()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.AdminAsync(HttpMethod.Put, "", """{"ipFilter":true}""");

        (await client.GetAsync("")).ShouldFail(403, 9109).ShouldStartWith("Cannot use the access token from location");
        (await SendAsync(client, HttpMethod.Get, ("X-Auth-Email", CloudflareClient.Defaults.Email), ("X-Auth-Key", CloudflareClient.Defaults.Key))).Status.ShouldBe(200);
        await client.AdminAsync(HttpMethod.Put, "", """{"ipFilter":false}""");
        (await client.GetAsync("")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task A_wrong_account_has_no_route_with_either_status(int status)
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.AdminAsync(HttpMethod.Put, "", $$"""{"noRouteStatus":{{status}}}""");

        foreach (var response in new[] { await client.GetAsync("", "0123456789abcdef0123456789abcdef0"), await client.GetAsync("/client/v4/zones") })
        {
            response.ShouldFail(status, 7003);
            response.Json.At("errors.1.code").GetInt32().ShouldBe(7000);
        }
    }

    [Fact]
    public async Task The_read_token_only_reads()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync();
        void Reader(HttpRequestMessage request) => request.Headers.Authorization = new("Bearer", CloudflareClient.Defaults.ReadToken);

        (await client.SendAsync(HttpMethod.Get, share.Id(), null, CloudflareClient.Account, Reader)).Status.ShouldBe(200);
        foreach (var (method, path) in new[] { ("POST", ""), ("PUT", share.Id()), ("DELETE", share.Id()), ("POST", $"{share.Id()}/recipients"), ("PUT", $"{share.Id()}/recipients"), ("POST", $"{share.Id()}/excluded-recipients"), ("PUT", $"{share.Id()}/excluded-recipients"), ("DELETE", $"{share.Id()}/excluded-recipients/e") })
        {
            var response = await client.SendAsync(new HttpMethod(method), path, method == "DELETE" ? null : "{}", CloudflareClient.Account, Reader);
            response.ShouldFail(403, 10000).ShouldBe("Authentication error");
        }

        (await client.GetAsync(share.Id())).Result().TextAt("status").ShouldBe("active");
    }

    [Fact]
    public async Task Credentials_can_be_set()
    {
        var options = new ServerOptions { Cloudflare = new CloudflareOptions { Token = "mine", ReadToken = "look", Email = "me@example.org", Key = "secret" } };
        await using var client = await CloudflareClient.StartAsync(options: options);

        (await SendAsync(client, HttpMethod.Post, ("Authorization", "Bearer mine"))).Status.ShouldBe(201);
        (await SendAsync(client, HttpMethod.Get, ("Authorization", "Bearer look"))).Status.ShouldBe(200);
        (await SendAsync(client, HttpMethod.Get, ("X-Auth-Email", "me@example.org"), ("X-Auth-Key", "secret"))).Status.ShouldBe(200);
        (await SendAsync(client, HttpMethod.Get, ("Authorization", "Bearer " + CloudflareClient.Defaults.Token))).ShouldFail(403, 9109);
    }

    [Fact]
    public void The_command_line_sets_them()
    {
        var commandLine = new CommandLine();
        var options = commandLine.OptionsOf(commandLine.Parse(
            ["--cloudflare-token", "t", "--cloudflare-read-token=r", "--cloudflare-email", "e@example.org", "--cloudflare-key", "k", "--cloudflare-delay", "5", "--cloudflare-lag", "7", "--sample", "2"]));

        options.ShouldBe(new ServerOptions
        {
            Sample = 2,
            Cloudflare = new CloudflareOptions { Token = "t", ReadToken = "r", Email = "e@example.org", Key = "k", DelayMs = 5, LagMs = 7 },
        });
        options.Cloudflare.ToString().ShouldBe("CloudflareOptions");
    }

    [Theory]
    [InlineData("--cloudflare-tokens=a secret")]
    [InlineData("--cloudflare-token=")]
    [InlineData("--cloudflare-key=a secret")]
    [InlineData("--cloudflare-delay=-1")]
    [InlineData("--cloudflare-delay=86400001")]
    [InlineData("--cloudflare-delay")]
    [InlineData("--cloudflare-lag=soon")]
    [InlineData("--cloudflare-lag=86400001")]
    public void A_mistake_is_named_without_the_secret(string argument)
    {
        var error = CommandLine.ErrorsOf(new CommandLine().Parse([argument])).ShouldHaveSingleItem();

        error.ShouldContain(argument.Split('=')[0]);
        error.ShouldNotContain("a secret");
    }

    [Fact]
    public async Task The_log_has_the_requests_and_no_secret()
    {
        await using var client = await CloudflareClient.StartAsync();
        var share = await client.ShareAsync("logged");
        await SendAsync(client, HttpMethod.Get, ("X-Auth-Email", CloudflareClient.Defaults.Email), ("X-Auth-Key", CloudflareClient.Defaults.Key));
        await SendAsync(client, HttpMethod.Get, ("Authorization", "Bearer " + CloudflareClient.Defaults.ReadToken));
        await client.PutAsync($"{share.Id()}/recipients", "[]");

        var log = await client.Sandbox.AdminAsync(HttpMethod.Get, "/.sandbox/requests?since=1");

        const string Path = $"/client/v4/accounts/{CloudflareClient.Account}/shares";
        log.Json.Items().Select(entry => $"{entry.TextAt("method")} {entry.TextAt("path")} {entry.At("status")}")
            .ShouldBe([$"POST {Path} 201", $"GET {Path} 200", $"GET {Path} 200", $"PUT {Path}/{share.Id()}/recipients 204"]);
        log.Json.Items()[0].TextAt("body").ShouldNotBeNull().ShouldContain("logged");
        foreach (var secret in new[] { CloudflareClient.Defaults.Token, CloudflareClient.Defaults.ReadToken, CloudflareClient.Defaults.Key, CloudflareClient.Defaults.Email })
            log.Text.ShouldNotContain(secret);
    }

    [Fact]
    public async Task The_limit_is_reported_and_blocks_no_one()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.GetAsync("");

        var response = await client.GetAsync("?status=wrong");

        response.Headers.GetValues("Ratelimit").Single().ShouldBe("\"default\";r=1200;t=300");
        response.Headers.GetValues("Ratelimit-Policy").Single().ShouldBe("\"default\";q=1200;w=300");
        response.Headers.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task A_limit_that_was_set_refuses()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.AdminAsync(HttpMethod.Put, "", """{"rateLimit":{"requests":2,"seconds":60}}""");
        await client.GetAsync("");
        var last = await client.GetAsync("");
        var over = await client.GetAsync("");

        last.Status.ShouldBe(200);
        last.Headers.GetValues("Ratelimit").Single().ShouldStartWith("\"default\";r=0;t=");
        over.ShouldFail(429, 971);
        over.Headers.GetValues("Ratelimit-Policy").Single().ShouldBe("\"default\";q=2;w=60");
        over.Headers.RetryAfter.ShouldBeNull();
        var settings = (await client.AdminAsync(HttpMethod.Get, "")).Json;
        settings.At("rateLimit.requests").GetInt32().ShouldBe(2);
        await client.AdminAsync(HttpMethod.Put, "", """{"rateLimit":null}""");
        (await client.GetAsync("")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_limit_ends_with_its_window()
    {
        await using var client = await CloudflareClient.StartAsync();
        await client.AdminAsync(HttpMethod.Put, "", """{"rateLimit":{"requests":1,"seconds":1}}""");
        await client.GetAsync("");
        (await client.GetAsync("")).Status.ShouldBe(429);

        await Patience.UntilAsync(async () => (await client.GetAsync("")).Status.ShouldNotBe(429));
    }

    private static Task<Response> SendAsync(CloudflareClient client, HttpMethod method, params (string Name, string Value)[] headers)
    {
        var body = method == HttpMethod.Get ? null : """{"name":"n","resources":[],"recipients":[]}""";
        return client.SendAsync(method, "", body, CloudflareClient.Account, request => Add(request, headers));
    }

    private static void Add(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
    }
}
