using System;
using System.Management.Automation;
using System.Text.Json;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>What Cloudflare's answers become.</summary>
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

    [Fact]
    public void A_403_names_the_permission()
    {
        Server.On($"GET {Shares}", Reply.Status(403, CloudflareSample.Failure(10000, "Authentication error")))
            .On($"POST {Shares}/s1/recipients", Reply.Status(403, CloudflareSample.Failure(10000, "Authentication error")));

        Asking<GetCloudflareShareCommand>().Run().SingleError().ErrorDetails!.RecommendedAction.ShouldContain("'Resource Sharing Read'");
        var write = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError();

        write.ErrorDetails!.RecommendedAction.ShouldContain("'Resource Sharing Edit'");
        write.ErrorDetails.RecommendedAction.ShouldNotContain("Read");
    }

    [Fact]
    public void Rate_limits_say_when_to_come_back()
    {
        Server.On($"GET {Shares}", Reply.Status(429, CloudflareSample.Failure(971, "slow down"), "Retry-After: 240"));

        var error = Asking<GetCloudflareShareCommand>().Run().SingleError();

        error.Id().ShouldBe("RateLimited");
        error.ErrorDetails!.RecommendedAction.ShouldBe("Try again in 240 seconds.");
    }

    [Theory]
    [InlineData("recipients/x", "CloudflareShareRecipientNotFound")]
    [InlineData("resources/x", "CloudflareShareResourceNotFound")]
    public void What_is_not_found_has_a_name(string path, string id)
    {
        Server.On($"DELETE {Shares}/s1/{path}", Reply.Status(404, CloudflareSample.Failure(1004, "not found")));
        var driver = path.StartsWith("rec", StringComparison.Ordinal)
            ? Command<RemoveCloudflareShareRecipientCommand>().With("Recipient", "x")
            : Command<RemoveCloudflareShareResourceCommand>().With("Resource", "x");

        driver.With("Share", "s1").Run().SingleError().Id().ShouldBe(id);
    }

    [Fact]
    public void A_failure_with_status_200_is_one()
    {
        Server.On($"GET {Shares}/s1", Reply.Json(CloudflareSample.Failure(7003, "Could not route")));

        var error = Asking<GetCloudflareShareCommand>().With("Id", "s1").Run().SingleError();

        error.Id().ShouldBe("RequestRejected");
        error.Words().ShouldContain("Could not route (code 7003)");
    }

    [Fact]
    public void A_page_of_a_proxy_is_told_as_it_came()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(403, "<html>blocked</html>"));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().SingleError()
            .Words().ShouldContain("<html>blocked</html>");
    }

    [Fact]
    public void An_id_that_is_too_long_is_not_sent()
    {
        Asking<GetCloudflareShareCommand>().With("Id", new string('x', 33)).Run().SingleError().Id().ShouldBe("InvalidArgument");

        Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_share_is_said_to_be_none()
    {
        var recipient = new CloudflareShareRecipient(JsonElement.Parse(CloudflareSample.Recipient("r1")));

        Command<RemoveCloudflareShareCommand>().Input(recipient).Run().Errors.Count.ShouldBe(1);

        Server.Requests.ShouldBeEmpty();
    }
}
