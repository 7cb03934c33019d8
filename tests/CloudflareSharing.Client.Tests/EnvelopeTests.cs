using System.Net;
using System.Text.Json;
using CloudflareSharing.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class EnvelopeTests
{
    private const string NoRoute = """{"success":false,"errors":[{"code":7003,"message":"No route for the URI"}],"result":null}""";

    [Theory]
    [InlineData(400, 7003, "No route for the URI")]
    [InlineData(404, 1004, "share not found")]
    [InlineData(403, 10000, "Authentication error")]
    public async Task An_error_answer_carries_codes_and_words(int status, int code, string words)
    {
        var failure = await FailureAsync(Envelope.Error(status, code, words));

        ((int)failure.Status).ShouldBe(status);
        failure.Operation.ShouldBe("shares-get-by-id");
        var error = CloudflareErrors.From(failure.ServerMessage).ShouldHaveSingleItem();
        (error.Code, error.Message).ShouldBe((code, words));
        error.ToString().ShouldBe($"{words} (code {code})");
    }

    [Fact]
    public async Task All_of_an_error_is_there_and_what_is_unknown_survives()
    {
        var failure = await FailureAsync(Reply.Json(
            """
            {"success":false,"result":{},"errors":[
            {"code":1001,"message":"bad name","documentation_url":"https://example.com/1001","source":{"pointer":"/name"},"error_chain":[{"code":9}]},
            {"code":"1002","message":"bad meta"}]}
            """, 400));

        var errors = CloudflareErrors.From(failure.ServerMessage);
        (errors[0].Code, errors[0].Message).ShouldBe((1001, "bad name"));
        (errors[0].DocumentationUrl, errors[0].Pointer).ShouldBe(("https://example.com/1001", "/name"));
        errors[0].ToJson().ShouldContain("error_chain");
        (errors[1].DocumentationUrl, errors[1].Pointer).ShouldBe((null, null));
        errors[1].ToString().ShouldBe("bad meta (code 1002)");
    }

    [Fact]
    public async Task The_chain_says_what_is_behind_an_error()
    {
        var failure = await FailureAsync(Reply.Json(
            """
            {"success":false,"messages":[],"result":null,"errors":[{"code":6003,"message":"Invalid request headers","error_chain":[
            {"code":6103,"message":"Invalid format for X-Auth-Key header"},{"code":6102,"message":"Invalid format for X-Auth-Email header","error_chain":[{"code":9}]}]}]}
            """, 400));

        var error = CloudflareErrors.From(failure.ServerMessage).Single();
        error.Chain.Select(static link => link.Code).ShouldBe([6103, 6102]);
        error.ToString().ShouldBe(
            "Invalid request headers (code 6003): Invalid format for X-Auth-Key header (code 6103); Invalid format for X-Auth-Email header (code 6102):  (code 9)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("""{"errors":"none"}""")]
    [InlineData("""{"success":false,"errors":[{"code":1""")]
    public async Task A_body_that_is_not_an_envelope_has_no_errors(string body) =>
        CloudflareErrors.From((await FailureAsync(Reply.Json(body, 400))).ServerMessage).ShouldBeEmpty();

    [Fact]
    public async Task A_rate_limit_says_when_to_try_again()
    {
        var failure = await FailureAsync(Envelope.Error(
            429, 971, "slow down", "Retry-After: 300", "Ratelimit: \"default\";r=0;t=300", "Ratelimit-Policy: \"burst\";q=100;w=60"));

        failure.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        failure.RetryAfter.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("create")]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("recipients")]
    [InlineData("list")]
    public async Task A_success_that_says_failure_is_an_error(string call)
    {
        var failure = await Should.ThrowAsync<RestStatusException>(() => TestClient.CallAsync(
            sharing => call switch
            {
                "get" => sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId),
                "create" => sharing.ShareCreateAsync(Sample.AccountId, "n", [], []),
                "update" => sharing.ShareUpdateAsync(Sample.AccountId, Sample.ShareId, "n"),
                "delete" => sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId),
                "recipients" => sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []),
                _ => sharing.SharesListAsync(Sample.AccountId).ToListAsync().AsTask(),
            },
            Reply.Json(NoRoute)));

        failure.Status.ShouldBe(HttpStatusCode.OK);
        CloudflareErrors.From(failure.ServerMessage).Single().Code.ShouldBe(7003);
        failure.Message.ShouldContain("No route for the URI");
    }

    [Theory]
    [InlineData("""{"result":{},"errors":[{"code":7003,"message":"m"}],"success":false}""")]
    [InlineData("""{"result":"no","success":false,"errors":[{"code":7003,"message":"m"}]}""")]
    [InlineData("""{"success":false,"errors":[{"code":7003,"message":"m"}]}""")]
    [InlineData("""{"result":[],"success":false,"errors":[{"code":7003,"message":"m"}],"result_info":{}}""")]
    public async Task A_list_that_says_failure_may_carry_anything_in_its_place(string body)
    {
        var failure = await Should.ThrowAsync<RestStatusException>(() => TestClient.CallAsync(
            sharing => sharing.SharesListAsync(Sample.AccountId).ToListAsync().AsTask(), Reply.Json(body)));

        CloudflareErrors.From(failure.ServerMessage).Single().Code.ShouldBe(7003);
    }

    [Fact]
    public async Task A_list_failure_without_errors_is_one_all_the_same()
    {
        var failure = await Should.ThrowAsync<RestStatusException>(() => TestClient.CallAsync(
            sharing => sharing.SharesListAsync(Sample.AccountId).ToListAsync().AsTask(), Reply.Json("""{"success":false}""")));

        CloudflareErrors.From(failure.ServerMessage).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"success":true,"result":{"id":"a"}}""")]
    [InlineData("""{"success":true,"result":"a"}""")]
    [InlineData("""{"success":true,"result":[""")]
    [InlineData("<html></html>")]
    public async Task A_result_that_is_not_a_list_is_malformed(string body) =>
        (await Should.ThrowAsync<MalformedResponseException>(() => TestClient.CallAsync(
            sharing => sharing.SharesListAsync(Sample.AccountId).ToListAsync().AsTask(), Reply.Json(body))))
        .Operation.ShouldBe("shares-list");

    [Theory]
    [InlineData("""{"success":true,"result":null}""")]
    [InlineData("""{"success":true,"result":[]}""")]
    [InlineData("""{"success":true}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_result_that_is_not_an_object_is_malformed(string body) =>
        (await Should.ThrowAsync<MalformedResponseException>(() => TestClient.CallAsync(
            sharing => sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId), Reply.Json(body))))
        .Operation.ShouldBe("share-delete");

    [Fact]
    public async Task No_content_in_place_of_an_object_is_malformed() =>
        await Should.ThrowAsync<MalformedResponseException>(() => TestClient.CallAsync(
            sharing => sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId), Reply.NoContent()));

    [Theory]
    [InlineData("""{"result":RESULT}""")]
    [InlineData("""{"success":null,"result":RESULT}""")]
    [InlineData("""{"success":"true","result":RESULT}""")]
    public async Task An_answer_that_does_not_say_success_is_malformed(string body)
    {
        await ShouldBeMalformedAsync(
            body.Replace("RESULT", Sample.Share, StringComparison.Ordinal), sharing => sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId));
        await ShouldBeMalformedAsync(
            body.Replace("RESULT", "[]", StringComparison.Ordinal), sharing => sharing.SharesListAsync(Sample.AccountId).ToListAsync().AsTask());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("\"x\"")]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>")]
    [InlineData("""{"success":true,"result":{}}""")]
    [InlineData("""{"success":true,"result":{"id":"another"}}""")]
    public async Task A_change_is_made_only_when_the_answer_names_what_was_changed(string body)
    {
        var changes = new Func<IResourceSharingApi, Task>[]
        {
            sharing => sharing.ShareUpdateAsync(Sample.AccountId, Sample.ShareId, "n"),
            sharing => sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId),
            sharing => sharing.ShareRecipientDeleteAsync(Sample.AccountId, Sample.ShareId, Sample.RecipientId),
            sharing => sharing.ShareExcludedRecipientDeleteAsync(Sample.AccountId, Sample.ShareId, Sample.ExcludedRecipientId),
            sharing => sharing.ShareResourceDeleteAsync(Sample.AccountId, Sample.ShareId, Sample.ShareResourceId),
            sharing => sharing.ShareResourceUpdateAsync(Sample.AccountId, Sample.ShareId, Sample.ShareResourceId, JsonElement.Parse("{}")),
        };
        foreach (var change in changes)
            (await ShouldBeMalformedAsync(body, change)).IsChange.ShouldBeTrue();
        (await ShouldBeMalformedAsync("{}", sharing => sharing.ShareCreateAsync(Sample.AccountId, "n", [], []))).IsChange.ShouldBeTrue();
        (await ShouldBeMalformedAsync("", sharing => sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []))).IsChange.ShouldBeTrue();
        (await ShouldBeMalformedAsync("{}", sharing => sharing.ShareExcludedRecipientCreateAsync(Sample.AccountId, Sample.ShareId, "a"))).IsChange.ShouldBeTrue();
        (await ShouldBeMalformedAsync("", sharing => sharing.ShareExcludedRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []))).IsChange.ShouldBeTrue();
    }

    private static async Task<MalformedResponseException> ShouldBeMalformedAsync(string body, Func<IResourceSharingApi, Task> call)
    {
        var failure = await Should.ThrowAsync<MalformedResponseException>(() => TestClient.CallAsync(call, Reply.Json(body)));
        failure.Message.ShouldContain("/client/v4/accounts/");
        failure.Message.ShouldNotContain("<title>");
        return failure;
    }

    private static Task<RestStatusException> FailureAsync(Func<ServerConnection, Task> reply) => Should.ThrowAsync<RestStatusException>(
        () => TestClient.CallAsync(sharing => sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId), reply));
}
