using System.Collections.Specialized;
using CloudflareSharing.Client.Tests.Support;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class ModelTests
{
    [Fact]
    public void A_share_reads_all_its_members()
    {
        var share = new CloudflareShare(JsonElement.Parse(Sample.Share));

        share.Id.ShouldBe(Sample.ShareId);
        share.Name.ShouldBe("My Shared WAF Managed Rule");
        share.AccountId.ShouldBe(Sample.OtherAccountId);
        share.AccountName.ShouldBe("Account A");
        share.OrganizationId.ShouldBe("12345678123456781234567812345678");
        share.Created.ShouldBe(new DateTimeOffset(2023, 9, 21, 18, 56, 32, TimeSpan.Zero).AddTicks(6246320));
        share.Modified.ShouldBe(new DateTimeOffset(2023, 9, 21, 18, 56, 33, 100, TimeSpan.Zero));
        (share.Status, share.TargetType, share.Kind).ShouldBe(("active", "account", "received"));
        (share.AssociatedRecipientCount, share.AssociatingRecipientCount).ShouldBe((10, 1));
        (share.DisassociatedRecipientCount, share.DisassociatingRecipientCount).ShouldBe((0, 2));
        share.Resources.Count.ShouldBe(1);
        share.ToString().ShouldBe("My Shared WAF Managed Rule");
    }

    [Fact]
    public void A_resource_reads_all_its_members()
    {
        var resource = new CloudflareShareResource(JsonElement.Parse(Sample.Resource));

        resource.Id.ShouldBe(Sample.ShareResourceId);
        resource.ResourceId.ShouldBe("55556666555566665555666655556666");
        resource.ResourceType.ShouldBe("gateway-policy");
        resource.ResourceAccountId.ShouldBe(Sample.AccountId);
        resource.ResourceVersion.ShouldBe(4);
        resource.Status.ShouldBe("active");
        resource.Modified.ShouldBe(resource.Created!.Value.AddDays(1));
        resource.Meta.ShouldBeAssignableTo<OrderedDictionary>()!["note"].ShouldBe("x");
        resource.ToString().ShouldBe("gateway-policy 55556666555566665555666655556666");
    }

    [Fact]
    public void A_recipient_reads_all_its_members()
    {
        var recipient = new CloudflareShareRecipient(JsonElement.Parse(Sample.Recipient));

        recipient.Id.ShouldBe(Sample.RecipientId);
        recipient.RecipientAccountId.ShouldBe(Sample.OtherAccountId);
        recipient.AccountId.ShouldBeNull();
        recipient.AssociationStatus.ShouldBe("associating");
        recipient.Status.ShouldBe("associating");
        recipient.Created.ShouldNotBeNull();
        recipient.Modified.ShouldBe(recipient.Created);
        recipient.ToString().ShouldBe(Sample.OtherAccountId);
        var resource = recipient.Resources[0];
        resource.Error.ShouldBe("Recipient is missing necessary entitlement");
        resource.IsTerminal.ShouldBe(true);
        (resource.ResourceId, resource.ResourceVersion).ShouldBe(("55556666555566665555666655556666", 4));
        resource.ToString().ShouldEndWith(": Recipient is missing necessary entitlement");
    }

    [Fact]
    public void An_excluded_recipient_reads_all_its_members()
    {
        var excluded = new CloudflareShareExcludedRecipient(JsonElement.Parse(Sample.ExcludedRecipient));

        excluded.Id.ShouldBe(Sample.ExcludedRecipientId);
        excluded.ExcludedAccountId.ShouldBe(Sample.OtherAccountId);
        (excluded.AccountId, excluded.ShareId).ShouldBe((null, null));
        excluded.Created.ShouldBe(new DateTimeOffset(2026, 9, 21, 18, 56, 32, TimeSpan.Zero).AddTicks(6246320));
        excluded.Modified.ShouldBe(excluded.Created!.Value.AddDays(1));
        excluded.Age.ShouldNotBeNull();
        excluded.ToString().ShouldBe(Sample.OtherAccountId);
    }

    [Fact]
    public void Unknown_members_and_values_survive()
    {
        const string Json = """{"id":"s","status":"hibernating","kind":"lent","tags":["a"],"limits":{"max":1.10}}""";
        var share = new CloudflareShare(JsonElement.Parse(Json));

        share.ToJson().ShouldBe(Json);
        (share.Status, share.Kind).ShouldBe(("hibernating", "lent"));
        share.GetMember("tags").ShouldBe(new object[] { "a" });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null,"created":"soon","resources":{},"meta":null,"resource_version":"4","account_id":{}}""")]
    public void Missing_and_misshapen_members_read_as_nothing(string json)
    {
        var share = new CloudflareShare(JsonElement.Parse(json));
        var resource = new CloudflareShareResource(JsonElement.Parse(json));
        var recipient = new CloudflareShareRecipient(JsonElement.Parse(json));
        var excluded = new CloudflareShareExcludedRecipient(JsonElement.Parse(json));

        (share.Id, share.PathAccountId, share.Created).ShouldBe((null, null, null));
        share.Resources.ShouldBeEmpty();
        (resource.ResourceVersion, resource.Meta).ShouldBe((null, null));
        (recipient.RecipientAccountId, recipient.AssociationStatus).ShouldBe((null, null));
        (excluded.Id, excluded.ExcludedAccountId, excluded.Created).ShouldBe((null, null, null));
        recipient.Resources.ShouldBeEmpty();
        (share.ToString() + resource + recipient + excluded).ShouldBeEmpty();
    }
}
