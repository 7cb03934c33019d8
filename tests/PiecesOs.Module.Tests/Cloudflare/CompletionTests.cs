using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>IDs of Cloudflare objects are completed from the account of the connection.</summary>
public sealed class CompletionTests : CloudflareTest
{
    [Fact]
    public async Task Shares_are_completed_by_id_or_name_and_listed_once()
    {
        Server.On("GET " + Shares, Reply.Json(CloudflareSample.Page(CloudflareSample.Share("s1"), CloudflareSample.Share("s2"))));

        await Patience.UntilAsync(() => Complete("Get-CloudflareShare -Connection $cloudflare -Id ").Length == 2);

        var match = Complete("Get-CloudflareShare -Connection $cloudflare -Id 'name of s2").ShouldHaveSingleItem();
        match.CompletionText.ShouldBe("s2");
        match.ListItemText.ShouldBe("name of s2");
        Complete("Remove-CloudflareShare -Connection $cloudflare -Share s1").ShouldHaveSingleItem().CompletionText.ShouldBe("s1");
        Server.Log.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Recipients_and_resources_are_those_of_the_share()
    {
        Server.On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipient("r1"))))
            .On($"GET {Shares}/s1/resources", Reply.Json(CloudflareSample.Page(CloudflareSample.Resource("t1"))));

        await Patience.UntilAsync(() => Complete("Remove-CloudflareShareRecipient -Connection $cloudflare -Share s1 -Recipient oth").Length == 1);
        await Patience.UntilAsync(() => Complete("Get-CloudflareShareResource -Connection $cloudflare -Share s1 -Id ").Length == 1);

        Complete("Get-CloudflareShareRecipient -Connection $cloudflare -Share s1 -Id ").ShouldHaveSingleItem().CompletionText.ShouldBe("r1");
        Complete("Remove-CloudflareShareResource -Connection $cloudflare -Share s1 -Resource gate").ShouldHaveSingleItem().CompletionText.ShouldBe("t1");
        Complete("Remove-CloudflareShareRecipient -Connection $cloudflare -Recipient ").ShouldBeEmpty();
        Server.Log.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Exclusions_are_those_of_the_share_by_id_or_account()
    {
        Server.On($"GET {Shares}/s1/excluded-recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Excluded("e1"), CloudflareSample.Excluded("e2", "third"))));

        await Patience.UntilAsync(() => Complete("Remove-CloudflareShareExcludedRecipient -Connection $cloudflare -Share s1 -ExcludedRecipient oth").Length == 1);

        Complete("Get-CloudflareShareExcludedRecipient -Connection $cloudflare -Share s1 -Id ").Select(static match => match.CompletionText).ShouldBe(["e1", "e2"]);
        Complete("Remove-CloudflareShareExcludedRecipient -Connection $cloudflare -ExcludedRecipient ").ShouldBeEmpty();
        Server.Log.Count.ShouldBe(1);
    }

    [Fact]
    public void A_failing_or_silent_server_or_none_offers_nothing_and_reports_no_error()
    {
        Server.On("GET " + Shares, Reply.Json(CloudflareSample.Failure(10000, "Authentication error"), status: 403), Reply.Stall());

        Complete("Get-CloudflareShare -Connection $cloudflare -Id ").ShouldBeEmpty();
        Complete("Get-CloudflareShare -Connection $cloudflare -Id ").ShouldBeEmpty();
        Complete("Get-CloudflareShare -Id ").ShouldBeEmpty();
        Session.Run("$Error.Count").Output.ShouldBe([0]);
    }

    private CompletionResult[] Complete(string line) =>
        [.. Session.Run("(TabExpansion2 $line $line.Length).CompletionMatches", ("cloudflare", Connection), ("line", line)).ShouldSucceed().OutputAs<CompletionResult>()
            .Where(static match => match.ResultType == CompletionResultType.ParameterValue)];
}
