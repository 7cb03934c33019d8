using System.Collections;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>The ten operations that change something: what they ask, send and return.</summary>
public sealed class ChangeTests : CloudflareTest
{
    [Fact]
    public void New_makes_one_share_of_all_resources_in_the_pipeline()
    {
        Server.On($"POST {Shares}", Reply.Status(201, CloudflareSample.One(CloudflareSample.Share("s1"))));
        var one = new Hashtable { ["ResourceId"] = "p1", ["ResourceType"] = "gateway-policy", ["Meta"] = new Hashtable { ["n"] = 1 } };
        var other = new CloudflareShareResource(JsonElement.Parse(CloudflareSample.Resource("e9")));

        var result = Command<NewCloudflareShareCommand>().With("Name", "n").With("RecipientAccountId", new[] { "a", "b" })
            .With("RecipientOrganizationId", new[] { "o" }).Input(one, other).Run().ShouldSucceed();

        result.OutputAs<CloudflareShare>().Single().PathAccountId.ShouldBe("acc");
        result.Questions.Single().Action.ShouldBe("Share gateway-policy p1, gateway-policy thing with a, b, o");
        Server.RequestTo(Shares).BodyText.ShouldBe(
            """{"name":"n","recipients":[{"recipient_account_id":"a"},{"recipient_account_id":"b"},{"organization_id":"o"}],"resources":[{"resource_id":"p1","resource_type":"gateway-policy","resource_account_id":"acc","meta":{"n":1}},{"resource_id":"thing","resource_type":"gateway-policy","resource_account_id":"owner","meta":{"note":"x"}}]}""");
    }

    [Fact]
    public void New_without_recipients_or_a_type_is_refused_before_anything_is_sent()
    {
        var thing = new Hashtable { ["ResourceId"] = "p1" };

        Command<NewCloudflareShareCommand>().With("Name", "n").With("Resource", thing).Run().SingleError().Id().ShouldBe("CloudflareRecipientRequired");
        Command<NewCloudflareShareCommand>().With("Name", "n").With("RecipientAccountId", new[] { "a" }).With("Resource", thing).Run()
            .SingleError().Id().ShouldBe("CloudflareResourceIncomplete");
        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").Run().SingleError().Id().ShouldBe("CloudflareRecipientRequired");

        Server.Log.ShouldBeEmpty();
    }

    [Fact]
    public void Set_share_renames_and_returns_it_only_when_asked()
    {
        Server.On($"PUT {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1"))));

        Command<SetCloudflareShareCommand>().With("Name", "new").Input(CloudflareSample.ShareObject("s1")).Run().ShouldSucceed().Output.ShouldBeEmpty();
        var result = Command<SetCloudflareShareCommand>().With("Share", "s1").With("Name", "new").With("PassThru").Run().ShouldSucceed();

        result.Output.Single().ShouldBeOfType<CloudflareShare>();
        Server.Requests[0].BodyText.ShouldBe("""{"name":"new"}""");
    }

    [Fact]
    public void Remove_asks_for_each_share_by_name()
    {
        Server.On($"DELETE {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1", "deleting"))));
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.Yes);
        Session.ConfirmAnswers.Enqueue(ConfirmAnswer.No);

        var result = Asking<RemoveCloudflareShareCommand>().Input(CloudflareSample.ShareObject("s1"), "s2").With("PassThru").Run().ShouldSucceed();

        result.OutputAs<CloudflareShare>().Single().Status.ShouldBe("deleting");
        result.Questions.Select(static question => question.Target).ShouldBe(["name of s1 (s1)", "s2"]);
        Server.Log.ShouldBe([$"DELETE {Shares}/s1"]);
    }

    [Fact]
    public void Recipients_are_added_one_by_one_and_removed_as_objects()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(201, CloudflareSample.One(CloudflareSample.Recipient("r1"))))
            .On($"DELETE {Shares}/s1/recipients/r1", Reply.Json(CloudflareSample.One(CloudflareSample.Recipient("r1", "disassociating"))));

        var added = Command<AddCloudflareShareRecipientCommand>().Input("s1").With("RecipientAccountId", new[] { "a" })
            .With("RecipientOrganizationId", new[] { "o" }).With("PassThru").Run().ShouldSucceed();
        var removed = Command<RemoveCloudflareShareRecipientCommand>().Input(added.Output[0]).With("PassThru").Run().ShouldSucceed();

        Server.Requests.Take(2).Select(static request => request.BodyText).ShouldBe(["""{"recipient_account_id":"a"}""", """{"organization_id":"o"}"""]);
        removed.OutputAs<CloudflareShareRecipient>().Single().AssociationStatus.ShouldBe("disassociating");
        removed.Questions.Single().Target.ShouldBe("other (r1)");
    }

    [Fact]
    public void A_row_may_name_share_and_recipient()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(201, CloudflareSample.One(CloudflareSample.Recipient("r1"))));
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("ShareId", "s1"));
        row.Properties.Add(new PSNoteProperty("RecipientAccountId", "a"));

        Command<AddCloudflareShareRecipientCommand>().Input(row).Run().ShouldSucceed();

        Server.Requests.Single().BodyText.ShouldBe("""{"recipient_account_id":"a"}""");
    }

    [Fact]
    public void Set_recipients_says_who_comes_and_who_goes()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(
            [.. CloudflareSample.Recipients("stay", "go"), CloudflareSample.Recipient("r9", "disassociated", "gone")]))).On($"PUT {Shares}/s1/recipients", Reply.NoContent());

        var result = Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "STAY", "new", "gone", "new" }).Run().ShouldSucceed();

        result.Questions.Single().Action.ShouldBe("Add recipients new, gone; remove recipient go");
        Server.Requests[^1].BodyText.ShouldBe("""[{"recipient_account_id":"STAY"},{"recipient_account_id":"new"},{"recipient_account_id":"gone"}]""");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Set_recipients_to_what_they_are_changes_nothing_and_to_nobody_removes_all()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a")))).On($"PUT {Shares}/s1/recipients", Reply.NoContent());

        Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().ShouldSucceed()
            .Questions.ShouldBeEmpty();
        Server.Log.ShouldBe([$"GET {Shares}/s1/recipients?per_page=100"]);
        var result = Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", System.Array.Empty<string>()).With("PassThru").Run().ShouldSucceed();

        result.Questions.Single().Action.ShouldBe("Remove recipient a");
        result.Output.Single().ShouldBeOfType<CloudflareShareRecipient>();
    }

    [Fact]
    public void Resources_are_added_changed_and_removed()
    {
        Server.On($"POST {Shares}/s1/resources", Reply.Status(201, CloudflareSample.One(CloudflareSample.Resource("e1"))))
            .On($"PUT {Shares}/s1/resources/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1"))))
            .On($"DELETE {Shares}/s1/resources/e1", Reply.Json(CloudflareSample.One(CloudflareSample.Resource("e1", "deleting"))));
        var meta = new OrderedDictionary { ["text"] = "é", ["list"] = new object[] { 1, 2.5, true, null! }, ["deep"] = new Hashtable { ["n"] = 1L } };

        var added = Command<AddCloudflareShareResourceCommand>().With("Share", "s1").With("ResourceId", "p").With("ResourceType", "x")
            .With("Meta", meta).With("PassThru").Run().ShouldSucceed().Output.Single();
        Command<SetCloudflareShareResourceCommand>().Input(added).With("Meta", meta).Run().ShouldSucceed().Output.ShouldBeEmpty();
        var removed = Command<RemoveCloudflareShareResourceCommand>().With("Resource", "e1").With("Share", "s1").With("PassThru").Run().ShouldSucceed();

        removed.OutputAs<CloudflareShareResource>().Single().Status.ShouldBe("deleting");
        Server.Requests[0].Json.GetProperty("resource_account_id").GetString().ShouldBe("acc");
        Server.Requests[0].Json.GetProperty("meta").GetRawText().ShouldBe(Server.Requests[1].Json.GetProperty("meta").GetRawText());
        Server.Requests[1].Json.GetProperty("meta").GetProperty("list").GetRawText().ShouldBe("[1,2.5,true,null]");
    }

    [Fact]
    public void A_meta_that_holds_itself_is_refused()
    {
        var meta = new Hashtable();
        meta["self"] = meta;

        Command<SetCloudflareShareResourceCommand>().With("Resource", "e1").With("Share", "s1").With("Meta", meta).Run()
            .SingleError().Id().ShouldBe("CloudflareMetaUnusable");
    }

    [Fact]
    public void WhatIf_sends_nothing_at_all()
    {
        var meta = new Hashtable();
        var thing = new Hashtable { ["ResourceId"] = "p", ["ResourceType"] = "x" };
        CommandCall[] drivers =
        [
            Asking<NewCloudflareShareCommand>().With("Name", "n").With("Resource", thing).With("RecipientAccountId", new[] { "a" }),
            Asking<SetCloudflareShareCommand>().With("Share", "s").With("Name", "n"),
            Asking<RemoveCloudflareShareCommand>().With("Share", "s").With("Wait"),
            Asking<AddCloudflareShareRecipientCommand>().With("Share", "s").With("RecipientAccountId", new[] { "a" }),
            Asking<RemoveCloudflareShareRecipientCommand>().With("Share", "s").With("Recipient", "r").With("Wait"),
            Asking<AddCloudflareShareResourceCommand>().With("Share", "s").With("ResourceId", "p").With("ResourceType", "x"),
            Asking<SetCloudflareShareResourceCommand>().With("Share", "s").With("Resource", "e").With("Meta", meta),
            Asking<RemoveCloudflareShareResourceCommand>().With("Share", "s").With("Resource", "e").With("Wait"),
        ];

        foreach (var driver in drivers)
            driver.WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(1);

        Server.Requests.ShouldBeEmpty();
    }
}
