using System.Collections;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>-Wait: until the goal of a change is reached, and what is reported if it is not, or if Cloudflare gives up.</summary>
public sealed class WaitTests : CloudflareTest
{
    private static readonly Hashtable s_thing = new() { ["ResourceId"] = "p", ["ResourceType"] = "x" };

    [Theory]
    [InlineData(200, "")]
    [InlineData(404, "")]
    [InlineData(410, "")]
    [InlineData(410, "gone")]
    public void Remove_waits_until_the_share_is_deleted_or_not_found(int status, string body)
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1"))))
            .On(
                $"GET {Shares}/s1",
                Reply.Json(One(CloudflareSample.Share("s1"))),
                Reply.Json(One(CloudflareSample.Share("s1", "deleting"))),
                status == 200 ? Reply.Json(One(CloudflareSample.Share("s1", "deleted"))) : Reply.Status(status, body.Length > 0 ? body : CloudflareSample.Failure(1004, "x")));

        var result = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShare>().Single().Status.ShouldBe(status == 200 ? "deleted" : "active");
        Server.Log.Count.ShouldBe(4);
    }

    /// <summary>A 404 that does not report a missing object is a failed request.</summary>
    [Theory]
    [InlineData("""{"success":false,"errors":[{"code":7003,"message":"Could not route"},{"code":7000,"message":"No route"}],"result":null}""")]
    [InlineData("<html>not found</html>")]
    [InlineData("")]
    public void A_404_for_another_reason_does_not_complete_a_removal(string body)
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1", "deleting"))))
            .On($"GET {Shares}/s1", Reply.Status(404, body), Reply.Json(One(CloudflareSample.Share("s1", "deleted"))));

        Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShare>().Single().Status.ShouldBe("deleted");
    }

    [Fact]
    public void All_changes_are_sent_before_the_wait_starts()
    {
        foreach (var id in new[] { "r1", "r2" })
        {
            Server.On($"DELETE {Shares}/s1/recipients/{id}", Reply.Json(One(CloudflareSample.Recipient(id, "disassociating"))))
                .On($"GET {Shares}/s1/recipients/{id}", Reply.Json(One(CloudflareSample.Recipient(id))), Reply.Json(One(CloudflareSample.Recipient(id, "disassociated"))));
        }

        var result = Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").Input("r1", "r2").With("Wait").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShareRecipient>().Select(static one => one.AssociationStatus).ShouldBe(["disassociated", "disassociated"]);
        Server.Log.Select(static line => line.Split(' ')[0]).ShouldBe(["GET", "DELETE", "GET", "DELETE", "GET", "GET"]);
    }

    /// <summary>What a GET can return for a new recipient until it is associated.</summary>
    [Theory]
    [InlineData("disassociated", "")]
    [InlineData("disassociated", "no entitlement")]
    [InlineData("associating", "no entitlement")]
    [InlineData("a status to come", "")]
    public void Neither_the_opposite_status_nor_an_old_error_ends_the_wait_for_a_recipient(string status, string oldError)
    {
        var before = CloudflareSample.Recipient("r1", "disassociated", error: oldError, terminal: oldError.Length > 0);
        var added = CloudflareSample.Recipient("r1", status, error: oldError, terminal: oldError.Length > 0);
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(before)))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(added)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(added)), Reply.Json(One(added)), Reply.Json(One(CloudflareSample.Recipient("r1"))));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "other" }).With("Wait").With("PassThru").Run()
            .ShouldSucceed().OutputAs<CloudflareShareRecipient>().Single().AssociationStatus.ShouldBe("associated");
    }

    [Fact]
    public void An_old_error_does_not_fail_an_associated_recipient()
    {
        var record = CloudflareSample.Recipient("r1", error: "no entitlement", terminal: true);
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(record)))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(record)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(record)));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "other" }).With("Wait").Run().ShouldSucceed();
    }

    [Fact]
    public void An_old_error_that_went_away_and_returns_is_new()
    {
        var failed = CloudflareSample.Recipient("r1", "associating", error: "no entitlement", terminal: true);
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(failed)))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(failed)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(failed)), Reply.Json(One(CloudflareSample.Recipient("r1", "associating"))), Reply.Json(One(failed)));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "other" }).With("Wait").Run()
            .SingleError().Id().ShouldBe("CloudflareRecipientFailed");
    }

    [Fact]
    public void The_recipients_before_the_change_are_read_once_for_each_share()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page()))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(CloudflareSample.Recipient("r1"))))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(CloudflareSample.Recipient("r1"))));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a", "b", "c" }).With("Wait").Run().ShouldSucceed();

        Server.Log.Count(static line => line.Contains("/recipients?", StringComparison.Ordinal)).ShouldBe(1);
    }

    /// <summary>One of them is not listed yet, so it is read by its ID.</summary>
    [Fact]
    public void Many_recipients_are_read_with_the_list()
    {
        var ids = Ids(30);
        Server.On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page()),
                Reply.Json(CloudflareSample.Page(Recipients(ids, "associating"))),
                Reply.Json(CloudflareSample.Page(Recipients(ids.Skip(1), "associated"))))
            .On($"POST {Shares}/s1/recipients", [.. ids.Select(static id => Reply.Status(201, One(CloudflareSample.Recipient(id, "associating"))))])
            .On($"GET {Shares}/s1/recipients/r0", Reply.Json(One(CloudflareSample.Recipient("r0"))));

        var result = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", ids).With("Wait").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShareRecipient>().Select(static one => $"{one.Id} {one.AssociationStatus}").ShouldBe(ids.Select(static id => $"{id} associated"));
        Server.Log.Where(static line => line.StartsWith("GET", StringComparison.Ordinal)).Select(static line => line.Split('/')[^1].Split('?')[0])
            .ShouldBe(["recipients", "recipients", "recipients", "r0"]);
    }

    [Fact]
    public void Many_removed_recipients_are_read_with_the_list()
    {
        var ids = Ids(30);
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(Recipients(ids, "disassociated"))));
        foreach (var id in ids)
        {
            Server.On($"GET {Shares}/s1/recipients/{id}", Reply.Json(One(CloudflareSample.Recipient(id))))
                .On($"DELETE {Shares}/s1/recipients/{id}", Reply.Json(One(CloudflareSample.Recipient(id, "disassociating"))));
        }

        Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").Input(ids).With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShareRecipient>().ShouldAllBe(static one => one.AssociationStatus == "disassociated");

        Server.Log.Count.ShouldBe(30 + 30 + 1);
    }

    /// <summary>A few recipients of a share with thousands.</summary>
    [Fact]
    public void A_list_that_takes_more_requests_is_read_once()
    {
        const int pages = 40;
        var ids = Ids(21);
        var others = Enumerable.Range(1, pages).Select(page =>
            Reply.Json(CloudflareSample.Page(page, pages, Recipients(Enumerable.Range(0, 100).Select(one => $"p{page}-{one}"), "associated"))));
        Server.On($"GET {Shares}/s1/recipients", [Reply.Json(CloudflareSample.Page()), .. others])
            .On($"POST {Shares}/s1/recipients", [.. ids.Select(static id => Reply.Status(201, One(CloudflareSample.Recipient(id, "associating"))))]);
        foreach (var id in ids)
            Server.On($"GET {Shares}/s1/recipients/{id}", Reply.Json(One(CloudflareSample.Recipient(id, "associating"))), Reply.Json(One(CloudflareSample.Recipient(id))));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", ids).With("Wait").Run().ShouldSucceed();

        // The next page is requested while one is read.
        Server.Log.Count(static line => line.Contains("/recipients?", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1 + 22 + 1);
        Server.Log.Count(static line => line.Contains("/recipients/r0", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_change_is_made_even_if_the_recipients_cannot_be_read()
    {
        var old = CloudflareSample.Recipient("r1", "associating", error: "no entitlement", terminal: true);
        Server.On($"GET {Shares}/s1/recipients", Reply.Status(403, CloudflareSample.Failure(10000, "x")))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(CloudflareSample.Recipient("r1"))))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(old)), Reply.Json(One(CloudflareSample.Recipient("r1"))));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).With("Wait").Run().ShouldSucceed();
    }

    public static TheoryData<string> FailedRequests => ["404", "502", "401", "html", "drop", "cut"];

    /// <summary>The client retries some of these, so each is returned three times.</summary>
    [Theory]
    [MemberData(nameof(FailedRequests))]
    public void A_failed_request_is_not_a_failed_change(string kind)
    {
        var failed = kind switch
        {
            "html" => Reply.Text("<html>maintenance</html>"),
            "drop" => Reply.Drop(),
            "cut" => Reply.BreakOff("""{"success":true,"result":{"id":"""),
            _ => Reply.Status(int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture), CloudflareSample.Failure(1004, "not found")),
        };
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page()))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(CloudflareSample.Recipient("r1", "associating"))))
            .On($"GET {Shares}/s1/recipients/r1", failed, failed, failed, Reply.Json(One(CloudflareSample.Recipient("r1"))));

        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).With("Wait").With("PassThru").Run()
            .ShouldSucceed().OutputAs<CloudflareShareRecipient>().Single().AssociationStatus.ShouldBe("associated");
    }

    [Fact]
    public void If_every_request_fails_the_timeout_reports_that_the_change_was_accepted_and_the_last_failure()
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1", "deleting"))))
            .On($"GET {Shares}/s1", Reply.Status(403, CloudflareSample.Failure(10000, $"Authentication error {Token}")));

        var error = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait").With("TimeoutSec", 2.0).Run().SingleError();

        error.Id().ShouldBe("CloudflareWaitTimedOut");
        error.Message().ShouldStartWith("share s1: Cloudflare accepted the change but did not complete it within 2 seconds");
        error.Message().ShouldContain("the last request failed: Authentication error *** (code 10000)");
        error.Exception.ToString().ShouldNotContain(Token);
    }

    [Fact]
    public void A_request_without_a_response_ends_with_the_timeout()
    {
        using var patient = CloudflareSharingConnection.FromApiToken(Token, "acc", BaseUri, TimeSpan.FromHours(1));
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1", "deleting")))).On($"GET {Shares}/s1", Reply.Stall());

        var error = Session.Command<RemoveCloudflareShareCommand>().With("Connection", patient).With("Confirm", value: false)
            .With("Share", "s1").With("Wait").With("TimeoutSec", 1.5).Run().SingleError();

        error.Id().ShouldBe("CloudflareWaitTimedOut");
        error.Message().ShouldContain("the last request failed: shares-get-by-id received no response within 1.5 seconds");
    }

    /// <summary>The removal lags: the recipient is still shown as associated, with its earlier failure.</summary>
    [Fact]
    public void A_failure_from_before_a_removal_does_not_fail_it()
    {
        var failed = CloudflareSample.Recipient("r1", error: "no entitlement", terminal: true);
        var leaving = CloudflareSample.Recipient("r1", "disassociating", error: "no entitlement", terminal: true);
        var gone = CloudflareSample.Recipient("r1", "disassociated", error: "no entitlement", terminal: true);
        Server.On($"DELETE {Shares}/s1/recipients/r1", Reply.Json(One(failed)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(failed)), Reply.Json(One(failed)), Reply.Json(One(leaving)), Reply.Json(One(gone)));

        Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").With("Recipient", "r1").With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShareRecipient>().Single().AssociationStatus.ShouldBe("disassociated");
    }

    [Fact]
    public void If_an_old_failure_stays_the_timeout_names_it()
    {
        var failed = CloudflareSample.Recipient("r1", "disassociating", error: "no entitlement", terminal: true);
        Server.On($"DELETE {Shares}/s1/recipients/r1", Reply.Json(One(failed)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(failed)));

        var error = Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").With("Recipient", "r1").With("Wait").With("TimeoutSec", 2.0).Run().SingleError();

        error.Id().ShouldBe("CloudflareWaitTimedOut");
        error.Message().ShouldContain("recipient other is disassociating (resource thing: no entitlement)");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public void A_recipient_that_is_not_found_is_removed(int status)
    {
        Server.On($"DELETE {Shares}/s1/recipients/r1", Reply.Json(One(CloudflareSample.Recipient("r1", "disassociating"))))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(One(CloudflareSample.Recipient("r1"))), Reply.Status(status, CloudflareSample.Failure(1004, "x")));

        Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").With("Recipient", "r1").With("Wait").Run().ShouldSucceed();
    }

    [Fact]
    public void A_terminal_failure_is_an_error_that_names_recipient_and_resource()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page()))
            .On($"POST {Shares}/s1/recipients", Reply.Status(201, One(CloudflareSample.Recipient("r1", "associating"))))
            .On(
                $"GET {Shares}/s1/recipients/r1",
                Reply.Json(One(CloudflareSample.Recipient("r1", "associating", error: "busy"))),
                Reply.Json(One(CloudflareSample.Recipient("r1", "associating", error: "no entitlement", terminal: true))));

        var error = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).With("Wait").Run().SingleError();

        error.Id().ShouldBe("CloudflareRecipientFailed");
        error.TargetObject.ShouldBe("a");
        error.Message().ShouldContain("recipient other, resource thing: no entitlement");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void The_timeout_names_the_recipients_that_are_not_done()
    {
        var recipients = Enumerable.Range(1, 9).Select(static number => CloudflareSample.Recipient($"r{number}", number > 2 ? "associating" : "associated", $"a{number}")).ToArray();
        Server.On($"POST {Shares}", Reply.Status(201, One(CloudflareSample.Share("s1")))).On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(recipients)));
        var accounts = Enumerable.Range(1, 9).Select(static number => $"a{number}").Append("nobody").ToArray();

        var result = Command<NewCloudflareShareCommand>().With("Name", "n").With("Resource", s_thing).With("RecipientAccountId", accounts)
            .With("Wait").With("TimeoutSec", 2.0).Run();

        result.Output.ShouldBeEmpty();
        result.SingleError().Message().ShouldBe(
            "share name of s1: Cloudflare accepted the change but did not complete it within 2 seconds: recipient a3 is associating, "
            + "recipient a4 is associating, recipient a5 is associating, recipient a6 is associating, recipient a7 is associating and 3 more.");
    }

    [Fact]
    public void The_timeout_of_a_removal_reports_the_status_of_the_share_and_its_recipients()
    {
        var deleting = CloudflareSample.Share("s1", "deleting").Replace("}", ""","associated_recipient_count":1,"associating_recipient_count":0,"disassociating_recipient_count":7}""", StringComparison.Ordinal);
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(deleting))).On($"GET {Shares}/s1", Reply.Json(One(deleting)));

        var result = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait").With("TimeoutSec", 2.0).With("PassThru").Run();

        result.SingleError().Id().ShouldBe("CloudflareWaitTimedOut");
        result.SingleError().Message().ShouldEndWith("the share is deleting, 1 of its recipients is associated, 7 of its recipients are disassociating.");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void New_waits_for_every_specified_account_and_does_not_stop_at_an_empty_list()
    {
        Server.On($"POST {Shares}", Reply.Status(201, One(CloudflareSample.Share("s1"))))
            .On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page()),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", account: "A"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", account: "A"), CloudflareSample.Recipient("r2", "associating", "b"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", account: "A"), CloudflareSample.Recipient("r2", account: "b"))));

        var result = Command<NewCloudflareShareCommand>().With("Name", "n").With("Resource", s_thing).With("RecipientAccountId", new[] { "a", "b" }).With("Wait").Run();

        result.ShouldSucceed().Output.Single().ShouldBeOfType<CloudflareShare>();
        Server.Log.Count.ShouldBe(5);
    }

    /// <summary>Cloudflare lists the members as recipients later.</summary>
    [Theory]
    [InlineData("RecipientOrganizationId", """[{"organization_id":"org"}]""")]
    [InlineData("WholeOrganization", "[{}]")]
    public void A_share_with_an_organization_is_not_done_before_it_has_recipients(string parameter, string sent)
    {
        Server.On($"POST {Shares}", Reply.Status(201, One(CloudflareSample.Share("s1"))))
            .On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page()),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", "associating", "member1"), CloudflareSample.Recipient("r2", account: "member2"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("member1", "member2"))));

        Command<NewCloudflareShareCommand>().With("Name", "n").With("Resource", s_thing)
            .With(parameter, parameter == "WholeOrganization" ? true : new[] { "org" }).With("Wait").Run().ShouldSucceed().Output.Count.ShouldBe(1);

        Server.Requests[0].Json.GetProperty("recipients").GetRawText().ShouldBe(sent);
        Server.Log.Count.ShouldBe(4);
    }

    [Fact]
    public void A_new_resource_is_done_when_every_recipient_has_it()
    {
        var none = CloudflareSample.Recipient("r1").Replace("\"resource_id\":\"thing\"", "\"resource_id\":\"something else\"", StringComparison.Ordinal);
        Server.On($"POST {Shares}/s1/resources", Reply.Status(201, One(CloudflareSample.Resource("e1"))))
            .On($"GET {Shares}/s1/resources/e1", Reply.Status(404, CloudflareSample.Failure(1004, "x")), Reply.Json(One(CloudflareSample.Resource("e1"))))
            .On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page(none)),
                Reply.Json(CloudflareSample.Page()),
                Reply.Json(CloudflareSample.Page(none)),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"), CloudflareSample.Recipient("r2", "disassociated", "left"))));

        Command<AddCloudflareShareResourceCommand>().With("Share", "s1").With("ResourceId", "thing").With("ResourceType", "x").With("Wait").Run().ShouldSucceed();

        Server.Log.Count(static line => line.Contains("/recipients?", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void New_data_of_a_resource_is_done_when_every_recipient_has_that_version()
    {
        var second = CloudflareSample.Resource("e1").Replace("\"resource_version\":1", "\"resource_version\":2", StringComparison.Ordinal);
        var old = CloudflareSample.Recipient("r2", account: "slow", error: "no entitlement", terminal: true);
        var ready = CloudflareSample.Recipient("r1").Replace("\"resource_version\":1", "\"resource_version\":2", StringComparison.Ordinal);
        Server.On($"PUT {Shares}/s1/resources/e1", Reply.Json(One(second)))
            .On($"GET {Shares}/s1/resources/e1", Reply.Json(One(CloudflareSample.Resource("e1"))))
            .On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"), old)),
                Reply.Json(CloudflareSample.Page(ready, old)),
                Reply.Json(CloudflareSample.Page(ready, ready)));

        Command<SetCloudflareShareResourceCommand>().With("Share", "s1").With("Resource", "e1").With("Meta", new Hashtable()).With("Wait").Run().ShouldSucceed();

        Server.Log.Count(static line => line.Contains("/recipients?", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void A_resource_that_a_recipient_cannot_get_is_an_error_and_the_timeout_names_a_version_that_lags()
    {
        Server.On($"POST {Shares}/s1/resources", Reply.Status(201, One(CloudflareSample.Resource("e1"))))
            .On($"PUT {Shares}/s1/resources/e1", Reply.Json(One(CloudflareSample.Resource("e1").Replace("\"resource_version\":1", "\"resource_version\":2", StringComparison.Ordinal))))
            .On($"GET {Shares}/s1/resources/e1", Reply.Json(One(CloudflareSample.Resource("e1"))))
            .On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r2", account: "unlucky"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"), CloudflareSample.Recipient("r2", "associated", "unlucky", "no entitlement", terminal: true))));

        Command<AddCloudflareShareResourceCommand>().With("Share", "s1").With("ResourceId", "thing").With("ResourceType", "x").With("Wait").Run()
            .SingleError().Message().ShouldContain("recipient unlucky, resource thing: no entitlement");
        var late = Command<SetCloudflareShareResourceCommand>().With("Share", "s1").With("Resource", "e1").With("Meta", new Hashtable())
            .With("Wait").With("TimeoutSec", 2.0).Run().SingleError();
        late.Id().ShouldBe("CloudflareWaitTimedOut");
        late.Message().ShouldContain("recipient other has version 1 of 2");
    }

    [Fact]
    public void A_removed_resource_can_still_be_shown_as_active()
    {
        Server.On($"DELETE {Shares}/s1/resources/e1", Reply.Json(One(CloudflareSample.Resource("e1"))))
            .On(
                $"GET {Shares}/s1/resources/e1",
                Reply.Json(One(CloudflareSample.Resource("e1"))),
                Reply.Json(One(CloudflareSample.Resource("e1", "deleting"))),
                Reply.Json(One(CloudflareSample.Resource("e1", "deleted"))));

        Command<RemoveCloudflareShareResourceCommand>().With("Share", "s1").With("Resource", "e1").With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShareResource>().Single().Status.ShouldBe("deleted");
    }

    [Fact]
    public void A_share_is_renamed_when_it_has_the_new_name()
    {
        var renamed = CloudflareSample.Share("s1").Replace("name of s1", "new", StringComparison.Ordinal);
        Server.On($"PUT {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1"))))
            .On($"GET {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1"))), Reply.Json(One(renamed)));

        Command<SetCloudflareShareCommand>().With("Share", "s1").With("Name", "new").With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShare>().Single().Name.ShouldBe("new");
    }

    [Fact]
    public void Set_recipients_waits_for_added_and_removed_recipients()
    {
        var go = CloudflareSample.Recipient("r1", account: "go", error: "old failure", terminal: true);
        Server.On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page(go)),
                Reply.Json(CloudflareSample.Page(go)),
                Reply.Json(CloudflareSample.Page()),
                Reply.Json(CloudflareSample.Page(go, CloudflareSample.Recipient("r2", "disassociated", "come"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", "disassociating", "go", "old failure", terminal: true), CloudflareSample.Recipient("r2", account: "come"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", "disassociated", "go", "old failure", terminal: true), CloudflareSample.Recipient("r2", account: "come"))))
            .On($"PUT {Shares}/s1/recipients", Reply.NoContent());

        Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "come" }).With("Wait").With("PassThru").Run()
            .ShouldSucceed().OutputAs<CloudflareShareRecipient>().Select(static one => one.AssociationStatus).ShouldBe(["disassociated", "associated"]);
    }

    [Fact]
    public async Task CtrlC_ends_the_wait_at_once()
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1", "deleting"))))
            .On($"GET {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1", "deleting"))));
        var driver = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait");
        var run = driver.RunAsync();
        await Server.WaitForRequestsAsync(3);

        driver.Stop();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
    }

    [Fact]
    public async Task CtrlC_ends_a_request_without_a_response_at_once()
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(One(CloudflareSample.Share("s1", "deleting")))).On($"GET {Shares}/s1", Reply.Stall());
        var driver = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait");
        var run = driver.RunAsync();
        await Server.WaitForRequestsAsync(2);

        driver.Stop();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
    }

    private static string One(string result) => CloudflareSample.One(result);

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(static number => $"r{number}")];

    private static string[] Recipients(IEnumerable<string> ids, string status) => [.. ids.Select(id => CloudflareSample.Recipient(id, status, account: id))];
}
