using System.Text.Json;
using CloudflareSharing.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class ResourceOperationTests
{
    private const string ResourcesPath = "/client/v4/accounts/" + Sample.AccountId + "/shares/" + Sample.ShareId + "/resources";
    private const string ResourcePath = ResourcesPath + "/" + Sample.ShareResourceId;

    [Fact]
    public async Task Share_resource_create()
    {
        CloudflareShareResource? resource = null;
        var wanted = new ShareResourceRequest
        {
            ResourceId = "r1",
            ResourceType = "custom-ruleset",
            ResourceAccountId = Sample.AccountId,
            Meta = JsonElement.Parse("""{"é":"<b>","n":1.50}"""),
        };
        var request = (await TestClient.CallAsync(
            async sharing => resource = await sharing.ShareResourceCreateAsync(Sample.AccountId, Sample.ShareId, wanted),
            Envelope.Result(Sample.Resource, 201))).Single();

        request.Method.ShouldBe("POST");
        request.Target.ShouldBe(ResourcesPath);
        request.BodyText.ShouldBe(
            """{"resource_id":"r1","resource_type":"custom-ruleset","resource_account_id":"023e105f4ecef8ad9ca31a8372d0c353","meta":{"é":"<b>","n":1.50}}""");
        ShouldKnowItsPlace(resource!);
    }

    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData("active", "gateway-policy", 1, 100, "?status=active&resource_type=gateway-policy&page=1&per_page=100")]
    public async Task Share_resources_list(string? status, string? type, int? page, int? perPage, string query)
    {
        var resources = Array.Empty<CloudflareShareResource>();
        var request = (await TestClient.CallAsync(
            async sharing => resources = [.. await sharing.ShareResourcesListAsync(Sample.AccountId, Sample.ShareId, status, type, page, perPage).ToListAsync()],
            Envelope.Page($"[{Sample.Resource}]", """{"total_count":1}"""))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(ResourcesPath + query);
        ShouldKnowItsPlace(resources.Single());
    }

    [Fact]
    public async Task Share_resources_get_by_id()
    {
        CloudflareShareResource? resource = null;
        var request = (await TestClient.CallAsync(
            async sharing => resource = await sharing.ShareResourcesGetByIdAsync(Sample.AccountId, Sample.ShareId, Sample.ShareResourceId),
            Envelope.Result(Sample.Resource))).Single();

        request.Method.ShouldBe("GET");
        request.Target.ShouldBe(ResourcePath);
        ShouldKnowItsPlace(resource!);
    }

    [Fact]
    public async Task Share_resource_update()
    {
        CloudflareShareResource? resource = null;
        var request = (await TestClient.CallAsync(
            async sharing => resource = await sharing.ShareResourceUpdateAsync(
                Sample.AccountId, Sample.ShareId, Sample.ShareResourceId, JsonElement.Parse("""{"k":null}""")),
            Envelope.Result(Sample.Resource))).Single();

        request.Method.ShouldBe("PUT");
        request.Target.ShouldBe(ResourcePath);
        request.BodyText.ShouldBe("""{"meta":{"k":null}}""");
        ShouldKnowItsPlace(resource!);
    }

    [Fact]
    public async Task Share_resource_delete()
    {
        CloudflareShareResource? resource = null;
        var request = (await TestClient.CallAsync(
            async sharing => resource = await sharing.ShareResourceDeleteAsync(Sample.AccountId, Sample.ShareId, Sample.ShareResourceId),
            Envelope.Result(Sample.Resource.Replace("\"active\"", "\"deleting\"", StringComparison.Ordinal)))).Single();

        request.Method.ShouldBe("DELETE");
        request.Target.ShouldBe(ResourcePath);
        request.BodyText.ShouldBeEmpty();
        resource!.Status.ShouldBe("deleting");
        ShouldKnowItsPlace(resource);
    }

    private static void ShouldKnowItsPlace(CloudflareShareResource resource)
    {
        resource.Id.ShouldBe(Sample.ShareResourceId);
        resource.AccountId.ShouldBe(Sample.AccountId);
        resource.ShareId.ShouldBe(Sample.ShareId);
    }
}
