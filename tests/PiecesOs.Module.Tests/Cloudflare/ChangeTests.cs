using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;
using CloudflareSharing.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>The ten operations that change something: their prompts, requests, and output.</summary>
public sealed class ChangeTests : CloudflareTest
{
    [Fact]
    public void New_creates_one_share_of_all_resources_in_the_pipeline()
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
    public void New_without_recipients_or_a_type_fails_before_a_request_is_sent()
    {
        var thing = new Hashtable { ["ResourceId"] = "p1" };

        Command<NewCloudflareShareCommand>().With("Name", "n").With("Resource", thing).Run().SingleError().Id().ShouldBe("CloudflareRecipientRequired");
        Command<NewCloudflareShareCommand>().With("Name", "n").With("RecipientAccountId", new[] { "a" }).With("Resource", thing).Run()
            .SingleError().Id().ShouldBe("CloudflareResourceIncomplete");
        Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").Run().SingleError().Id().ShouldBe("CloudflareRecipientRequired");

        Server.Log.ShouldBeEmpty();
    }

    [Fact]
    public void Set_share_renames_and_returns_it_only_with_PassThru()
    {
        Server.On($"PUT {Shares}/s1", Reply.Json(CloudflareSample.One(CloudflareSample.Share("s1"))));

        Command<SetCloudflareShareCommand>().With("Name", "new").Input(CloudflareSample.ShareObject("s1")).Run().ShouldSucceed().Output.ShouldBeEmpty();
        var result = Command<SetCloudflareShareCommand>().With("Share", "s1").With("Name", "new").With("PassThru").Run().ShouldSucceed();

        result.Output.Single().ShouldBeOfType<CloudflareShare>();
        Server.Requests[0].BodyText.ShouldBe("""{"name":"new"}""");
    }

    [Fact]
    public void Remove_prompts_for_each_share_by_name()
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
    public void A_row_can_specify_share_and_recipient()
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(201, CloudflareSample.One(CloudflareSample.Recipient("r1"))));
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("ShareId", "s1"));
        row.Properties.Add(new PSNoteProperty("RecipientAccountId", "a"));

        Command<AddCloudflareShareRecipientCommand>().Input(row).Run().ShouldSucceed();

        Server.Requests.Single().BodyText.ShouldBe("""{"recipient_account_id":"a"}""");
    }

    [Fact]
    public void Set_recipients_shows_who_is_added_and_who_is_removed()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(
            [.. CloudflareSample.Recipients("stay", "go"), CloudflareSample.Recipient("r9", "disassociated", "gone")]))).On($"PUT {Shares}/s1/recipients", Reply.NoContent());

        var result = Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "STAY", "new", "gone", "new" }).Run().ShouldSucceed();

        result.Questions.Single().Action.ShouldBe("Add recipients new, gone; remove recipient go");
        Server.Requests[^1].BodyText.ShouldBe("""[{"recipient_account_id":"STAY"},{"recipient_account_id":"new"},{"recipient_account_id":"gone"}]""");
        result.Output.ShouldBeEmpty();
    }

    /// <summary>The list can lag behind an earlier change.</summary>
    [Fact]
    public void Set_recipients_sends_an_unchanged_list_and_removes_all_with_an_empty_list()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a")))).On($"PUT {Shares}/s1/recipients", Reply.NoContent());

        var same = Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run().ShouldSucceed();
        var result = Command<SetCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", System.Array.Empty<string>()).With("PassThru").Run().ShouldSucceed();

        same.Questions.Single().Action.ShouldBe("Keep the recipients as they are");
        result.Questions.Single().Action.ShouldBe("Remove recipient a");
        result.Output.Single().ShouldBeOfType<CloudflareShareRecipient>();
        Server.Log.Take(2).ShouldBe([$"GET {Shares}/s1/recipients?per_page=100", $"PUT {Shares}/s1/recipients"]);
        Server.Requests.Where(static request => request.Method == "PUT").Select(static request => request.BodyText).ShouldBe(["""[{"recipient_account_id":"a"}]""", "[]"]);
    }

    /// <summary>Cloudflare still lists what was removed.</summary>
    [Fact]
    public void Removed_objects_from_the_pipeline_are_skipped_with_a_warning()
    {
        Server.On($"POST {Shares}", Reply.Status(201, CloudflareSample.One(CloudflareSample.Share("s2"))))
            .On($"POST {Shares}/s2/resources", Reply.Status(201, CloudflareSample.One(CloudflareSample.Resource("e9"))))
            .On($"POST {Shares}/s2/recipients", Reply.Status(201, CloudflareSample.One(CloudflareSample.Recipient("r9"))));
        object[] resources = [Resource("e1", "active"), Resource("e2", "deleted"), Resource("e3", "deleting"), Resource("e4", "a status to come")];
        object[] recipients = [Recipient("r1", "associated"), Recipient("r2", "disassociated"), Recipient("r3", "disassociating"), Recipient("r4", "associating")];

        var made = Command<NewCloudflareShareCommand>().With("Name", "n").With("RecipientAccountId", new[] { "a" }).InputFrom(resources).Run().ShouldSucceed();
        var resourcesAdded = Command<AddCloudflareShareResourceCommand>().With("Share", "s2").InputFrom(resources).Run().ShouldSucceed();
        var recipientsAdded = Command<AddCloudflareShareRecipientCommand>().With("Share", "s2").InputFrom(recipients).Run().ShouldSucceed();

        Server.Requests[0].Json.GetProperty("resources").EnumerateArray().Select(static one => one.GetProperty("resource_id").GetString()).ShouldBe(["of e1", "of e4"]);
        Server.Requests.Skip(1).Take(2).Select(static request => request.Json.GetProperty("resource_id").GetString()).ShouldBe(["of e1", "of e4"]);
        Server.Requests.Skip(3).Select(static request => request.BodyText).ShouldBe(["""{"recipient_account_id":"of r1"}""", """{"recipient_account_id":"of r4"}"""]);
        foreach (var result in new[] { made, resourcesAdded, recipientsAdded })
            result.Warnings.Count.ShouldBe(2);
        made.Warnings[0].ShouldStartWith("gateway-policy of e2 is deleted in the share that it comes from and was skipped.");
        resourcesAdded.Warnings[1].ShouldStartWith("gateway-policy of e3 is deleting");
        recipientsAdded.Warnings[0].ShouldStartWith("of r2 is disassociated");

        static CloudflareShareResource Resource(string id, string status) =>
            new(JsonElement.Parse(CloudflareSample.Resource(id, status).Replace("\"thing\"", $"\"of {id}\"", System.StringComparison.Ordinal)));

        static CloudflareShareRecipient Recipient(string id, string status) => new(JsonElement.Parse(CloudflareSample.Recipient(id, status, "of " + id)));
    }

    /// <summary>A share also has a status, which is not that of the resource.</summary>
    [Fact]
    public void A_resource_for_a_deleted_share_is_sent()
    {
        Server.On($"POST {Shares}/s1/resources", Reply.Status(400, CloudflareSample.Failure(1003, "The share is deleted")));
        var share = new CloudflareShare(JsonElement.Parse(CloudflareSample.Share("s1", "deleted")));

        var result = Command<AddCloudflareShareResourceCommand>().Input(share).With("ResourceId", "p").With("ResourceType", "x").Run();

        result.Warnings.ShouldBeEmpty();
        result.SingleError().Message().ShouldContain("The share is deleted");
    }

    [Fact]
    public void An_unknown_resource_type_is_accepted_everywhere()
    {
        var widget = CloudflareSample.Resource("e1").Replace("gateway-policy", "widget", System.StringComparison.Ordinal);
        Server.On($"GET {Shares}/s1/resources", Reply.Json(CloudflareSample.Page(widget)))
            .On($"POST {Shares}", Reply.Status(201, CloudflareSample.One(CloudflareSample.Share("s2"))));

        var resource = Asking<GetCloudflareShareResourceCommand>().With("Share", "s1").With("ResourceType", "widget").Run().ShouldSucceed().Output.Single();
        Command<NewCloudflareShareCommand>().With("Name", "n").With("RecipientAccountId", new[] { "a" }).Input(resource).Run().ShouldSucceed();

        resource.ShouldBeOfType<CloudflareShareResource>().ResourceType.ShouldBe("widget");
        Server.Requests[^1].Json.GetProperty("resources")[0].GetProperty("resource_type").GetString().ShouldBe("widget");
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
    public void Metadata_that_contains_itself_is_an_error()
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
