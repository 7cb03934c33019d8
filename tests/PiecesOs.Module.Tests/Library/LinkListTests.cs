using System.Management.Automation;
using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>An export contains the share links, and what each of them shows.</summary>
public sealed class LinkListTests : LibraryTest
{
    [Fact]
    public void The_links_are_exported_with_the_files_that_they_show()
    {
        PrepareLibrary(Sample.Asset(1, "one", "shown"), Sample.Asset(2, "two"));
        PrepareShares(
            Sample.Share(11, "A \"quoted\", name", asset: 1, more: """, "created":{"value":"2026-01-02T03:04:05.678901Z"}"""),
            Sample.Share(12, asset: 1, more: $$""", "assets":{"iterable":[{"id":"{{Sample.Id(1)}}"},{"id":"{{Sample.Id(2)}}"}]}"""));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.LinkCount.ShouldBe(2);
        File.ReadAllLines(PathInExport("shares.jsonl")).Select(static line => JsonElement.Parse(line).GetProperty("id").GetString()).ShouldBe([Sample.Id(11), Sample.Id(12)]);
        var rows = Rows();
        rows.Select(static row => (row["Link"], row["Name"], row["Listed"], row["Asset"])).ShouldBe(
        [
            ("https://pieces.example/?p=code11", "A \"quoted\", name", "True", "one"),
            ("https://pieces.example/?p=code12", "", "True", "one"),
            ("https://pieces.example/?p=code12", "", "True", "two"),
        ]);
        rows[0]["Created"].ShouldBe("2026-01-02T03:04:05Z");
        File.ReadAllText(PathInExport(rows[0]["LocalCopy"].Split('/'))).ShouldBe("shown");
    }

    [Fact]
    public void Links_that_the_server_no_longer_lists_are_kept()
    {
        PrepareLibrary(Sample.Asset(1, "one"));
        PrepareShares(Sample.Share(11, "first"), Sample.Share(12, "second"));
        RunExport().ShouldSucceed();
        PrepareShares(Sample.Share(12, "second"));

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().LinkCount.ShouldBe(2);
        RunExport().ShouldSucceed();

        Rows().Select(static row => (row["Name"], row["Listed"])).ShouldBe([("second", "True"), ("first", "False")]);
        RunExport("RemoveMissing").ShouldSucceed().OutputAs<PiecesExport>().Single().LinkCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RemoveMissing")]
    public void Links_that_cannot_be_read_are_reported_and_the_earlier_ones_are_kept(string option)
    {
        PrepareLibrary(Sample.Asset(1, "one"));
        PrepareShares(Sample.Share(11, "first"));
        RunExport().ShouldSucceed();
        Server.On("GET /shares", Reply.Status(500, "no shares"));

        var result = option.Length == 0 ? RunExport() : RunExport(option);

        result.SingleError().Id().ShouldBe("ExportIncomplete");
        result.OutputAs<PiecesExport>().Single().Unreadable.ShouldHaveSingleItem().Name.ShouldBe("Share links");
        Rows().Select(static row => (row["Name"], row["Listed"])).ShouldBe([("first", "False")]);
    }

    [Fact]
    public void What_a_link_shows_is_saved_if_the_asset_is_gone()
    {
        PrepareLibrary(Sample.Asset(1, "one"));
        PrepareShares(Sample.Share(11, "gone", asset: 5), Sample.Share(12, "unknown", asset: 6));
        Server.On($"GET /shares/{Sample.Id(11)}", Reply.Json($$"""{"id":"{{Sample.Id(11)}}","asset":{{Sample.Asset(5, "five", "only in the share")}} }"""))
            .On($"GET /shares/{Sample.Id(12)}", Reply.Status(404, "no such share"));

        RunExport().ShouldSucceed();

        var rows = Rows();
        File.ReadAllText(PathInExport(rows[0]["LocalCopy"].Split('/'))).ShouldBe("only in the share");
        rows[0]["LocalCopy"].ShouldStartWith("links/five");
        rows[1]["LocalCopy"].ShouldBeEmpty();
    }

    [Fact]
    public void A_server_without_shares_is_exported_completely()
    {
        PrepareLibrary(Sample.Asset(1, "one"));
        Server.On("GET /shares", Reply.Status(404, "Route not found"));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.LinkCount, export.IsComplete).ShouldBe((0, true));
    }

    private void PrepareShares(params string[] shares) => Server.On("GET /shares", Reply.Json(Sample.List(shares)));

    private List<Dictionary<string, string>> Rows() => [.. Session.Run($"Import-Csv -LiteralPath '{PathInExport("links.csv")}'").ShouldSucceed().Output
        .Select(static row => ((PSObject)row!).Properties.ToDictionary(static property => property.Name, static property => (string)property.Value))];
}
