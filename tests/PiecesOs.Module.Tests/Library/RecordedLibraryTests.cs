using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>Export and import of data that real servers omit from their list or remove from it.</summary>
public sealed class RecordedLibraryTests : LibraryTest
{
    private const string Empty = """{"iterable":[],"indices":{} }""";

    public RecordedLibraryTests() => Server.On("POST /assets/create", Reply.Json(Sample.Asset(77)));

    [Fact]
    public void Content_missing_from_the_list_is_requested_asset_by_asset_and_the_order_is_kept()
    {
        PrepareLibrary(Sample.Asset(1, "one", text: null), Sample.Asset(2, "two", "second"), Sample.Asset(3, "three", text: null));
        Server.On($"GET /assets/{Sample.Id(1)}/formats", Reply.Json(Sample.List(Format(1, "first"))))
            .On($"GET /assets/{Sample.Id(3)}/formats", Reply.Status(404, "Route not found"))
            .On($"GET /format/{Sample.Id(1003)}", Reply.Json(Format(3, "third")));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.ContentCount, export.WithoutContent, export.Unreadable.Count, export.Size).ShouldBe((3, 3, 0, 0, 16));
        File.ReadAllText(ContentOf("one")).ShouldBe("first");
        File.ReadAllText(ContentOf("three")).ShouldBe("third");
        File.ReadAllLines(PathInExport("assets.jsonl")).Select(static line => JsonElement.Parse(line).GetProperty("name").GetString()).ShouldBe(["one", "two", "three"]);
        Directory.GetFiles(PathInExport("content")).Length.ShouldBe(3);
        PrepareList();
        Import().Run().ShouldSucceed();
        Seeds().Select(static seed => seed.GetProperty("format").GetProperty("fragment").GetProperty("string").GetProperty("raw").GetString())
            .ShouldBe(["first", "second", "third"], ignoreOrder: true);
    }

    [Fact]
    public void A_file_whose_bytes_were_requested_separately_is_exported_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 10000).Select(static number => (byte)(number * 7)).ToArray();
        PrepareLibrary(Sample.Asset(1, "photo", text: null).Replace("\"ps1\"", "\"png\"", StringComparison.Ordinal));
        Server.On($"GET /assets/{Sample.Id(1)}/formats", Reply.Json(Sample.List(
            $$"""{"id":"{{Sample.Id(1001)}}","classification":{"generic":"IMAGE","specific":"png"},"file":{"bytes":{"raw":[{{string.Join(',', bytes)}}]} } }""")));

        RunExport().ShouldSucceed();

        File.ReadAllBytes(ContentOf("photo")).ShouldBe(bytes);
        PrepareList();
        Import().Run().ShouldSucceed();
        Seeds().Single().GetProperty("format").GetProperty("file").GetProperty("bytes").GetProperty("raw").EnumerateArray()
            .Select(static number => number.GetByte()).ShouldBe(bytes);
    }

    [Fact]
    public void An_asset_without_any_content_is_counted_as_such()
    {
        PrepareLibrary(Sample.Asset(1, "one", text: null));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.WithoutContent, export.Unreadable.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void Content_that_cannot_be_read_is_reported_and_the_export_is_incomplete()
    {
        PrepareList(Sample.Asset(1, "one", text: null), Sample.Asset(2, "two"));
        Server.On($"GET /assets/{Sample.Id(1)}/formats", Reply.Status(500, "broken record"));

        var result = RunExport();

        result.Warnings.ShouldHaveSingleItem().ShouldContain(Sample.Id(1));
        result.SingleError().Id().ShouldBe("ExportIncomplete");
        var export = result.OutputAs<PiecesExport>().Single();
        (export.AssetCount, export.WithoutContent, export.Unreadable.Count, export.IsComplete).ShouldBe((2, 1, 1, false));
        Manifest.GetProperty("counts").GetProperty("unreadable").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void A_preview_does_not_replace_an_original_that_the_server_can_return()
    {
        var preview = $$""", "preview":{"base":{"id":"{{Sample.Id(9)}}","reference":{"id":"{{Sample.Id(9)}}","fragment":{"string":{"raw":"small"} } } } }""";
        PrepareLibrary(Sample.Asset(1, "one", text: null, preview));
        Server.On($"GET /assets/{Sample.Id(1)}/formats", Reply.Json(Sample.List(Format(1, "the original"))));

        RunExport().ShouldSucceed();

        File.ReadAllText(ContentOf("one")).ShouldBe("the original");
        Directory.GetFiles(PathInExport("content")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Assets_removed_by_the_indices_are_not_exported_whatever_the_member_order(bool isFirst)
    {
        var elements = Sample.List(Sample.Asset(1, "one"), Sample.Asset(2, "gone", "secret"), Sample.Asset(3, "three"));
        var indices = $$"""
            "indices":{"{{Sample.Id(1)}}":0,"{{Sample.Id(2)}}":-1}
            """;
        Server.On("GET /assets", Reply.Json(isFirst ? $"{{{indices},{elements[1..]}" : $"{elements[..^1]},{indices}}}"));
        PrepareSingleRecords(Sample.Asset(1, "one"), Sample.Asset(3, "three"));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.AssetCount, export.ContentCount, export.Size).ShouldBe((2, 2, 16));
        Directory.GetFiles(PathInExport("content")).Length.ShouldBe(2);
        File.ReadAllText(PathInExport("assets.jsonl")).ShouldNotContain("secret");
        PrepareList();
        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Select(static result => result.Name).ShouldBe(["one", "three"]);
    }

    [Fact]
    public void A_removed_asset_in_an_earlier_export_is_kept()
    {
        var list = Sample.List(Sample.Asset(1, "one"), Sample.Asset(2, "gone", "saved before"));
        Server.On("GET /assets", Reply.Json(list), Reply.Json($$"""{{list[..^1]}},"indices":{"{{Sample.Id(2)}}":-1} }"""));
        PrepareSingleRecords(Sample.Asset(1, "one"), Sample.Asset(2, "gone"));
        RunExport().ShouldSucceed();

        var result = RunExport().ShouldSucceed();

        var export = result.OutputAs<PiecesExport>().Single();
        (export.AssetCount, export.NoLongerListed).ShouldBe((2, 1));
        File.ReadAllText(ContentOf("gone")).ShouldBe("saved before");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"indices":{"t":0} }""")]
    [InlineData("""{"iterable":[],"indices":{"t":0} }""")]
    [InlineData("""{"iterable":[{"id":"t"}] }""")]
    [InlineData("absent")]
    public void Relations_missing_from_the_list_come_from_the_single_record(string inList)
    {
        var whole = Whole(1);
        PrepareList(inList == "absent"
            ? Sample.Asset(1, "one", more: ", \"x\":\"\\\"tags\\\" \"").Replace(", \"x\":\"\\\"tags\\\" \"", string.Empty, StringComparison.Ordinal)
                .Replace($", \"tags\": {{\"iterable\": [], \"indices\": {{}} }}", string.Empty, StringComparison.Ordinal)
            : Sample.Asset(1, "one", more: $$""", "tags": {{inList}}"""));
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(whole));

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().Unreadable.Count.ShouldBe(0);

        Server.Log.ShouldContain($"GET /assets/{Sample.Id(1)}?transferables=false");
        PrepareList();
        Import().Run().ShouldSucceed();
        Seeds().Single().GetProperty("metadata").GetProperty("tags")[0].GetProperty("text").GetString().ShouldBe("by hand {1}");
    }

    [Fact]
    public void Empty_relations_are_checked_if_a_sample_shows_that_the_list_omits_relations()
    {
        var numbers = Enumerable.Range(1, 8).ToArray();
        PrepareList([.. numbers.Select(static number => Sample.Asset(number, $"asset {number}"))]);
        foreach (var number in numbers)
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(Whole(number)));

        RunExport().ShouldSucceed();

        var lines = File.ReadAllLines(PathInExport("assets.jsonl")).Select(static line => JsonElement.Parse(line)).ToArray();
        lines.Select(static line => line.GetProperty("tags").GetProperty("iterable")[0].GetProperty("text").GetString())
            .ShouldBe(numbers.Select(static number => $"by hand {{{number}}}"));
        lines.ShouldAllBe(static line => line.GetProperty("annotations").GetProperty("iterable").GetArrayLength() == 1);
    }

    [Fact]
    public void Empty_relations_are_trusted_if_the_sample_matches()
    {
        var assets = Enumerable.Range(1, 8).Select(static number => Sample.Asset(number, $"asset {number}")).ToArray();
        PrepareList(assets);
        foreach (var number in Enumerable.Range(1, 8))
            Server.On($"GET /assets/{Sample.Id(number)}", Reply.Json(assets[number - 1]));

        RunExport().ShouldSucceed();

        Server.Log.Skip(2).ShouldBe(Enumerable.Range(1, 5).Select(static number => $"GET /assets/{Sample.Id(number)}?transferables=false"));
        File.ReadAllLines(PathInExport("assets.jsonl")).ShouldBe(assets.Select(static asset => asset.Trim().Replace('\n', ' ').Replace('\r', ' ')));
    }

    [Fact]
    public void An_asset_whose_record_is_gone_is_exported_as_listed()
    {
        PrepareList(Sample.Asset(1, "one", more: """, "tags": null"""));
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Status(410, "gone"));

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().ContentCount.ShouldBe(1);
    }

    [Fact]
    public void Text_stored_as_bytes_is_saved_and_imported_byte_for_byte()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "Grüße\r\n\u0007"u8];
        var asset = AssetWithBytes(1, "note", bytes).Replace("\"CODE\"", "\"TEXT\"", StringComparison.Ordinal).Replace("\"png\"", "\"text\"", StringComparison.Ordinal);
        PrepareLibrary(asset);

        Command<SavePiecesAssetCommand>().Input(new Client.Asset(JsonElement.Parse(asset))).Run().ShouldSucceed();
        RunExport().ShouldSucceed();

        File.ReadAllBytes(Path.Combine(Folder.Path, "note.txt")).ShouldBe(bytes);
        File.ReadAllBytes(ContentOf("note")).ShouldBe(bytes);
        PrepareList();
        Import().Run().ShouldSucceed();
        Seeds().Single().GetProperty("format").GetProperty("file").GetProperty("bytes").GetProperty("raw").GetRawText().ShouldBe($"[{string.Join(',', bytes)}]");
    }

    [Fact]
    public void Content_that_is_sent_twice_is_counted_once()
    {
        PrepareLibrary(Sample.Asset(1, "one", "abc").Replace("\"string\":", "\"bytes\":{\"raw\":[97,98,99],\"base64\":[]},\"string\":", StringComparison.Ordinal));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        (export.ContentCount, export.Size).ShouldBe((1, 3));
    }

    [Fact]
    public void User_data_missing_from_the_new_asset_is_reported()
    {
        PrepareLibrary(Whole(1));
        RunExport().ShouldSucceed();
        PrepareList();
        PrepareSingleRecords(Sample.Asset(77, more: $$""", "tags": {"iterable":[{"id":"x","text":"by hand {1}"}]}"""));

        var result = Import().Run().ShouldSucceed();

        result.OutputAs<PiecesImportResult>().Single().NotImported.ShouldBe(["EXPLANATION 'written by hand 1'", "website 'https://1.example/'"]);
        var warning = result.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("'asset 1'");
        warning.ShouldContain("written by hand 1");
    }

    [Fact]
    public void Data_that_the_export_names_but_does_not_contain_is_reported()
    {
        PrepareLibrary(Sample.Asset(1, "one", more: """, "annotations": {"iterable": [], "indices": {"lost": 0} }"""));
        RunExport().ShouldSucceed();
        PrepareList();

        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().NotImported.ShouldBe(["annotation lost"]);
    }

    [Fact]
    public void Without_user_data_there_is_no_request_and_no_warning()
    {
        PrepareLibrary(Sample.Asset(1, "one"));
        RunExport().ShouldSucceed();
        PrepareList();

        var result = Import().Run().ShouldSucceed();

        result.Warnings.ShouldBeEmpty();
        Server.Requests[^1].Path.ShouldBe("/assets/create");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_library_is_compared_including_content_missing_from_its_list_and_without_removed_assets(bool isRemoved)
    {
        PrepareLibrary(Sample.Asset(1, "one", "1"));
        RunExport().ShouldSucceed();
        var there = Sample.List(Sample.Asset(11, "one", text: null));
        Server.On("GET /assets", Reply.Json(isRemoved ? $$"""{{there[..^1]}},"indices":{"{{Sample.Id(11)}}":-1} }""" : there))
            .On($"GET /assets/{Sample.Id(11)}/formats", Reply.Json(Sample.List(Format(11, "1", "ps1"))));

        var result = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single();

        result.Action.ShouldBe(isRemoved ? PiecesImportAction.Created : PiecesImportAction.Skipped);
    }

    [Fact]
    public void An_asset_that_the_end_of_the_list_removes_does_not_exist()
    {
        PrepareLibrary(Sample.Asset(1, "one", "1"));
        RunExport().ShouldSucceed();
        Server.On("GET /assets", Reply.Json($$"""{{Sample.List(Sample.Asset(11, "one", "1"))[..^1]}},"indices":{"{{Sample.Id(11)}}":-1} }"""));

        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Action.ShouldBe(PiecesImportAction.Created);
    }

    /// <summary>After a forced logout the list is empty although the data still exists.</summary>
    [Fact]
    public void An_empty_list_does_not_replace_an_export_with_assets()
    {
        PrepareLibrary(Sample.Asset(1, "one"), Sample.Asset(2, "two"));
        RunExport().ShouldSucceed();
        PrepareList();

        var error = RunExport().SingleError();

        error.Id().ShouldBe("LibraryEmpty");
        error.Message().ShouldContain("contains 2");
        Import().Run().ShouldSucceed().Output.Count.ShouldBe(2);
        RunExport("Force").ShouldSucceed().OutputAs<PiecesExport>().Single().NoLongerListed.ShouldBe(2);
        RunExport("Force", "RemoveMissing").ShouldSucceed();
        Manifest.GetProperty("counts").GetProperty("assets").GetInt32().ShouldBe(0);
    }

    /// <summary>An asset with data of the user in each relation.</summary>
    private static string Whole(int number) => Sample.Asset(number, more: $$"""
        , "tags": {"iterable": [{"id": "t", "text": "by hand {{{number}}}", "mechanisms": {"{{Sample.Id(number)}}": "MANUAL"} }] },
          "annotations": {"iterable": [{"id": "n", "type": "EXPLANATION", "mechanism": "MANUAL", "text": "written by hand {{number}}"}] },
          "websites": {"iterable": [{"id": "w", "url": "https://{{number}}.example/", "name": "w"}] }
        """);

    private static string Format(int number, string text, string language = "ps1") => $$"""
        {"id":"{{Sample.Id(number + 1000)}}","asset":{"id":"{{Sample.Id(number)}}"},"classification":{"generic":"CODE","specific":"{{language}}"},
         "fragment":{"string":{"raw":"{{text}}"} } }
        """;

    private void PrepareList(params string[] assets) => Server.On("GET /assets", Reply.Json(Sample.List(assets)));

    private JsonElement[] Seeds() =>
        [.. Server.Requests.Where(static request => request.Path == "/assets/create").Select(static request => request.Json.GetProperty("asset"))];
}
