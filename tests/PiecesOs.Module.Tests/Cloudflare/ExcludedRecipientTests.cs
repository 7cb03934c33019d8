using System.Management.Automation;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>The five operations on excluded recipients: their requests, prompts, output and errors, and what -Wait waits for.</summary>
public sealed class ExcludedRecipientTests : CloudflareTest
{
    private const string Excluded = Shares + "/s1/excluded-recipients";
    private const string Recipients = Shares + "/s1/recipients";

    [Fact]
    public void They_are_listed_over_all_pages_and_cut_by_First_and_Skip()
    {
        Server.On(
            $"GET {Excluded}",
            Reply.Json(CloudflareSample.Page(1, 2, CloudflareSample.Excluded("e1", "a1"), CloudflareSample.Excluded("e2", "a2"))),
            Reply.Json(CloudflareSample.Page(2, 2, CloudflareSample.Excluded("e3", "a3"), CloudflareSample.Excluded("e4", "a4"))));

        var excluded = Asking<GetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("Skip", 1UL).With("First", 2UL).Run().ShouldSucceed()
            .OutputAs<CloudflareShareExcludedRecipient>();

        excluded.Select(static one => one.ExcludedAccountId).ShouldBe(["a2", "a3"]);
        Server.Log.ShouldBe([$"GET {Excluded}?per_page=100", $"GET {Excluded}?page=2&per_page=100"]);
    }

    [Fact]
    public void An_object_contains_its_share_and_account_and_an_id_needs_them()
    {
        Server.On($"GET {Excluded}", Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e1"))))
            .On($"GET {Excluded}/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Excluded("e1"))))
            .On("GET /client/v4/accounts/mine/shares/s1/excluded-recipients/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Excluded("e1"))));
        using var elsewhere = CloudflareSharingConnection.FromApiToken(Token, "wrong", BaseUri);
        var listed = Asking<GetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").Run().ShouldSucceed().Output.Single();

        Session.Command<GetCloudflareShareExcludedRecipientCommand>().With("Connection", elsewhere).Input(listed).Run().ShouldSucceed()
            .OutputAs<CloudflareShareExcludedRecipient>().Single().ShareId.ShouldBe("s1");
        Asking<GetCloudflareShareExcludedRecipientCommand>().With("Id", "e1").With("Share", "s1").With("AccountId", "mine").Run().ShouldSucceed();
        Asking<GetCloudflareShareExcludedRecipientCommand>().With("Id", "e1").Run().SingleError().Id().ShouldBe("CloudflareShareRequired");

        Server.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void Accounts_are_excluded_one_by_one_and_one_failure_is_one_error()
    {
        Server.On(
            $"POST {Excluded}",
            Reply.Status(201, CloudflareSample.One(CloudflareSample.Excluded("e1", "a"))),
            Reply.Status(400, CloudflareSample.Failure(1003, "already excluded")),
            Reply.Status(201, CloudflareSample.One(CloudflareSample.Excluded("e3", "c"))));

        var result = Command<AddCloudflareShareExcludedRecipientCommand>().Input(CloudflareSample.ShareObject("s1")).With("ExcludedAccountId", new[] { "a", "b", "c" }).With("PassThru").Run();

        result.OutputAs<CloudflareShareExcludedRecipient>().Select(static one => one.Id).ShouldBe(["e1", "e3"]);
        result.Questions.Select(static question => (question.Target, question.Action))
            .ShouldBe([("name of s1 (s1)", "Exclude account a"), ("name of s1 (s1)", "Exclude account b"), ("name of s1 (s1)", "Exclude account c")]);
        var error = result.SingleError();
        error.Id().ShouldBe("RequestRejected");
        error.TargetObject.ShouldBe("b");
        Server.Requests.Select(static request => request.BodyText).ShouldBe(["""{"account_id":"a"}""", """{"account_id":"b"}""", """{"account_id":"c"}"""]);
    }

    [Fact]
    public void A_recipient_stands_for_its_share_and_its_account()
    {
        Server.On($"GET {Recipients}", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a", "b"))))
            .On($"POST {Excluded}", Reply.Status(201, CloudflareSample.One(CloudflareSample.Excluded("e1"))))
            .On($"POST {Shares}/s2/excluded-recipients", Reply.Status(201, CloudflareSample.One(CloudflareSample.Excluded("e2"))));
        using var elsewhere = CloudflareSharingConnection.FromApiToken(Token, "wrong", BaseUri);
        var recipients = Asking<GetCloudflareShareRecipientCommand>().With("Share", "s1").Run().ShouldSucceed().Output;

        Session.Command<AddCloudflareShareExcludedRecipientCommand>().With("Connection", elsewhere).Input([.. recipients]).Run().ShouldSucceed();
        Command<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s2").Input(recipients[0]).Run().ShouldSucceed();

        Server.Requests.Skip(1).Select(static request => $"{request.Path} {request.BodyText}").ShouldBe(
            [$$"""{{Excluded}} {"account_id":"a"}""", $$"""{{Excluded}} {"account_id":"b"}""", $$"""{{Shares}}/s2/excluded-recipients {"account_id":"a"}"""]);
    }

    [Fact]
    public void A_row_can_specify_share_and_account_and_an_exclusion_its_account()
    {
        Server.On($"POST {Excluded}", Reply.Status(201, CloudflareSample.One(CloudflareSample.Excluded("e1"))));
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("ShareId", "s1"));
        row.Properties.Add(new PSNoteProperty("ExcludedAccountId", "a"));
        var excluded = Command<AddCloudflareShareExcludedRecipientCommand>().Input(row).With("PassThru").Run().ShouldSucceed().Output.Single();

        Command<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s1").Input(excluded).Run().ShouldSucceed();
        Command<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", excluded).Run().ShouldSucceed();

        Server.Requests.Select(static request => request.BodyText).ShouldBe(["""{"account_id":"a"}""", """{"account_id":"other"}""", """{"account_id":"other"}"""]);
    }

    [Fact]
    public void Remove_prompts_and_returns_the_exclusion_with_PassThru()
    {
        Server.On($"GET {Excluded}", Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e1"), CloudflareSample.Excluded("e2", "third"))))
            .On($"DELETE {Excluded}/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Excluded("e1"))));
        var listed = Asking<GetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").Run().ShouldSucceed().Output;
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.Yes);
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.No);

        var result = Asking<RemoveCloudflareShareExcludedRecipientCommand>().Input([.. listed]).With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShareExcludedRecipient>().Single().ExcludedAccountId.ShouldBe("other");
        result.Questions.Select(static question => (question.Target, question.Action))
            .ShouldBe([("other (e1)", "Remove exclusion from share s1"), ("third (e2)", "Remove exclusion from share s1")]);
        Server.Log.Skip(1).ShouldBe([$"DELETE {Excluded}/e1"]);
    }

    [Fact]
    public void A_recipient_is_not_an_exclusion()
    {
        Server.On($"GET {Recipients}", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a"))));
        var recipient = Asking<GetCloudflareShareRecipientCommand>().With("Share", "s1").Run().ShouldSucceed().Output.Single();

        Command<RemoveCloudflareShareExcludedRecipientCommand>().Input(recipient).Run().SingleError().Id().ShouldBe("InputObjectNotBound");
        Command<SetCloudflareShareExcludedRecipientCommand>().Input(recipient).With("ExcludedAccountId", new[] { "a" }).Run().SingleError().Id().ShouldBe("InputObjectNotBound");

        Server.Log.Count.ShouldBe(1);
    }

    [Fact]
    public void Set_shows_what_changes_and_sends_the_whole_list()
    {
        Server.On($"GET {Excluded}", Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e1", "stay"), CloudflareSample.Excluded("e2", "go"))))
            .On($"PUT {Excluded}", Reply.NoContent());

        var result = Command<SetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "STAY", "new", "newer", "new" }).Run().ShouldSucceed();

        result.Questions.Single().Action.ShouldBe("Exclude accounts new, newer; remove exclusion of account go");
        Server.Requests[^1].BodyText.ShouldBe("""[{"account_id":"STAY"},{"account_id":"new"},{"account_id":"newer"}]""");
        result.Output.ShouldBeEmpty();
        Server.Log.Count.ShouldBe(2);
    }

    [Fact]
    public void Set_sends_an_unchanged_list_and_ends_all_exclusions_with_an_empty_list()
    {
        Server.On($"GET {Excluded}", Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e1", "a")))).On($"PUT {Excluded}", Reply.NoContent());

        var same = Command<SetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "a" }).Run().ShouldSucceed();
        var none = Command<SetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", Array.Empty<string>()).With("PassThru").Run().ShouldSucceed();

        same.Questions.Single().Action.ShouldBe("Keep the excluded accounts as they are");
        none.Questions.Single().Action.ShouldBe("Remove exclusion of account a");
        none.OutputAs<CloudflareShareExcludedRecipient>().Single().Id.ShouldBe("e1");
        Server.Requests.Where(static request => request.Method == "PUT").Select(static request => request.BodyText).ShouldBe(["""[{"account_id":"a"}]""", "[]"]);
    }

    [Fact]
    public void WhatIf_changes_nothing_and_only_Set_reads()
    {
        Server.On($"GET {Excluded}", Reply.Json(CloudflareSample.Page()));

        Asking<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "a" }).With("Wait").WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(1);
        Asking<RemoveCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedRecipient", "e1").With("Wait").WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(1);
        Server.Requests.ShouldBeEmpty();
        Asking<SetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "a" }).With("Wait").WhatIf().Run().ShouldSucceed()
            .Questions.Single().Action.ShouldBe("Exclude account a");

        Server.Log.ShouldBe([$"GET {Excluded}?per_page=100"]);
    }

    [Fact]
    public void Add_waits_until_no_excluded_account_is_a_recipient_and_reads_the_list_once_for_all()
    {
        Server.On($"POST {Excluded}", Reply.Status(201, One(CloudflareSample.Excluded("e1", "a"))), Reply.Status(201, One(CloudflareSample.Excluded("e2", "b"))))
            .On(
                $"GET {Recipients}",
                List(("a", "associated"), ("b", "associated"), ("stay", "associated")), // Before the change.
                List(("a", "associated"), ("b", "associated"), ("stay", "associated")),
                List(("a", "disassociating"), ("stay", "associated")),
                List(("a", "disassociated"), ("stay", "associated")));

        var result = Command<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "A", "b" }).With("Wait").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShareExcludedRecipient>().Select(static one => one.Id).ShouldBe(["e1", "e2"]);
        Server.Log.Select(static line => line.Split(' ')[0]).ShouldBe(["GET", "POST", "POST", "GET", "GET", "GET"]);
    }

    [Fact]
    public void An_account_that_is_not_a_recipient_is_not_waited_for()
    {
        Server.On($"POST {Excluded}", Reply.Status(201, One(CloudflareSample.Excluded("e1", "a")))).On($"GET {Recipients}", List(("stay", "associating")));

        Command<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "a" }).With("Wait").With("PassThru").Run().ShouldSucceed()
            .Output.Count.ShouldBe(1);

        Server.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void Remove_waits_until_the_account_is_associated()
    {
        Server.On($"DELETE {Excluded}/e1", Reply.Json(One(CloudflareSample.Excluded("e1", "a"))))
            .On(
                $"GET {Recipients}",
                List(("stay", "associated")), // Before the change.
                List(("stay", "associated")),
                List(("a", "disassociated"), ("stay", "associated")),
                List(("a", "associating"), ("stay", "associated")),
                List(("a", "associated"), ("stay", "associating")));

        Command<RemoveCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedRecipient", "e1").With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShareExcludedRecipient>().Single().Id.ShouldBe("e1");

        Server.Log.Count.ShouldBe(6);
    }

    [Fact]
    public void Set_waits_for_both_the_excluded_accounts_and_those_that_are_not_excluded_any_more()
    {
        Server.On($"GET {Excluded}", Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e1", "back"))), Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e2", "out"))))
            .On($"PUT {Excluded}", Reply.NoContent())
            .On(
                $"GET {Recipients}",
                List(("back", "disassociated"), ("out", "associated")), // Before the change.
                List(("back", "associated"), ("out", "associated")),
                List(("back", "associating"), ("out", "disassociated")),
                List(("back", "associated"), ("out", "disassociated")));

        Command<SetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "out" }).With("Wait").With("PassThru").Run().ShouldSucceed()
            .OutputAs<CloudflareShareExcludedRecipient>().Single().Id.ShouldBe("e2");

        Server.Log.Count(static line => line.Contains("/recipients?", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void A_failed_request_is_not_a_failed_change_and_the_timeout_names_the_account()
    {
        Server.On($"POST {Excluded}", Reply.Status(201, One(CloudflareSample.Excluded("e1", "a"))))
            .On($"GET {Recipients}", List(("a", "associated")), Reply.Status(404, CloudflareSample.Failure(1004, "not found")), Reply.Text("<html>maintenance</html>"), List(("a", "disassociating")));

        var result = Command<AddCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "a" }).With("Wait").With("TimeoutSec", 3.0).Run();

        result.Output.ShouldBeEmpty();
        var error = result.SingleError();
        error.Id().ShouldBe("CloudflareWaitTimedOut");
        error.Message().ShouldBe("share s1: Cloudflare accepted the change but did not complete it within 3 seconds: recipient a is disassociating.");
    }

    [Fact]
    public void A_terminal_failure_ends_the_wait_and_an_old_one_does_not()
    {
        var failed = CloudflareSample.Recipient("r1", "associating", "a", "no entitlement", terminal: true);
        Server.On($"DELETE {Excluded}/e1", Reply.Json(One(CloudflareSample.Excluded("e1", "a"))))
            .On($"GET {Recipients}", List(("a", "disassociated")), Reply.Json(CloudflareSample.Page(failed)))
            .On($"DELETE {Shares}/s2/excluded-recipients/e1", Reply.Json(One(CloudflareSample.Excluded("e1", "a"))))
            .On($"GET {Shares}/s2/recipients", Reply.Json(CloudflareSample.Page(failed)), Reply.Json(CloudflareSample.Page(failed)), List(("a", "associated")));

        var error = Command<RemoveCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedRecipient", "e1").With("Wait").Run().SingleError();
        Command<RemoveCloudflareShareExcludedRecipientCommand>().With("Share", "s2").With("ExcludedRecipient", "e1").With("Wait").Run().ShouldSucceed();

        error.Id().ShouldBe("CloudflareRecipientFailed");
        error.Message().ShouldContain("recipient a, resource thing: no entitlement");
    }

    [Fact]
    public void A_lost_response_to_a_change_names_the_cmdlet_that_shows_the_outcome_and_is_not_repeated()
    {
        Server.On($"POST {Excluded}", Reply.Drop()).On($"DELETE {Excluded}/e1", Reply.Drop())
            .On($"GET {Excluded}", Reply.Json(CloudflareSample.Page())).On($"PUT {Excluded}", Reply.Drop());
        CommandCall[] calls =
        [
            Command<AddCloudflareShareExcludedRecipientCommand>().With("ExcludedAccountId", new[] { "a" }),
            Command<RemoveCloudflareShareExcludedRecipientCommand>().With("ExcludedRecipient", "e1"),
            Command<SetCloudflareShareExcludedRecipientCommand>().With("ExcludedAccountId", new[] { "a" }),
        ];

        foreach (var call in calls)
        {
            var error = call.With("Share", "s1").With("PassThru").Run().SingleError();
            error.Id().ShouldBe("OutcomeUnknown");
            error.ErrorDetails!.RecommendedAction.ShouldContain("Get-CloudflareShareExcludedRecipient");
        }

        Server.Log.Count(static line => !line.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>sign in</html>")]
    [InlineData("""{"success":true,"result":{"id":"another"}}""")]
    public void A_response_that_does_not_confirm_the_change_is_an_error(string body)
    {
        Server.On($"DELETE {Excluded}/e1", Reply.Json(body)).On($"GET {Excluded}", Reply.Json(CloudflareSample.Page()))
            .On($"PUT {Excluded}", Reply.Json(body.Replace("true", "false", StringComparison.Ordinal)));

        Command<RemoveCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedRecipient", "e1").With("Wait").With("PassThru").Run()
            .SingleError().Id().ShouldBe("MalformedResponse");
        Command<SetCloudflareShareExcludedRecipientCommand>().With("Share", "s1").With("ExcludedAccountId", new[] { "a" }).With("PassThru").Run()
            .SingleError().Id().ShouldBe(body.Contains("true", StringComparison.Ordinal) ? "RequestRejected" : "MalformedResponse");
    }

    private static string One(string result) => CloudflareSample.One(result);

    private static Func<ServerConnection, Task> List(params (string Account, string Status)[] recipients) => Reply.Json(CloudflareSample.Page(
        [.. recipients.Select(static recipient => CloudflareSample.Recipient("r-" + recipient.Account, recipient.Status, recipient.Account))]));
}
