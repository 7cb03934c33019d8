using System;
using System.Collections;
using System.Linq;
using System.Threading.Tasks;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>-Wait: until the status is final, and what is told when it never is, or when Cloudflare gives up.</summary>
public sealed class WaitTests : CloudflareTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Remove_waits_until_the_share_is_gone(bool byStatus)
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))));
        Server.On(
            $"GET {Shares}/s1",
            Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))),
            byStatus ? Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleted"))) : Reply.Status(404, CloudflareSample.Failure(1004, "x")));

        var result = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShare>().Single().Status.ShouldBe(byStatus ? "deleted" : "deleting");
        Server.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void All_changes_are_sent_before_any_is_waited_for()
    {
        foreach (var id in new[] { "r1", "r2" })
        {
            Server.On($"DELETE {Shares}/s1/recipients/{id}", Reply.Json(CloudflareSample.One(CloudflareSample.Recipient(id, "disassociating"))))
                .On($"GET {Shares}/s1/recipients/{id}", Reply.Json(CloudflareSample.One(CloudflareSample.Recipient(id))), Reply.Json(CloudflareSample.One(CloudflareSample.Recipient(id, "disassociated"))));
        }

        var result = Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").Input("r1", "r2").With("Wait").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShareRecipient>().Select(static one => one.AssociationStatus).ShouldBe(["disassociated", "disassociated"]);
        Server.Log.Select(static line => line.Split(' ')[0]).ShouldBe(["GET", "DELETE", "GET", "DELETE", "GET", "GET"]);
    }

    [Fact]
    public void What_had_failed_before_a_removal_is_no_failure_of_it()
    {
        var failed = CloudflareSample.Recipient("r1", error: "no entitlement", terminal: true);
        var leaving = CloudflareSample.Recipient("r1", "disassociating", error: "no entitlement", terminal: true);
        var gone = CloudflareSample.Recipient("r1", "disassociated", error: "no entitlement", terminal: true);
        Server.On($"DELETE {Shares}/s1/recipients/r1", Reply.Json(CloudflareSample.One(leaving)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(CloudflareSample.One(failed)), Reply.Json(CloudflareSample.One(leaving)), Reply.Json(CloudflareSample.One(gone)));

        Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").With("Recipient", "r1").With("Wait").Run().ShouldSucceed();
    }

    [Fact]
    public void Unless_it_stays()
    {
        var failed = CloudflareSample.Recipient("r1", "disassociating", error: "no entitlement", terminal: true);
        Server.On($"DELETE {Shares}/s1/recipients/r1", Reply.Json(CloudflareSample.One(failed)))
            .On($"GET {Shares}/s1/recipients/r1", Reply.Json(CloudflareSample.One(failed)));

        Command<RemoveCloudflareShareRecipientCommand>().With("Share", "s1").With("Recipient", "r1").With("Wait").With("TimeoutSec", 1.0).Run()
            .SingleError().Id().ShouldBe("CloudflareRecipientFailed");
    }

    [Fact]
    public void A_terminal_failure_is_an_error_that_names_recipient_and_resource()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(201, CloudflareSample.One(CloudflareSample.Recipient("r1", "associating"))))
            .On(
                $"GET {Shares}/s1/recipients/r1",
                Reply.Json(CloudflareSample.One(CloudflareSample.Recipient("r1", "associating", error: "busy"))),
                Reply.Json(CloudflareSample.One(CloudflareSample.Recipient("r1", "associating", error: "no entitlement", terminal: true))));

        var error = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).With("Wait").Run().SingleError();

        error.Id().ShouldBe("CloudflareRecipientFailed");
        error.TargetObject.ShouldBe("a");
        error.Words().ShouldContain("recipient other, resource thing: no entitlement");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void What_stays_under_way_times_out()
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))))
            .On($"GET {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))));

        var result = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait").With("TimeoutSec", 0.4).With("PassThru").Run();

        result.SingleError().Id().ShouldBe("CloudflareWaitTimedOut");
        result.SingleError().Words().ShouldContain("s1 is still deleting after 0.4 seconds");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void New_waits_for_every_recipient_and_returns_the_share()
    {
        Server.On($"POST {Shares}", Reply.Status(201, CloudflareSample.One(CloudflareSample.Share("s1"))))
            .On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"), CloudflareSample.Recipient("r2", "associating"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"), CloudflareSample.Recipient("r2"))));
        var thing = new Hashtable { ["ResourceId"] = "p", ["ResourceType"] = "x" };

        var result = Command<NewCloudflareShareCommand>().With("Name", "n").With("Resource", thing).With("RecipientAccountId", new[] { "a" }).With("Wait").Run();

        result.ShouldSucceed().Output.Single().ShouldBeOfType<CloudflareShare>();
        Server.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void A_resource_is_waited_for_at_every_recipient()
    {
        Server.On($"POST {Shares}/s1/resources", Reply.Status(201, CloudflareSample.One(CloudflareSample.Resource("e1"))))
            .On($"PUT {Shares}/s1/resources/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1", "updating"))))
            .On($"GET {Shares}/s1/resources/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1", "updating"))), Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1"))))
            .On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(
                CloudflareSample.Recipient("r1"), CloudflareSample.Recipient("r2", "associated", "unlucky", "no entitlement", terminal: true))));

        Command<SetCloudflareShareResourceCommand>().With("Share", "s1").With("Resource", "e1").With("Meta", new Hashtable()).With("Wait").Run()
            .SingleError().Words().ShouldContain("recipient unlucky, resource thing: no entitlement");
        Command<AddCloudflareShareResourceCommand>().With("Share", "s1").With("ResourceId", "thing").With("ResourceType", "x").With("Wait").Run()
            .SingleError().Id().ShouldBe("CloudflareRecipientFailed");
    }

    [Fact]
    public void Set_recipients_waits_for_those_who_come_and_those_who_go()
    {
        Server.On(
                $"GET {Shares}/s1/recipients",
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", account: "go"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", "disassociating", "go", "old failure", terminal: true), CloudflareSample.Recipient("r2", account: "come"))),
                Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1", "disassociated", "go", "old failure", terminal: true), CloudflareSample.Recipient("r2", account: "come"))))
            .On($"PUT {Shares}/s1/recipients", Reply.NoContent());

        Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "come" }).With("Wait").With("PassThru").Run()
            .ShouldSucceed().Output.Count.ShouldBe(2);
    }

    [Fact]
    public async Task CtrlC_ends_the_waiting_at_once()
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))))
            .On($"GET {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))));
        var driver = Command<RemoveCloudflareShareCommand>().With("Share", "s1").With("Wait");
        var run = driver.RunAsync();
        await Server.WaitForRequestsAsync(3);

        driver.Stop();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
    }
}
