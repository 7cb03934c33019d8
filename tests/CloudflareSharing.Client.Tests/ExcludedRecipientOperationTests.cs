using CloudflareSharing.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class ExcludedRecipientOperationTests
{
    private const string ExcludedRecipientsPath = "/client/v4/accounts/" + Sample.AccountId + "/shares/" + Sample.ShareId + "/excluded-recipients";
    private const string ExcludedRecipientPath = ExcludedRecipientsPath + "/" + Sample.ExcludedRecipientId;

    [Fact]
    public async Task Share_excluded_recipient_create()
    {
        CloudflareShareExcludedRecipient? excluded = null;
        var request = (await TestClient.CallAsync(
            async sharing => excluded = await sharing.ShareExcludedRecipientCreateAsync(Sample.AccountId, Sample.ShareId, Sample.OtherAccountId),
            Envelope.Result(Sample.ExcludedRecipient, 201))).Single();

        request.Method.ShouldBe("POST");
        request.Target.ShouldBe(ExcludedRecipientsPath);
        request.BodyText.ShouldBe("""{"account_id":"99998888777766669999888877776666"}""");
        ShouldKnowItsPlace(excluded!);
    }

    [Fact]
    public async Task Share_excluded_recipients_list()
    {
        var excluded = Array.Empty<CloudflareShareExcludedRecipient>();
        var requests = await TestClient.CallAsync(
            async sharing => excluded = [.. await sharing.ShareExcludedRecipientsListAsync(Sample.AccountId, Sample.ShareId, page: 2, perPage: 1).ToListAsync()],
            Envelope.Page($"[{Sample.ExcludedRecipient}]", """{"page":2,"per_page":1,"total_count":3}"""),
            Envelope.Page($"[{Sample.ExcludedRecipient.Replace(Sample.ExcludedRecipientId, "e2", StringComparison.Ordinal)}]", """{"page":3,"per_page":1,"total_count":3}"""));

        requests.Select(static request => $"{request.Method} {request.Target}")
            .ShouldBe([$"GET {ExcludedRecipientsPath}?page=2&per_page=1", $"GET {ExcludedRecipientsPath}?page=3&per_page=1"]);
        excluded.Select(static one => one.Id).ShouldBe([Sample.ExcludedRecipientId, "e2"]);
        ShouldKnowItsPlace(excluded[0]);
    }

    [Fact]
    public async Task Share_excluded_recipients_list_with_no_parameters()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareExcludedRecipientsListAsync(Sample.AccountId, Sample.ShareId).ToListAsync().AsTask(), Envelope.Page("[]"))).Single();

        request.Target.ShouldBe(ExcludedRecipientsPath);
    }

    [Fact]
    public async Task Share_excluded_recipients_update_sends_a_bare_array_and_accepts_no_content()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareExcludedRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, ["a1", "a2"]), Reply.NoContent())).Single();

        request.Method.ShouldBe("PUT");
        request.Target.ShouldBe(ExcludedRecipientsPath);
        request.BodyText.ShouldBe("""[{"account_id":"a1"},{"account_id":"a2"}]""");
    }

    [Fact]
    public async Task Share_excluded_recipients_update_excludes_none_with_an_empty_array()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareExcludedRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []), Reply.NoContent())).Single();

        request.BodyText.ShouldBe("[]");
    }

    /// <summary>No response is described, so one with the list is accepted too.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("[{\"id\":\"e\",\"account_id\":\"a\"}]")]
    public async Task Share_excluded_recipients_update_also_accepts_an_envelope(string result) =>
        await TestClient.CallAsync(
            sharing => sharing.ShareExcludedRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, ["a"]), Envelope.Result(result));

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("{\"success\":")]
    [InlineData("{}")]
    public async Task Share_excluded_recipients_update_accepts_nothing_else(string body)
    {
        var failure = await Should.ThrowAsync<MalformedResponseException>(() => TestClient.CallAsync(
            sharing => sharing.ShareExcludedRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []), Reply.Json(body)));

        failure.Operation.ShouldBe("share-excluded-recipients-update");
    }

    [Fact]
    public async Task Share_excluded_recipients_get_by_id()
    {
        CloudflareShareExcludedRecipient? excluded = null;
        var request = (await TestClient.CallAsync(
            async sharing => excluded = await sharing.ShareExcludedRecipientsGetByIdAsync(Sample.AccountId, Sample.ShareId, Sample.ExcludedRecipientId),
            Envelope.Result(Sample.ExcludedRecipient))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(ExcludedRecipientPath);
        ShouldKnowItsPlace(excluded!);
    }

    [Fact]
    public async Task Share_excluded_recipient_delete()
    {
        CloudflareShareExcludedRecipient? excluded = null;
        var request = (await TestClient.CallAsync(
            async sharing => excluded = await sharing.ShareExcludedRecipientDeleteAsync(Sample.AccountId, Sample.ShareId, Sample.ExcludedRecipientId),
            Envelope.Result(Sample.ExcludedRecipient))).Single();

        request.Method.ShouldBe("DELETE");
        request.Target.ShouldBe(ExcludedRecipientPath);
        request.BodyText.ShouldBeEmpty();
        ShouldKnowItsPlace(excluded!);
    }

    [Theory]
    [InlineData("share-excluded-recipient-create", true)]
    [InlineData("share-excluded-recipients-list", false)]
    [InlineData("share-excluded-recipients-update", true)]
    [InlineData("share-excluded-recipients-get-by-id", false)]
    [InlineData("share-excluded-recipient-delete", true)]
    public async Task A_failure_has_the_name_of_its_operation(string operation, bool isChange)
    {
        Func<IResourceSharingApi, Task> call = operation switch
        {
            "share-excluded-recipient-create" => static sharing => sharing.ShareExcludedRecipientCreateAsync("a", "s", "x"),
            "share-excluded-recipients-list" => static sharing => sharing.ShareExcludedRecipientsListAsync("a", "s").ToListAsync().AsTask(),
            "share-excluded-recipients-update" => static sharing => sharing.ShareExcludedRecipientsUpdateAsync("a", "s", []),
            "share-excluded-recipients-get-by-id" => static sharing => sharing.ShareExcludedRecipientsGetByIdAsync("a", "s", "e"),
            _ => static sharing => sharing.ShareExcludedRecipientDeleteAsync("a", "s", "e"),
        };

        var failure = await Should.ThrowAsync<RestStatusException>(() => TestClient.CallAsync(call, Envelope.Error(400, 1003, "only for organizations")));

        failure.Operation.ShouldBe(operation);
        failure.IsChange.ShouldBe(isChange);
    }

    private static void ShouldKnowItsPlace(CloudflareShareExcludedRecipient excluded)
    {
        excluded.Id.ShouldBe(Sample.ExcludedRecipientId);
        excluded.AccountId.ShouldBe(Sample.AccountId);
        excluded.ShareId.ShouldBe(Sample.ShareId);
        excluded.ExcludedAccountId.ShouldBe(Sample.OtherAccountId);
    }
}
