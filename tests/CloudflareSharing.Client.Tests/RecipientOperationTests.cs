using CloudflareSharing.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class RecipientOperationTests
{
    private const string RecipientsPath = "/client/v4/accounts/" + Sample.AccountId + "/shares/" + Sample.ShareId + "/recipients";
    private const string RecipientPath = RecipientsPath + "/" + Sample.RecipientId;

    [Fact]
    public async Task Share_recipient_create()
    {
        CloudflareShareRecipient? recipient = null;
        var request = (await TestClient.CallAsync(
            async sharing => recipient = await sharing.ShareRecipientCreateAsync(
                Sample.AccountId, Sample.ShareId, ShareRecipientRequest.Account(Sample.OtherAccountId)),
            Envelope.Result(Sample.Recipient, 201))).Single();

        request.Method.ShouldBe("POST");
        request.Target.ShouldBe(RecipientsPath);
        request.BodyText.ShouldBe("""{"recipient_account_id":"99998888777766669999888877776666"}""");
        ShouldKnowItsPlace(recipient!);
    }

    [Fact]
    public async Task Share_recipients_list()
    {
        var recipients = Array.Empty<CloudflareShareRecipient>();
        var request = (await TestClient.CallAsync(
            async sharing => recipients = [.. await sharing.ShareRecipientsListAsync(Sample.AccountId, Sample.ShareId, includeResources: true, page: 2, perPage: 20).ToListAsync()],
            Envelope.Page($"[{Sample.Recipient}]", """{"page":2,"per_page":20,"total_count":21}"""))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(RecipientsPath + "?include_resources=true&page=2&per_page=20");
        ShouldKnowItsPlace(recipients.Single());
    }

    [Fact]
    public async Task Share_recipients_list_with_no_parameters()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareRecipientsListAsync(Sample.AccountId, Sample.ShareId).ToListAsync().AsTask(), Envelope.Page("[]"))).Single();

        request.Target.ShouldBe(RecipientsPath);
    }

    [Fact]
    public async Task Share_recipients_update_sends_a_bare_array_and_accepts_no_content()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareRecipientsUpdateAsync(
                Sample.AccountId,
                Sample.ShareId,
                [ShareRecipientRequest.Account("a1"), ShareRecipientRequest.Organization("o2")]),
            Reply.NoContent())).Single();

        request.Method.ShouldBe("PUT");
        request.Target.ShouldBe(RecipientsPath);
        request.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        request.BodyText.ShouldBe("""[{"recipient_account_id":"a1"},{"organization_id":"o2"}]""");
    }

    [Fact]
    public async Task Share_recipients_update_removes_all_with_an_empty_array()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []), Reply.NoContent())).Single();

        request.BodyText.ShouldBe("[]");
    }

    [Fact]
    public async Task The_connection_lives_on_after_no_content()
    {
        var requests = await TestClient.CallAsync(
            async sharing =>
            {
                await sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []);
                await sharing.ShareRecipientsGetByIdAsync(Sample.AccountId, Sample.ShareId, Sample.RecipientId);
            },
            Reply.NoContent(),
            Envelope.Result(Sample.Recipient));

        requests.Select(request => request.Method).ShouldBe(["PUT", "GET"]);
    }

    [Fact]
    public async Task Share_recipients_update_also_accepts_an_envelope() =>
        await TestClient.CallAsync(
            sharing => sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []), Envelope.Result("null"));

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("{\"success\":")]
    public async Task Share_recipients_update_accepts_nothing_else(string body)
    {
        var failure = await Should.ThrowAsync<MalformedResponseException>(() => TestClient.CallAsync(
            sharing => sharing.ShareRecipientsUpdateAsync(Sample.AccountId, Sample.ShareId, []), Reply.Json(body)));

        failure.Operation.ShouldBe("share-recipients-update");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?include_resources=true")]
    public async Task Share_recipients_get_by_id(bool? resources, string query)
    {
        CloudflareShareRecipient? recipient = null;
        var request = (await TestClient.CallAsync(
            async sharing => recipient = await sharing.ShareRecipientsGetByIdAsync(Sample.AccountId, Sample.ShareId, Sample.RecipientId, resources),
            Envelope.Result(Sample.Recipient))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(RecipientPath + query);
        ShouldKnowItsPlace(recipient!);
    }

    [Fact]
    public async Task Share_recipient_delete()
    {
        CloudflareShareRecipient? recipient = null;
        var request = (await TestClient.CallAsync(
            async sharing => recipient = await sharing.ShareRecipientDeleteAsync(Sample.AccountId, Sample.ShareId, Sample.RecipientId),
            Envelope.Result(Sample.Recipient.Replace("associating", "disassociating", StringComparison.Ordinal)))).Single();

        request.Method.ShouldBe("DELETE");
        request.Target.ShouldBe(RecipientPath);
        request.BodyText.ShouldBeEmpty();
        recipient!.AssociationStatus.ShouldBe("disassociating");
        ShouldKnowItsPlace(recipient);
    }

    private static void ShouldKnowItsPlace(CloudflareShareRecipient recipient)
    {
        recipient.Id.ShouldBe(Sample.RecipientId);
        recipient.AccountId.ShouldBe(Sample.AccountId);
        recipient.ShareId.ShouldBe(Sample.ShareId);
        recipient.RecipientAccountId.ShouldBe(Sample.OtherAccountId);
        var resource = recipient.Resources.ShouldHaveSingleItem();
        (resource.AccountId, resource.ShareId, resource.RecipientId).ShouldBe((Sample.AccountId, Sample.ShareId, Sample.RecipientId));
    }
}
