using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>An export compares what it has with the counts of the server.</summary>
public sealed class ReconciliationTests : LibraryTest
{
    [Fact]
    public void Three_counts_are_compared()
    {
        PrepareLibrary(Sample.Asset(1), Sample.Asset(2));
        PrepareCounts(2, 1, 2);

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.ListCount, export.IdentifierCount, export.MetricsCount, export.IsComplete).ShouldBe((2, 2, 2, 2L, true));
        Manifest.GetProperty("serverCounts").GetRawText().Replace(" ", "").ReplaceLineEndings("").ShouldBe("""{"list":2,"identifiers":2,"metrics":2}""");
        var report = File.ReadAllText(export.Report);
        report.ShouldContain("Yes. Every asset of the server is in the export");
        report.ShouldContain("- The count of the server: 2.");
    }

    [Fact]
    public void A_server_without_counts_is_compared_by_its_list_alone()
    {
        PrepareLibrary(Sample.Asset(1));

        var result = RunExport().ShouldSucceed();

        result.Warnings.ShouldBeEmpty();
        var export = result.OutputAs<PiecesExport>().Single();
        (export.ListCount, export.IdentifierCount, export.MetricsCount, export.IsComplete).ShouldBe((1, null, null, true));
        File.ReadAllText(export.Report).ShouldContain("This server does not count its assets.");
    }

    [Fact]
    public void A_count_that_fails_is_reported()
    {
        PrepareLibrary(Sample.Asset(1));
        Server.On("POST /materials/metrics", Reply.Status(500, "no metrics"));

        var result = RunExport().ShouldSucceed();

        result.Warnings.ShouldHaveSingleItem().ShouldContain("no metrics");
        result.OutputAs<PiecesExport>().Single().IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Assets_that_the_list_does_not_contain_are_requested_by_their_IDs()
    {
        PrepareLibrary(Sample.Asset(1, "one"), Sample.Asset(3, "three"));
        PrepareSingleRecords(Sample.Asset(2, "two", "unlisted"));
        PrepareCounts(3, 1, 2, 3);

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.ContentCount, export.ListCount, export.IdentifierCount, export.MetricsCount, export.IsComplete).ShouldBe((3, 3, 2, 3, 3L, true));
        File.ReadAllText(ContentOf("two")).ShouldBe("unlisted");
    }

    [Fact]
    public void Assets_that_cannot_be_read_are_missing_with_the_reason()
    {
        PrepareLibrary(Sample.Asset(1, "one"));
        PrepareCounts(3, 1, 2, 3, 4);
        Server.On($"GET /assets/{Sample.Id(2)}", Reply.Status(500, "broken record"))
            .On($"GET /assets/{Sample.Id(3)}", Reply.Status(404, "not found"))
            .On($"GET /assets/{Sample.Id(4)}", Reply.Status(410, "deleted meanwhile"));

        var result = RunExport();

        var error = result.SingleError();
        error.Id().ShouldBe("ExportIncomplete");
        error.Message().ShouldContain("2 assets are missing");
        var export = result.OutputAs<PiecesExport>().Single();
        export.IsComplete.ShouldBeFalse();
        export.Missing.Select(static problem => problem.Id).ShouldBe([Sample.Id(2), Sample.Id(3)], ignoreOrder: true);
        export.Missing.Single(static problem => problem.Id == Sample.Id(2)).Reason.ShouldContain("broken record");
        result.Warnings.Count.ShouldBe(2);
        var report = File.ReadAllText(export.Report);
        report.ShouldContain(Sample.Id(2));
        report.ShouldContain("No. 2 assets are missing");
        Manifest.GetProperty("missing").GetArrayLength().ShouldBe(2);
        Server.On("GET /assets", Reply.Json(Sample.List()));
        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(1);
    }

    [Fact]
    public void Without_IDs_the_indices_of_the_list_show_what_it_does_not_contain()
    {
        Server.On("GET /assets", Reply.Json(
            $$"""{"iterable":[{{Sample.Asset(1, "one")}}],"indices":{"{{Sample.Id(1)}}":0,"{{Sample.Id(2)}}":1,"{{Sample.Id(3)}}":-1,"{{Sample.Id(4)}}":2} }"""));
        PrepareSingleRecords(Sample.Asset(1, "one"), Sample.Asset(2, "two"));
        Server.On($"GET /assets/{Sample.Id(4)}", Reply.Status(404, "not found"));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.ListCount, export.IsComplete).ShouldBe((2, 1, true));
    }

    [Fact]
    public void Pseudo_assets_explain_a_larger_count()
    {
        PrepareLibrary(Sample.Asset(1));
        PrepareCounts(3, 1);
        Server.On("GET /assets/pseudo", Reply.Json($$"""{"identifiers":{"iterable":[{"id":"{{Sample.Id(8)}}"},{"id":"{{Sample.Id(9)}}"}]} }"""));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.IdentifierCount, export.MetricsCount, export.IsComplete).ShouldBe((1, 1L, true));
    }

    /// <summary>The count does not include pseudo assets, so they explain nothing, and the list has lost two assets.</summary>
    [Fact]
    public void Pseudo_assets_that_are_not_counted_explain_nothing()
    {
        PrepareLibrary(Sample.Asset(1));
        PrepareSingleRecords(Sample.Asset(2, "two"), Sample.Asset(3, "three"));
        PrepareCounts(3, 1);
        Server.On("GET /assets/pseudo", Reply.Json($$"""{"identifiers":{"iterable":[{"id":"{{Sample.Id(8)}}"},{"id":"{{Sample.Id(9)}}"}]} }"""))
            .On("POST /materials/identifiers", Reply.Json($$"""{"identifiers":["{{Sample.Id(1)}}","{{Sample.Id(2)}}","{{Sample.Id(3)}}"]}"""));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.IdentifierCount, export.MetricsCount, export.IsComplete).ShouldBe((3, 1, 3L, true));
    }

    [Fact]
    public void A_larger_count_leads_to_the_IDs_of_the_materials()
    {
        PrepareLibrary(Sample.Asset(1));
        PrepareSingleRecords(Sample.Asset(2, "two"));
        PrepareCounts(4, 1);
        Server.On("GET /assets/pseudo", Reply.Json($$"""{"identifiers":{"iterable":[{"id":"{{Sample.Id(9)}}"}]} }"""))
            .On("POST /materials/identifiers", Reply.Json($$"""{"identifiers":["{{Sample.Id(1)}}","{{Sample.Id(2)}}","{{Sample.Id(9)}}"]}"""));

        var result = RunExport();

        var export = result.OutputAs<PiecesExport>().Single();
        (export.AssetCount, export.MetricsCount).ShouldBe((2, 3L));
        export.Missing.ShouldHaveSingleItem().Reason.ShouldBe("The server counts 3 assets, but returned only 2.");
        result.SingleError().Id().ShouldBe("ExportIncomplete");
    }

    [Fact]
    public void A_list_that_breaks_off_is_continued_by_ID()
    {
        var assets = Enumerable.Range(1, 12).Select(static number => Sample.Asset(number, $"asset {number}", $"text {number}")).ToArray();
        var list = Sample.List(assets);
        Server.On("GET /assets", Reply.BreakOff(list[..(list.Length / 2)]));
        PrepareSingleRecords(assets);
        PrepareCounts(12, [.. Enumerable.Range(1, 12)]);

        var result = RunExport().ShouldSucceed();

        result.Warnings.ShouldHaveSingleItem().ShouldContain("requested by their IDs");
        var export = result.OutputAs<PiecesExport>().Single();
        (export.AssetCount, export.ContentCount, export.ListCount, export.IdentifierCount, export.IsComplete).ShouldBe((12, 12, null, 12, true));
        foreach (var number in Enumerable.Range(1, 12))
            File.ReadAllText(ContentOf($"asset {number}")).ShouldBe($"text {number}");
        File.ReadAllText(export.Report).ShouldContain("The server could not send the whole list.");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public void A_list_that_fails_is_replaced_by_requests_by_ID(int status)
    {
        Server.On("GET /assets", Reply.Status(status, "too much"));
        PrepareSingleRecords(Sample.Asset(1, "one"), Sample.Asset(2, "two"));
        PrepareCounts(2, 1, 2);

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().AssetCount.ShouldBe(2);
    }

    [Fact]
    public void An_empty_list_of_a_server_that_counts_assets_is_an_error()
    {
        PrepareLibrary();
        PrepareCounts(5);
        Server.On("GET /assets/pseudo", Reply.Json("""{"identifiers":{"iterable":[]} }""")).On("POST /materials/identifiers", Reply.Json("""{"identifiers":[]}"""));

        RunExport().SingleError().Id().ShouldBe("LibraryHidden");

        File.Exists(PathInExport("manifest.json")).ShouldBeFalse();
    }

    [Fact]
    public void An_empty_library_is_a_warning()
    {
        PrepareLibrary();

        RunExport().ShouldSucceed().Warnings.ShouldHaveSingleItem().ShouldContain("sign in to Pieces OS");
    }

    private void PrepareCounts(int metrics, params int[] ids) => Server
        .On("POST /materials/metrics", Reply.Json($$"""{"material_type":"ASSETS","total_count":{{metrics}} }"""))
        .On("GET /assets/identifiers", Reply.Json(Sample.List([.. ids.Select(static id => $$"""{"id":"{{Sample.Id(id)}}"}""")])));
}
