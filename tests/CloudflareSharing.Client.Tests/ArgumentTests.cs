using System.Text.Json;
using CloudflareSharing.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

/// <summary>What is checked before anything is sent.</summary>
public class ArgumentTests
{
    private const string Good = Sample.AccountId;

    private static readonly Dictionary<string, Func<IResourceSharingApi, string, object>> s_calls = new(StringComparer.Ordinal)
    {
        ["ShareCreate accountId"] = (api, id) => api.ShareCreateAsync(id, "n", [], []),
        ["ShareCreate RecipientAccountId"] = (api, id) => api.ShareCreateAsync(Good, "n", [ShareRecipientRequest.Account(id)], []),
        ["ShareCreate ResourceId"] = (api, id) => api.ShareCreateAsync(Good, "n", [], [Resource(id, Good)]),
        ["ShareCreate ResourceAccountId"] = (api, id) => api.ShareCreateAsync(Good, "n", [], [Resource("r", id)]),
        ["SharesList accountId"] = (api, id) => api.SharesListAsync(id),
        ["OrganizationSharesList organizationId"] = (api, id) => api.OrganizationSharesListAsync(id),
        ["SharesGetById accountId"] = (api, id) => api.SharesGetByIdAsync(id, Good),
        ["SharesGetById shareId"] = (api, id) => api.SharesGetByIdAsync(Good, id),
        ["ShareUpdate accountId"] = (api, id) => api.ShareUpdateAsync(id, Good, "n"),
        ["ShareUpdate shareId"] = (api, id) => api.ShareUpdateAsync(Good, id, "n"),
        ["ShareDelete accountId"] = (api, id) => api.ShareDeleteAsync(id, Good),
        ["ShareDelete shareId"] = (api, id) => api.ShareDeleteAsync(Good, id),
        ["ShareRecipientCreate accountId"] = (api, id) => api.ShareRecipientCreateAsync(id, Good, ShareRecipientRequest.Account("a")),
        ["ShareRecipientCreate shareId"] = (api, id) => api.ShareRecipientCreateAsync(Good, id, ShareRecipientRequest.Account("a")),
        ["ShareRecipientCreate OrganizationId"] = (api, id) => api.ShareRecipientCreateAsync(Good, Good, ShareRecipientRequest.Organization(id)),
        ["ShareRecipientsList accountId"] = (api, id) => api.ShareRecipientsListAsync(id, Good),
        ["ShareRecipientsList shareId"] = (api, id) => api.ShareRecipientsListAsync(Good, id),
        ["ShareRecipientsUpdate accountId"] = (api, id) => api.ShareRecipientsUpdateAsync(id, Good, []),
        ["ShareRecipientsUpdate shareId"] = (api, id) => api.ShareRecipientsUpdateAsync(Good, id, []),
        ["ShareRecipientsUpdate RecipientAccountId"] = (api, id) => api.ShareRecipientsUpdateAsync(Good, Good, [ShareRecipientRequest.Account(id)]),
        ["ShareRecipientsGetById accountId"] = (api, id) => api.ShareRecipientsGetByIdAsync(id, Good, Good),
        ["ShareRecipientsGetById shareId"] = (api, id) => api.ShareRecipientsGetByIdAsync(Good, id, Good),
        ["ShareRecipientsGetById recipientId"] = (api, id) => api.ShareRecipientsGetByIdAsync(Good, Good, id),
        ["ShareRecipientDelete recipientId"] = (api, id) => api.ShareRecipientDeleteAsync(Good, Good, id),
        ["ShareExcludedRecipientCreate accountId"] = (api, id) => api.ShareExcludedRecipientCreateAsync(id, Good, "a"),
        ["ShareExcludedRecipientCreate shareId"] = (api, id) => api.ShareExcludedRecipientCreateAsync(Good, id, "a"),
        ["ShareExcludedRecipientCreate excludedAccountId"] = (api, id) => api.ShareExcludedRecipientCreateAsync(Good, Good, id),
        ["ShareExcludedRecipientsList accountId"] = (api, id) => api.ShareExcludedRecipientsListAsync(id, Good),
        ["ShareExcludedRecipientsList shareId"] = (api, id) => api.ShareExcludedRecipientsListAsync(Good, id),
        ["ShareExcludedRecipientsUpdate shareId"] = (api, id) => api.ShareExcludedRecipientsUpdateAsync(Good, id, []),
        ["ShareExcludedRecipientsUpdate excludedAccountIds"] = (api, id) => api.ShareExcludedRecipientsUpdateAsync(Good, Good, [id]),
        ["ShareExcludedRecipientsGetById excludedRecipientId"] = (api, id) => api.ShareExcludedRecipientsGetByIdAsync(Good, Good, id),
        ["ShareExcludedRecipientDelete excludedRecipientId"] = (api, id) => api.ShareExcludedRecipientDeleteAsync(Good, Good, id),
        ["ShareResourceCreate shareId"] = (api, id) => api.ShareResourceCreateAsync(Good, id, Resource("r", "a")),
        ["ShareResourceCreate ResourceId"] = (api, id) => api.ShareResourceCreateAsync(Good, Good, Resource(id, "a")),
        ["ShareResourcesList shareId"] = (api, id) => api.ShareResourcesListAsync(Good, id),
        ["ShareResourcesGetById shareResourceId"] = (api, id) => api.ShareResourcesGetByIdAsync(Good, Good, id),
        ["ShareResourceUpdate shareResourceId"] = (api, id) => api.ShareResourceUpdateAsync(Good, Good, id, JsonElement.Parse("{}")),
        ["ShareResourceDelete shareResourceId"] = (api, id) => api.ShareResourceDeleteAsync(Good, Good, id),
    };

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    /// <summary>The calls whose ID is a segment of the path: the others name members of a body.</summary>
    public static TheoryData<string> PathCalls => [.. s_calls.Keys.Where(static call => char.IsLower(call.Split(' ')[1][0]) && !call.Contains("excludedAccountId", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(PathCalls))]
    public async Task An_id_that_could_change_the_address_is_refused(string call)
    {
        await using var server = ScriptedServer.Start(Envelope.Requested());
        using var client = new TestClient(server.Address);

        foreach (var id in new[] { ".", "..", "a/b", "/", "../x", @"a\b", "a?b", "a#b", "a\nb", "a\0", "\u0085", "\ud800", "a\udc00b" })
        {
            var failure = await Record.ExceptionAsync(async () =>
            {
                if (s_calls[call](client.Sharing, id) is Task task)
                    await task;
            });
            failure.ShouldBeOfType<ArgumentException>($"'{id}'").ParamName.ShouldBe(call.Split(' ')[1]);
            failure.Message.ShouldAllBe(static character => !char.IsControl(character));
        }

        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task No_id_is_empty(string call)
    {
        var parameter = call.Split(' ')[1];
        await using var server = ScriptedServer.Start(Envelope.Requested());
        using var client = new TestClient(server.Address);

        foreach (var id in new[] { "", "  " })
        {
            var failure = await Record.ExceptionAsync(async () =>
            {
                if (s_calls[call](client.Sharing, id) is Task task)
                    await task;
            });
            var wrong = failure.ShouldBeOfType<ArgumentException>($"'{id}'");
            wrong.ParamName.ShouldBe(parameter);
        }

        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("12345678901234567890123456789012")]
    [InlineData("f174e90a-fafe-4643-bbbc-4a0ed4fc8415")]
    [InlineData("not-hex at all!")]
    [InlineData("...")]
    [InlineData("%2e%2e")]
    [InlineData("a%b&c=d;e:é\U0001f600")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task The_form_of_an_id_is_for_the_server_to_decide(string id)
    {
        var requests = await TestClient.CallAsync(sharing => sharing.SharesGetByIdAsync(id, id), Envelope.Requested());

        Uri.UnescapeDataString(requests.Single().Target).ShouldBe($"/client/v4/accounts/{id}/shares/{id}");
    }

    [Fact]
    public async Task Ids_in_a_body_are_sent_as_they_are()
    {
        var requests = await TestClient.CallAsync(
            async sharing =>
            {
                await sharing.ShareResourceCreateAsync(Good, Good, Resource("f174e90a-fafe-4643-bbbc-4a0ed4fc8415", "a/b"));
                await sharing.ShareRecipientCreateAsync(Good, Good, ShareRecipientRequest.Account("a/../b"));
            },
            Envelope.Requested());

        requests[0].Json.GetProperty("resource_id").GetString().ShouldBe("f174e90a-fafe-4643-bbbc-4a0ed4fc8415");
        requests[0].Json.GetProperty("resource_account_id").GetString().ShouldBe("a/b");
        requests[1].BodyText.ShouldBe("""{"recipient_account_id":"a/../b"}""");
    }

    [Fact]
    public async Task The_whole_organization_is_a_recipient_without_an_id()
    {
        var requests = await TestClient.CallAsync(
            sharing => sharing.ShareCreateAsync(Good, "n", [ShareRecipientRequest.WholeOrganization], []), Envelope.Requested());

        requests.Single().BodyText.ShouldBe("""{"name":"n","recipients":[{}],"resources":[]}""");
    }

    [Fact]
    public async Task A_recipient_has_one_id() =>
        (await Should.ThrowAsync<ArgumentException>(() => TestClient.CallAsync(
            sharing => sharing.ShareRecipientCreateAsync(Good, Good, new ShareRecipientRequest { RecipientAccountId = "a", OrganizationId = "o" }), Reply.NoContent())))
        .ParamName.ShouldBe("recipient");

    [Fact]
    public async Task A_recipient_is_an_account_or_an_organization() =>
        (await Should.ThrowAsync<ArgumentException>(() => TestClient.CallAsync(
            sharing => sharing.ShareRecipientsUpdateAsync(Good, Good, [new ShareRecipientRequest()]), Reply.NoContent())))
        .ParamName.ShouldBe("recipients");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task Meta_is_an_object(string meta)
    {
        var resource = new ShareResourceRequest { ResourceId = "r", ResourceType = "t", ResourceAccountId = "a", Meta = JsonElement.Parse(meta) };
        foreach (var call in new Func<IResourceSharingApi, Task>[]
                 {
                     sharing => sharing.ShareResourceUpdateAsync(Good, Good, Good, JsonElement.Parse(meta)),
                     sharing => sharing.ShareResourceCreateAsync(Good, Good, resource),
                     sharing => sharing.ShareCreateAsync(Good, "n", [], [resource]),
                 })
        {
            await Should.ThrowAsync<ArgumentException>(() => TestClient.CallAsync(call, Envelope.Requested()));
        }
    }

    [Fact]
    public async Task A_resource_has_a_type() =>
        await Should.ThrowAsync<ArgumentException>(() => TestClient.CallAsync(
            sharing => sharing.ShareResourceCreateAsync(
                Good, Good, new ShareResourceRequest { ResourceId = "r", ResourceType = string.Empty, ResourceAccountId = "a" }),
            Envelope.Requested()));

    private static ShareResourceRequest Resource(string id, string accountId) =>
        new() { ResourceId = id, ResourceType = "gateway-policy", ResourceAccountId = accountId };
}
