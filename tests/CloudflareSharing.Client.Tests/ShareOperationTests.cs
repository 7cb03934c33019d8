using System.Text.Json;
using CloudflareSharing.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class ShareOperationTests
{
    private const string SharesPath = "/client/v4/accounts/" + Sample.AccountId + "/shares";
    private const string SharePath = SharesPath + "/" + Sample.ShareId;

    [Fact]
    public async Task Share_create()
    {
        CloudflareShare? share = null;
        var request = (await TestClient.CallAsync(
            async sharing => share = await sharing.ShareCreateAsync(
                Sample.AccountId,
                "Größe & \"rules\"",
                [ShareRecipientRequest.Account(Sample.OtherAccountId), ShareRecipientRequest.Organization("org1")],
                [
                    new ShareResourceRequest { ResourceId = "r1", ResourceType = "gateway-policy", ResourceAccountId = "a1", Meta = JsonElement.Parse("""{"a":[1]}""") },
                    new ShareResourceRequest { ResourceId = "r2", ResourceType = "new-type", ResourceAccountId = "a2" },
                ]),
            Envelope.Result(Sample.Share, 201))).Single();

        request.Method.ShouldBe("POST");
        request.Target.ShouldBe(SharesPath);
        request.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        request.BodyText.ShouldBe(
            """{"name":"Größe & \"rules\"","recipients":[{"recipient_account_id":"99998888777766669999888877776666"},{"organization_id":"org1"}]"""
            + ""","resources":[{"resource_id":"r1","resource_type":"gateway-policy","resource_account_id":"a1","meta":{"a":[1]}}"""
            + """,{"resource_id":"r2","resource_type":"new-type","resource_account_id":"a2","meta":{}}]}""");
        share!.Id.ShouldBe(Sample.ShareId);
        share.PathAccountId.ShouldBe(Sample.AccountId);
    }

    [Fact]
    public async Task Share_create_sends_empty_lists_too()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.ShareCreateAsync(Sample.AccountId, "n", [], []), Envelope.Result(Sample.Share, 201))).Single();

        request.BodyText.ShouldBe("""{"name":"n","recipients":[],"resources":[]}""");
    }

    [Fact]
    public async Task Shares_list_with_every_parameter()
    {
        var filter = new ShareFilter
        {
            Status = "active",
            Kind = "sent",
            TargetType = "account",
            ResourceTypes = ["gateway-policy", "trust-grant"],
            Order = "name",
            Direction = "desc",
            Page = 3,
            PerPage = 50,
        };
        var request = (await TestClient.CallAsync(
            sharing => sharing.SharesListAsync(Sample.AccountId, filter, ["a b", "c&d"], includeResources: true, includeRecipientCounts: false).ToListAsync().AsTask(),
            Envelope.Page("[]"))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(
            SharesPath + "?status=active&kind=sent&target_type=account&resource_types=gateway-policy&resource_types=trust-grant"
            + "&order=name&direction=desc&page=3&per_page=50&include_resources=true&include_recipient_counts=false&tag=a%20b&tag=c%26d");
        request.BodyText.ShouldBeEmpty();
    }

    [Fact]
    public async Task Shares_list_without_shares()
    {
        var shares = Array.Empty<CloudflareShare>();
        var request = (await TestClient.CallAsync(
            async sharing => shares = [.. await sharing.SharesListAsync(Sample.AccountId).ToListAsync()],
            Envelope.Page($"[{Sample.Share}]", """{"page":1,"total_pages":1}"""))).Single();

        request.Target.ShouldBe(SharesPath);
        var share = shares.ShouldHaveSingleItem();
        share.AccountId.ShouldBe(Sample.OtherAccountId);
        share.PathAccountId.ShouldBe(Sample.AccountId);
        share.Resources[0].AccountId.ShouldBe(Sample.AccountId);
        share.Resources[0].ShareId.ShouldBe(Sample.ShareId);
    }

    [Fact]
    public async Task Organization_shares_list()
    {
        var shares = Array.Empty<CloudflareShare>();
        var filter = new ShareFilter { Kind = "received", ResourceTypes = ["a", "b"], PerPage = 5 };
        var requests = await TestClient.CallAsync(
            async sharing => shares = [.. await sharing.OrganizationSharesListAsync("org 1", filter).ToListAsync()],
            Envelope.Page($"[{Sample.Share}]"),
            Envelope.Page("[]"));

        requests.Select(request => request.Method + " " + request.Target).ShouldBe(
            [
                "GET /client/v4/organizations/org%201/shares?kind=received&resource_types=a&resource_types=b&per_page=5",
                "GET /client/v4/organizations/org%201/shares?kind=received&resource_types=a&resource_types=b&page=2&per_page=5",
            ]);
        shares.Single().PathAccountId.ShouldBe(Sample.OtherAccountId);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData(true, null, "?include_resources=true")]
    [InlineData(false, true, "?include_resources=false&include_recipient_counts=true")]
    public async Task Shares_get_by_id(bool? resources, bool? counts, string query)
    {
        CloudflareShare? share = null;
        var request = (await TestClient.CallAsync(
            async sharing => share = await sharing.SharesGetByIdAsync(Sample.AccountId, Sample.ShareId, resources, counts),
            Envelope.Result(Sample.Share))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(SharePath + query);
        share!.Name.ShouldBe("My Shared WAF Managed Rule");
    }

    [Fact]
    public async Task Share_update()
    {
        CloudflareShare? share = null;
        var request = (await TestClient.CallAsync(
            async sharing => share = await sharing.ShareUpdateAsync(Sample.AccountId, Sample.ShareId, "new"), Envelope.Result(Sample.Share))).Single();

        request.Method.ShouldBe("PUT");
        request.Target.ShouldBe(SharePath);
        request.BodyText.ShouldBe("""{"name":"new"}""");
        share!.PathAccountId.ShouldBe(Sample.AccountId);
    }

    [Fact]
    public async Task Share_delete_returns_the_share_with_its_status()
    {
        CloudflareShare? share = null;
        var request = (await TestClient.CallAsync(
            async sharing => share = await sharing.ShareDeleteAsync(Sample.AccountId, Sample.ShareId),
            Envelope.Result($$"""{"id":"{{Sample.ShareId}}","status":"deleting"}"""))).Single();

        request.Method.ShouldBe("DELETE");
        request.Target.ShouldBe(SharePath);
        request.BodyText.ShouldBeEmpty();
        share!.Status.ShouldBe("deleting");
    }

    [Fact]
    public async Task Ids_are_escaped()
    {
        var request = (await TestClient.CallAsync(
            sharing => sharing.SharesGetByIdAsync("a&b;c", "d=e f%é"), Envelope.Requested())).Single();

        request.Target.ShouldBe("/client/v4/accounts/a%26b%3Bc/shares/d%3De%20f%25%C3%A9");
    }
}
