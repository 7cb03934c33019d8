using System.Management.Automation;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>The six operations that read.</summary>
public sealed class GetTests : CloudflareTest
{
    [Fact]
    public void Shares_of_the_account_are_listed_with_all_filters()
    {
        Server.On($"GET {Shares}", Reply.Json(CloudflareSample.Page(CloudflareSample.Share("s1"), CloudflareSample.Share("s2", "resting"))));

        var shares = Asking<GetCloudflareShareCommand>().With("Status", "Active").With("Kind", "sent").With("TargetType", "account")
            .With("ResourceType", new[] { "gateway-policy", "newer" }).With("Tag", new[] { "a", "b" }).With("OrderBy", "name")
            .With("Descending").With("IncludeResource").With("IncludeRecipientCount").Run().ShouldSucceed().OutputAs<CloudflareShare>();

        shares.Select(static share => share.Id).ShouldBe(["s1", "s2"]);
        shares[1].Status.ShouldBe("resting");
        shares[0].GetMember("new_member").ShouldBe(7L);
        Server.Log.ShouldBe([$"GET {Shares}?status=active&kind=sent&target_type=account&resource_types=gateway-policy&resource_types=newer&order=name&direction=desc&per_page=100&include_resources=true&include_recipient_counts=true&tag=a&tag=b"]);
    }

    [Fact]
    public void Shares_of_an_organization_need_no_account()
    {
        Server.On("GET /client/v4/organizations/org/shares", Reply.Json(CloudflareSample.Page(CloudflareSample.Share("s1"))));

        Asking<GetCloudflareShareCommand>().With("OrganizationId", "org").Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    [Fact]
    public void Pages_follow_each_other_and_First_and_Skip_cut_the_list()
    {
        Server.On(
            $"GET {Shares}",
            Reply.Json(CloudflareSample.Page(1, 2, CloudflareSample.Share("s1"), CloudflareSample.Share("s2"))),
            Reply.Json(CloudflareSample.Page(2, 2, CloudflareSample.Share("s3"), CloudflareSample.Share("s4"))));

        var shares = Asking<GetCloudflareShareCommand>().With("Skip", 1UL).With("First", 2UL).Run().ShouldSucceed().OutputAs<CloudflareShare>();

        shares.Select(static share => share.Id).ShouldBe(["s2", "s3"]);
        Server.Log.ShouldBe([$"GET {Shares}?per_page=100", $"GET {Shares}?page=2&per_page=100"]);
    }

    [Fact]
    public void A_wait_for_the_rate_limit_is_shown()
    {
        Server.On($"GET {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1")), 200, "RateLimit: \"default\";r=0;t=3"))
            .On($"GET {Shares}/s2", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s2"))));

        var result = Asking<GetCloudflareShareCommand>().With("Verbose", value: true).Input("s1", "s2").Run().ShouldSucceed();

        result.Output.Count.ShouldBe(2);
        result.Verbose.Single(static text => text.StartsWith("Cloudflare accepts no more requests", StringComparison.Ordinal)).ShouldMatch("for [1-3] seconds?, so they wait\\.$");
        result.Progress[0].Activity.ShouldBe("Waiting for Cloudflare's rate limit");
        result.Progress[0].StatusDescription.ShouldMatch("^[1-3] seconds? left$");
        result.Progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
    }

    [Fact]
    public void One_unknown_share_among_three_costs_one_error()
    {
        Server.On($"GET {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1"))))
            .On($"GET {Shares}/no", Reply.Status(404, CloudflareSample.Failure(1004, "share not found")))
            .On($"GET {Shares}/s3", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s3"))));

        var result = Asking<GetCloudflareShareCommand>().Input("s1", "no", "s3").Run();

        result.Output.Count.ShouldBe(2);
        var error = result.SingleError();
        error.Id().ShouldBe("CloudflareShareNotFound");
        error.TargetObject.ShouldBe("no");
        error.ErrorDetails!.Message.ShouldBe("no: share not found (code 1004)");
        error.ErrorDetails.RecommendedAction.ShouldContain("Get-CloudflareShare");
    }

    /// <summary>The account of a received share is not the account that can request it.</summary>
    [Fact]
    public void A_share_is_requested_from_the_account_that_listed_it()
    {
        Server.On($"GET {Shares}", Reply.Json(CloudflareSample.Page(CloudflareSample.Share("s1", account: "sharer"))))
            .On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"))))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(CloudflareSample.One(CloudflareSample.Recipient("r1"))))
            .On($"GET {Shares}/s1/resources", Reply.Json(CloudflareSample.Page(CloudflareSample.Resource("e1"))))
            .On($"GET {Shares}/s1/resources/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1"))));
        using var elsewhere = CloudflareSharingConnection.FromApiToken(Token, "wrong", BaseUri);
        var share = Asking<GetCloudflareShareCommand>().Run().ShouldSucceed().Output.Single();

        var recipient = Run<GetCloudflareShareRecipientCommand>(share);
        var resource = Run<GetCloudflareShareResourceCommand>(share);
        Run<GetCloudflareShareRecipientCommand>(recipient).ShouldBeOfType<CloudflareShareRecipient>().RecipientAccountId.ShouldBe("other");
        Run<GetCloudflareShareResourceCommand>(resource).ShouldBeOfType<CloudflareShareResource>().ShareId.ShouldBe("s1");

        object? Run<T>(object? input)
            where T : Cmdlet => Session.Command<T>().With("Connection", elsewhere).Input(input).Run().ShouldSucceed().Output.Single();
    }

    [Fact]
    public void Ids_need_their_share_and_AccountId_overrides_the_connection()
    {
        Server.On("GET /client/v4/accounts/mine/shares/s1/recipients/r1", Reply.Json(CloudflareSample.One(CloudflareSample.Recipient("r1"))))
            .On("GET /client/v4/accounts/mine/shares/s1/resources/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1"))));

        Asking<GetCloudflareShareRecipientCommand>().With("Id", "r1").With("Share", "s1").With("AccountId", "mine").With("IncludeResource").Run().ShouldSucceed();
        Asking<GetCloudflareShareResourceCommand>().With("Id", "e1").With("Share", "s1").With("AccountId", "mine").Run().ShouldSucceed();
        Asking<GetCloudflareShareRecipientCommand>().With("Id", "r1").Run().SingleError().Id().ShouldBe("CloudflareShareRequired");

        Server.Log[0].ShouldEndWith("r1?include_resources=true");
        Server.Log.Count.ShouldBe(2);
    }

    [Fact]
    public void Resources_are_filtered_and_recipients_include_their_failures()
    {
        Server.On($"GET {Shares}/s1/resources", Reply.Json(CloudflareSample.Page(CloudflareSample.Resource("e1"))))
            .On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", error: "no entitlement", terminal: true))));

        Asking<GetCloudflareShareResourceCommand>().With("Share", "s1").With("Status", "deleted").With("ResourceType", "trust-grant").Run().ShouldSucceed();
        var recipient = Asking<GetCloudflareShareRecipientCommand>().With("Share", "s1").With("IncludeResource").Run().ShouldSucceed()
            .OutputAs<CloudflareShareRecipient>().Single();

        recipient.Resources.Single().IsTerminal.ShouldBe(true);
        Server.Log.ShouldBe([$"GET {Shares}/s1/resources?status=deleted&resource_type=trust-grant&per_page=100", $"GET {Shares}/s1/recipients?include_resources=true&per_page=100"]);
    }

    [Fact]
    public void A_list_is_not_read_further_than_needed()
    {
        Server.On($"GET {Shares}", Reply.Json(CloudflareSample.Page(1, 3, CloudflareSample.Share("s1"), CloudflareSample.Share("s2"))));

        Asking<GetCloudflareShareCommand>().First(1).Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Log.Count.ShouldBeLessThanOrEqualTo(2);
    }
}
