using System.Management.Automation;
using System.Text.Json;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>How Cloudflare's error responses are reported.</summary>
public sealed class ErrorTests : CloudflareTest
{
    [Theory]
    [InlineData(400, 1001, "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(422, 1002, "RequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(401, 10001, "NotAuthenticated", ErrorCategory.AuthenticationError)]
    [InlineData(403, 10000, "NotAuthorized", ErrorCategory.PermissionDenied)]
    [InlineData(404, 1004, "CloudflareShareNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(413, 1001, "PayloadTooLarge", ErrorCategory.LimitsExceeded)]
    [InlineData(500, 1000, "ServerError", ErrorCategory.InvalidResult)]
    public void A_status_has_an_id_and_keeps_code_and_message(int status, int code, string id, ErrorCategory category)
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(status, CloudflareSample.Failure(code, "the words\\u001b[31m")));

        var error = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError();

        error.Id().ShouldBe(id);
        error.CategoryInfo.Category.ShouldBe(category);
        error.TargetObject.ShouldBe("a");
        error.ErrorDetails!.Message.ShouldBe($"a: the words\u241b[31m (code {code})");
        error.ErrorDetails.RecommendedAction.ShouldNotBeNullOrEmpty();
        Server.Log.Count.ShouldBe(1); // A POST is not repeated.
    }

    /// <summary>The code takes precedence over the status.</summary>
    [Theory]
    [InlineData(400, 9106, "Missing headers", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(400, 6003, "Invalid request headers", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(400, 6102, "Invalid format for X-Auth-Email header", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(400, 6103, "Invalid format for X-Auth-Key header", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(400, 6111, "Invalid format for Authorization header", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(403, 9103, "Unknown X-Auth-Key or X-Auth-Email", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(403, 9109, "Invalid access token", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(401, 9109, "Invalid access token", "NotAuthenticated", "Connect-CloudflareSharing")]
    [InlineData(403, 9109, "Cannot use the access token from location: 192.0.2.1", "NotAuthenticated", "IP address filter")]
    [InlineData(403, 10000, "Authentication error", "NotAuthorized", "'Resource Sharing Edit'")]
    [InlineData(401, 10000, "Authentication error", "NotAuthorized", "-ApiKey")]
    [InlineData(400, 10000, "Authentication error", "NotAuthorized", "-ApiKey")]
    [InlineData(400, 7003, "Could not route to /x", "CloudflareAccountNotFound", "-AccountId")]
    [InlineData(404, 7003, "Could not route to /x", "CloudflareAccountNotFound", "-AccountId")]
    [InlineData(404, 7000, "No route for that URI", "CloudflareAccountNotFound", "-AccountId")]
    [InlineData(400, 971, "Please wait", "RateLimited", "Try again later.")]
    [InlineData(400, 10100, "Rate limited", "RateLimited", "Try again later.")]
    [InlineData(403, 1015, "You are being rate limited", "RateLimited", "30 seconds")]
    public void A_code_takes_precedence_over_the_status(int status, int code, string words, string id, string advice)
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(status, CloudflareSample.Failure(code, words)));

        var error = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError();

        error.Id().ShouldBe(id);
        error.Message().ShouldContain($"{words} (code {code})");
        error.ErrorDetails!.RecommendedAction.ShouldContain(advice);
    }

    [Fact]
    public void The_messages_of_the_chain_are_included()
    {
        Server.On($"GET {Shares}", Reply.Status(
            400,
            """{"success":false,"errors":[{"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format for Authorization header"}]}],"messages":[],"result":null}"""));

        var error = Asking<GetCloudflareShareCommand>().Run().SingleError();

        error.Id().ShouldBe("NotAuthenticated");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.AuthenticationError);
        error.Message().ShouldContain("Invalid request headers (code 6003): Invalid format for Authorization header (code 6111)");
    }

    [Fact]
    public void A_code_in_the_chain_counts()
    {
        Server.On($"GET {Shares}", Reply.Status(400, """{"success":false,"errors":[{"code":1000,"message":"x","error_chain":[{"code":9106,"message":"Missing headers"}]}],"result":null}"""));

        Asking<GetCloudflareShareCommand>().Run().SingleError().Id().ShouldBe("NotAuthenticated");
    }

    [Fact]
    public void A_limit_at_an_edge_server_lasts_30_seconds()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(429, "error code: 1015"));

        var error = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError();

        error.Id().ShouldBe("RateLimited");
        error.ErrorDetails!.RecommendedAction.ShouldBe("Try again in 30 seconds.");
    }

    [Fact]
    public void The_advice_names_both_ways_to_get_a_permission()
    {
        Server.On($"GET {Shares}", Reply.Status(403, CloudflareSample.Failure(10000, "Authentication error")))
            .On("GET /client/v4/organizations/org/shares", Reply.Status(403, CloudflareSample.Failure(10000, "Authentication error")))
            .On($"POST {Shares}/s1/recipients", Reply.Status(403, CloudflareSample.Failure(10000, "Authentication error")));

        var read = Asking<GetCloudflareShareCommand>().Run().SingleError();
        var organization = Asking<GetCloudflareShareCommand>().With("OrganizationId", "org").Run().SingleError();
        var write = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError();

        read.ErrorDetails!.RecommendedAction.ShouldContain("'Resource Sharing Read'");
        organization.ErrorDetails!.RecommendedAction.ShouldContain("for this organization");
        write.ErrorDetails!.RecommendedAction.ShouldContain("'Resource Sharing Edit'");
        write.ErrorDetails.RecommendedAction.ShouldNotContain("Read");
        foreach (var error in new[] { read, organization, write })
            error.ErrorDetails!.RecommendedAction.ShouldContain("Connect-CloudflareSharing -Email -ApiKey");
    }

    [Fact]
    public void An_incorrect_organization_is_reported_as_one()
    {
        Server.On("GET /client/v4/organizations/org/shares", Reply.Status(404, CloudflareSample.Failure(7003, "Could not route")));

        Asking<GetCloudflareShareCommand>().With("OrganizationId", "org").Run().SingleError().ErrorDetails!.RecommendedAction.ShouldContain("-OrganizationId");
    }

    [Fact]
    public void A_rate_limit_reports_when_to_try_again()
    {
        Server.On($"GET {Shares}", Reply.Status(429, CloudflareSample.Failure(971, "slow down"), "Retry-After: 240"));

        var error = Asking<GetCloudflareShareCommand>().Run().SingleError();

        error.Id().ShouldBe("RateLimited");
        error.ErrorDetails!.RecommendedAction.ShouldBe("Try again in 240 seconds.");
    }

    [Theory]
    [InlineData("recipients/x", "CloudflareShareRecipientNotFound")]
    [InlineData("excluded-recipients/x", "CloudflareShareExcludedRecipientNotFound")]
    [InlineData("resources/x", "CloudflareShareResourceNotFound")]
    public void A_missing_object_is_reported_by_its_kind(string path, string id)
    {
        Server.On($"DELETE {Shares}/s1/{path}", Reply.Status(404, CloudflareSample.Failure(1004, "not found")));
        var driver = path.Split('/')[0] switch
        {
            "recipients" => Command<RemoveCloudflareShareRecipientCommand>().With("Recipient", "x"),
            "excluded-recipients" => Command<RemoveCloudflareShareExcludedRecipientCommand>().With("ExcludedRecipient", "x"),
            _ => Command<RemoveCloudflareShareResourceCommand>().With("Resource", "x"),
        };

        var error = driver.With("Share", "s1").Run().SingleError();

        error.Id().ShouldBe(id);
        error.ErrorDetails!.RecommendedAction.ShouldContain($"Get-{id.Replace("NotFound", string.Empty, StringComparison.Ordinal)}");
    }

    [Fact]
    public void A_failure_with_status_200_is_an_error()
    {
        Server.On($"GET {Shares}/s1", Reply.Json(CloudflareSample.Failure(7003, "Could not route")));

        var error = Asking<GetCloudflareShareCommand>().With("Id", "s1").Run().SingleError();

        error.Id().ShouldBe("CloudflareAccountNotFound");
        error.Message().ShouldContain("Could not route (code 7003)");
    }

    [Fact]
    public void The_page_of_a_proxy_is_reduced_to_its_text()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(403, "<html>blocked</html>"));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError()
            .Message().ShouldEndWith("a: blocked");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a?b")]
    public void An_id_that_could_change_the_address_is_not_sent(string id)
    {
        Asking<GetCloudflareShareCommand>().With("Id", id).Run().SingleError().Id().ShouldBe("InvalidArgument");
        Asking<GetCloudflareShareCommand>().With("AccountId", id).Run().SingleError().Id().ShouldBe("InvalidArgument");

        Server.Requests.ShouldBeEmpty();
    }

    /// <summary>The ID of a Gateway policy has 36 characters.</summary>
    [Fact]
    public void Any_other_id_is_sent_to_Cloudflare()
    {
        const string Policy = "f174e90a-fafe-4643-bbbc-4a0ed4fc8415";
        Server.On($"GET /client/v4/accounts/mine/shares/{Policy}", Reply.Json(CloudflareSample.One(CloudflareSample.Share(Policy))))
            .On($"POST {Shares}/s1/resources", Reply.Status(201, CloudflareSample.One(CloudflareSample.Resource("e1"))));

        Asking<GetCloudflareShareCommand>().With("Id", Policy).With("AccountId", "mine").Run().ShouldSucceed();
        Command<AddCloudflareShareResourceCommand>().With("Share", "s1").With("ResourceId", Policy).With("ResourceType", "gateway-policy").Run().ShouldSucceed();

        Server.Requests[1].Json.GetProperty("resource_id").GetString().ShouldBe(Policy);
    }

    [Fact]
    public void An_object_that_is_not_a_share_is_an_error()
    {
        var recipient = new CloudflareShareRecipient(JsonElement.Parse(CloudflareSample.Recipient("r1")));

        Command<RemoveCloudflareShareCommand>().Input(recipient).Run().Errors.Count.ShouldBe(1);

        Server.Requests.ShouldBeEmpty();
    }
}
