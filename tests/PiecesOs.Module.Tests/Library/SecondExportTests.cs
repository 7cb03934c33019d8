using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>A second export requests only the contents of what is new or changed.</summary>
public sealed class SecondExportTests : LibraryTest
{
    [Fact]
    public void Contents_of_unchanged_assets_are_not_requested_again()
    {
        PrepareLists(Enumerable.Range(1, 20).Select(static number => (number, hour: 0)), Enumerable.Range(1, 20).Select(static number => (number, hour: number == 7 ? 1 : 0)));
        RunExport().ShouldSucceed();
        var before = Server.Log.Count;
        PrepareSingleRecords(Asset(7, hour: 1));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.ContentCount, export.Resumed, export.IsComplete).ShouldBe((20, 20, 19, true));
        Server.Log.Skip(before).ShouldBe(["GET /.well-known/version", "GET /assets?transferables=false"]);
        File.ReadAllText(ContentOf("asset 7")).ShouldBe("text 7 at 1");
        File.ReadAllText(ContentOf("asset 8")).ShouldBe("text 8 at 0");
        File.ReadAllLines(PathInExport("assets.jsonl")).Length.ShouldBe(20);
    }

    [Fact]
    public void The_lines_are_those_of_the_server_with_the_contents_of_the_earlier_export()
    {
        PrepareLists([(1, 0), (2, 0)], [(1, 0), (2, 0)]);
        RunExport().ShouldSucceed();
        var lines = File.ReadAllText(PathInExport("assets.jsonl"));

        RunExport().ShouldSucceed();
        RunExport().ShouldSucceed();

        JsonOf(File.ReadAllText(PathInExport("assets.jsonl"))).ShouldBe(JsonOf(lines));
        Server.On("GET /assets", Reply.Json(Sample.List()));
        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(2);
    }

    [Fact]
    public void A_new_name_without_new_content_is_exported()
    {
        PrepareLists([(1, 0), (2, 0)], []);
        RunExport().ShouldSucceed();
        Server.On("GET /assets", Reply.Json(Sample.List(Without(Asset(1, 0)).Replace("asset 1", "renamed", StringComparison.Ordinal), Without(Asset(2, 0)))));

        RunExport().ShouldSucceed();

        File.ReadAllText(ContentOf("renamed")).ShouldBe("text 1 at 0");
    }

    [Fact]
    public void If_most_assets_have_changed_the_list_is_requested_with_contents()
    {
        PrepareLists(Enumerable.Range(1, 4).Select(static number => (number, 0)), Enumerable.Range(1, 4).Select(static number => (number, 1)));
        RunExport().ShouldSucceed();

        Server.On(
            "GET /assets",
            Reply.Json(Sample.List([.. Enumerable.Range(1, 4).Select(static number => Without(Asset(number, 1)))])),
            Reply.Json(Sample.List([.. Enumerable.Range(1, 4).Select(static number => Asset(number, 1))])));
        RunExport().ShouldSucceed();

        Server.Log.Where(static request => request.StartsWith("GET /assets?", StringComparison.Ordinal))
            .ShouldBe(["GET /assets?transferables=true", "GET /assets?transferables=false", "GET /assets?transferables=true"]);
        File.ReadAllText(ContentOf("asset 3")).ShouldBe("text 3 at 1");
    }

    [Fact]
    public void Content_that_the_server_cannot_return_any_more_is_kept()
    {
        PrepareLists(Enumerable.Range(1, 20).Select(static number => (number, hour: 0)), Enumerable.Range(1, 20).Select(static number => (number, hour: number == 7 ? 1 : 0)));
        RunExport().ShouldSucceed();
        Server.On($"GET /assets/{Sample.Id(7)}", Reply.Status(500, "broken record"));

        var result = RunExport();

        result.SingleError().Id().ShouldBe("ExportIncomplete");
        var problem = result.OutputAs<PiecesExport>().Single().Unreadable.ShouldHaveSingleItem();
        problem.Reason.ShouldContain("broken record");
        problem.Reason.ShouldEndWith("The content of the earlier export was kept.");
        File.ReadAllText(ContentOf("asset 7")).ShouldBe("text 7 at 0");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public void Content_is_kept_if_the_server_lists_an_asset_and_does_not_return_it(int status)
    {
        PrepareLists(Enumerable.Range(1, 20).Select(static number => (number, hour: 0)), Enumerable.Range(1, 20).Select(static number => (number, hour: number == 7 ? 1 : 0)));
        RunExport().ShouldSucceed();
        foreach (var path in new[] { $"/assets/{Sample.Id(7)}", $"/assets/{Sample.Id(7)}/formats", $"/format/{Sample.Id(1007)}" })
            Server.On($"GET {path}", Reply.Status(status, "not there"));

        RunExport().OutputAs<PiecesExport>().Single().Unreadable.ShouldHaveSingleItem().Reason.ShouldBe(
            "The server no longer returns its content. The content of the earlier export was kept.");

        File.ReadAllText(ContentOf("asset 7")).ShouldBe("text 7 at 0");
    }

    [Fact]
    public void A_damaged_file_is_repaired_without_the_server()
    {
        PrepareLists([(1, 0), (2, 0)], [(1, 0), (2, 0)]);
        RunExport().ShouldSucceed();
        File.WriteAllText(ContentOf("asset 2"), "damaged");

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().Resumed.ShouldBe(1);

        File.ReadAllText(ContentOf("asset 2")).ShouldBe("text 2 at 0");
    }

    [Fact]
    public void An_export_of_the_first_version_is_updated_with_the_whole_list()
    {
        PrepareLists([(1, 0), (2, 0)], []);
        RunExport().ShouldSucceed();
        var manifest = PathInExport("manifest.json");
        File.WriteAllLines(manifest, File.ReadAllLines(manifest)
            .Where(static line => !line.Contains("\"offset\"", StringComparison.Ordinal) && !line.Contains("\"updated\"", StringComparison.Ordinal) && !line.Contains("\"secrets\"", StringComparison.Ordinal))
            .Select(static line => line.Contains("\"sha256\"", StringComparison.Ordinal) ? line.TrimEnd(',') : line));
        Server.On("GET /assets", Reply.Json(Sample.List(Asset(1, 0), Asset(2, 1))));

        RunExport().ShouldSucceed();

        Server.Log[^1].ShouldBe("GET /assets?transferables=true");
        File.ReadAllText(ContentOf("asset 2")).ShouldBe("text 2 at 1");
    }

    /// <summary>Two lists, the first with contents and the second without.</summary>
    private void PrepareLists(IEnumerable<(int Number, int Hour)> first, IEnumerable<(int Number, int Hour)> second) => Server.On(
        "GET /assets",
        Reply.Json(Sample.List([.. first.Select(static one => Asset(one.Number, one.Hour))])),
        Reply.Json(Sample.List([.. second.Select(static one => Without(Asset(one.Number, one.Hour)))])));

    /// <summary>An asset with data in every relation, so that nothing else is requested.</summary>
    private static string Asset(int number, int hour) => Sample.Asset(number, text: $"text {number} at {hour}", more: $$"""
        , "updated": {"value": "2026-01-02T0{{hour}}:04:05.678901Z"},
          "tags": {"iterable": [{"id": "t", "text": "tag {{number}}"}] },
          "annotations": {"iterable": [{"id": "n", "type": "DESCRIPTION", "text": "about {{number}}"}] },
          "websites": {"iterable": [{"id": "w", "url": "https://{{number}}.example/", "name": "w"}] }
        """);

    private static string Without(string asset)
    {
        var start = asset.IndexOf(", \"fragment\"", StringComparison.Ordinal);
        return asset.Remove(start, asset.IndexOf("} }", start, StringComparison.Ordinal) + "} }".Length - start);
    }

    private static string JsonOf(string lines) => lines.Replace(" ", string.Empty, StringComparison.Ordinal);
}
