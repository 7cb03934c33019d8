using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using CloudflareSharing.Client.Tests.Support;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class CredentialTests
{
    private const string Secret = "s3cr3t-0123456789";

    public static TheoryData<string> Kinds => ["token", "key"];

    [Fact]
    public async Task A_token_is_sent_as_bearer()
    {
        var request = await SentWithAsync(CloudflareCredential.FromApiToken($" {Sample.Token}\r\n"));

        request.Header("Authorization").ShouldBe("Bearer " + Sample.Token);
        (request.Header("X-Auth-Email"), request.Header("X-Auth-Key")).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_key_is_sent_with_its_email()
    {
        var request = await SentWithAsync(CloudflareCredential.FromApiKey(Sample.Email, Sample.Key));

        request.Header("Authorization").ShouldBeNull();
        (request.Header("X-Auth-Email"), request.Header("X-Auth-Key")).ShouldBe((Sample.Email, Sample.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("Bearer " + Secret)]
    [InlineData(Secret + "\r\nX-Evil: 1")]
    [InlineData(Secret + "é")]
    [InlineData(Secret + "\0")]
    public void What_cannot_be_a_header_is_refused_without_showing_it(string? secret)
    {
        foreach (var make in new Action[]
                 {
                     () => CloudflareCredential.FromApiToken(secret!),
                     () => CloudflareCredential.FromApiKey(Sample.Email, secret!),
                     () => CloudflareCredential.FromApiKey(secret!, Sample.Key),
                 })
        {
            Should.Throw<ArgumentException>(make).ToString().ShouldNotContain(Secret);
        }
    }

    [Fact]
    public void What_it_says_of_itself()
    {
        CloudflareCredential.FromApiToken(Secret).ToString().ShouldBe("API token");
        CloudflareCredential.FromApiKey(Sample.Email, Secret).ToString().ShouldBe("API key of ops@example.com");
        (CloudflareCredential.FromApiToken(Secret).Email, CloudflareCredential.FromApiKey(Sample.Email, Secret).Email).ShouldBe((null, Sample.Email));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_property_and_no_serializer_shows_the_secret(string kind)
    {
        object credential = Credential(kind);

        JsonSerializer.Serialize(credential, credential.GetType()).ShouldNotContain(Secret);
        foreach (var property in credential.GetType().GetProperties())
            (property.GetValue(credential)?.ToString() ?? string.Empty).ShouldNotContain(Secret);
        credential.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_debugger_shows_no_secret(string kind)
    {
        var type = Credential(kind).GetType();

        type.GetCustomAttribute<DebuggerDisplayAttribute>(inherit: true)!.Value.ShouldBe("{ToString(),nq}");
        type.GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(field => Secret.Equals(field.GetValue(Credential(kind))))
            .ShouldAllBe(field => field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State == DebuggerBrowsableState.Never);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_exception_and_no_trace_shows_the_secret(string kind)
    {
        var told = new List<string>();
        var replies = new[]
        {
            Envelope.Error(403, 10000, "Authentication error"),
            Envelope.Error(500, 1000, "internal"),
            Envelope.Error(429, 1000, "later", "Retry-After: 3600"),
            Reply.Json("{"),
            Reply.Json("""{"success":false,"errors":[{"code":1000,"message":"no"}]}"""),
            Reply.Redirect(302, "http://127.0.0.2/elsewhere"),
            Reply.Raw("garbage\r\n\r\n"),
            Reply.Drop(),
        };
        foreach (var reply in replies)
        {
            await using var server = ScriptedServer.Start(reply);
            await FailAsync(server, kind, told);
        }

        await using (var refusing = ScriptedServer.Refusing())
            await FailAsync(refusing, kind, told);

        told.Count.ShouldBeGreaterThan(replies.Length * 2);
        told.ShouldAllBe(text => !text.Contains(Secret));
    }

    [Fact]
    public void The_client_shows_no_options()
    {
        using var transport = CloudflareTransport.Create(CloudflareCredential.FromApiToken(Secret));
        var sharing = new RestClient(transport).CreateResourceSharingApi();

        JsonSerializer.Serialize<object>(sharing).ShouldNotContain(Secret);
        transport.BaseAddress.ShouldBe(new Uri("https://api.cloudflare.com/client/v4/"));
        transport.Options.Timeout.ShouldBe(TimeSpan.FromSeconds(60));
        transport.Options.Retry.ShouldBeSameAs(CloudflareRetry.Policy);
    }

    private static CloudflareCredential Credential(string kind) =>
        kind == "token" ? CloudflareCredential.FromApiToken(Secret) : CloudflareCredential.FromApiKey(Sample.Email, Secret);

    private static async Task FailAsync(ScriptedServer server, string kind, List<string> told)
    {
        using var client = new TestClient(server.Address, Credential(kind), trace =>
        {
            lock (told)
                told.Add(trace.ToString());
        });
        foreach (var call in new Func<Task>[]
                 {
                     () => client.Sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId),
                     () => client.Sharing.ShareCreateAsync(Sample.AccountId, "n", [], []),
                     () => client.Sharing.SharesListAsync(Sample.AccountId).ToListAsync().AsTask(),
                 })
        {
            var failure = (await Record.ExceptionAsync(call)).ShouldNotBeNull();
            for (var e = failure; e is not null; e = e.InnerException)
                told.AddRange([e.ToString(), .. e.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}")]);
        }
    }

    private static async Task<RecordedRequest> SentWithAsync(CloudflareCredential credential)
    {
        await using var server = ScriptedServer.Start(Envelope.Requested());
        using var client = new TestClient(server.Address, credential);
        await client.Sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId);
        return server.SingleRequest;
    }
}
