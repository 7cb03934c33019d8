using System.Text;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class ImportLibraryTests : LibraryTest
{
    public ImportLibraryTests() => Server.On("POST /assets/create", Reply.Json(Sample.Asset(77)));

    [Fact]
    public void Each_asset_becomes_a_seed_with_the_data_of_the_user()
    {
        var more = $$"""
            , "tags": {"iterable": [
                {"text": "mine", "mechanisms": {"{{Sample.Id(1)}}": "MANUAL"} },
                {"text": "of another asset", "mechanisms": {"{{Sample.Id(2)}}": "MANUAL"} },
                {"text": "found", "mechanisms": {"{{Sample.Id(1)}}": "AUTOMATIC"} },
                {"text": "unknown"}]},
              "annotations": {"iterable": [
                {"type": "DESCRIPTION", "mechanism": "MANUAL", "text": "first"},
                {"type": "DESCRIPTION", "mechanism": "AUTOMATIC", "text": "made up"},
                {"type": "EXPLANATION", "mechanism": "MANUAL", "text": "by hand", "favorited": true},
                {"type": "WORKSTREAM_NOTE", "mechanism": "MANUAL", "text": "of a type nobody listed"},
                {"type": "DESCRIPTION", "mechanism": "MANUAL", "text": "second"}]},
              "websites": {"indices": {"w3": -1}, "iterable": [
                {"id": "w1", "url": "https://one.example/", "name": "One", "mechanisms": {"{{Sample.Id(1)}}": "AUTOMATIC"} },
                {"id": "w2", "url": "https://two.example/", "name": ""},
                {"id": "w3", "url": "https://removed.example/"}]}
            """;
        Server.On("POST /assets/create", Reply.Json(Sample.Asset(77, "one", "text", more.Replace(Sample.Id(1), Sample.Id(77), StringComparison.Ordinal))));
        PrepareExport(Sample.Asset(1, "one", "text\r\n\u0007é", more));

        var result = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single();

        (result.Name, result.SourceId, result.Id, result.Action, result.Reason).ShouldBe(("one", Sample.Id(1), Sample.Id(77), PiecesImportAction.Created, null));
        var request = Server.RequestTo("/assets/create");
        request.Query.ShouldBe("transferables=false");
        var seed = request.Json.GetProperty("asset");
        seed.GetProperty("metadata").GetRawText().ShouldBe(
            """{"mechanism":"MANUAL","name":"one","tags":[{"text":"mine","mechanism":"MANUAL"}],"annotations":[{"type":"DESCRIPTION","text":"first","mechanism":"MANUAL"},{"type":"EXPLANATION","text":"by hand","mechanism":"MANUAL","favorited":true},{"type":"WORKSTREAM_NOTE","text":"of a type nobody listed","mechanism":"MANUAL"},{"type":"DESCRIPTION","text":"second","mechanism":"MANUAL"}],"websites":[{"url":"https://one.example/","name":"One","mechanism":"AUTOMATIC"},{"url":"https://two.example/","name":"https://two.example/","mechanism":"MANUAL"}]}""");
        var fragment = seed.GetProperty("format").GetProperty("fragment");
        fragment.GetProperty("string").GetProperty("raw").GetString().ShouldBe("text\r\n\u0007é");
        fragment.GetProperty("metadata").GetProperty("ext").GetString().ShouldBe("ps1");
    }

    [Fact]
    public void Bytes_remain_bytes_even_if_they_are_valid_text()
    {
        PrepareExport(AssetWithBytes(1, "photo", Encoding.UTF8.GetBytes("abc")));

        Import().Run().ShouldSucceed();

        var file = Server.RequestTo("/assets/create").Json.GetProperty("asset").GetProperty("format").GetProperty("file");
        file.GetProperty("bytes").GetProperty("raw").GetRawText().ShouldBe("[97,98,99]");
        file.GetProperty("metadata").GetRawText().ShouldBe("""{"name":"photo","ext":"png","size":3}""");
    }

    [Fact]
    public void An_existing_asset_is_skipped()
    {
        PrepareExport([Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2"), Sample.Asset(3, "three", "3")], there: [Sample.Asset(11, "one", "1"), Sample.Asset(12, "two", "other"), Sample.Asset(13, "other", "3")]);

        var results = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => result.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Created, PiecesImportAction.Created]);
        results[0].Reason.ShouldBe("The library already contains it.");
        Server.Log.Count(static request => request == "GET /assets?transferables=true").ShouldBe(2, "one for the export, one for the import");
    }

    /// <summary>The session knows the library from the export, so the list is not read again.</summary>
    [Fact]
    public void An_unchanged_asset_with_the_same_id_is_skipped_without_the_list()
    {
        PrepareExport(Known(1, "one", "1"), Known(2, "two", "2"));
        PrepareIdentifiers(1, 2);

        var results = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => result.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Skipped]);
        Server.Log.Count(static request => request.StartsWith("GET /assets?", StringComparison.Ordinal)).ShouldBe(1, "the one for the export");
    }

    /// <summary>The export has three equal assets and the library still has one: one is skipped by its ID, and nothing matches the others.</summary>
    [Fact]
    public void An_asset_skipped_by_its_id_is_not_matched_again_in_the_list()
    {
        PrepareExport([Known(1, "same", "1"), Known(2, "same", "1"), Known(3, "same", "1")], there: [Known(1, "same", "1")]);
        PrepareIdentifiers(1);

        var results = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => result.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Created, PiecesImportAction.Created]);
    }

    [Fact]
    public void An_asset_changed_since_the_export_is_compared()
    {
        PrepareExport([Known(1, "one", "1")], there: [Known(1, "one", "changed", second: 5)]);
        PrepareIdentifiers(1);
        Server.On("POST /materials/identifiers", Reply.Json($$"""{"identifiers":["{{Sample.Id(1)}}"]}"""))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Known(1, "one", "changed", second: 5)));

        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Action.ShouldBe(PiecesImportAction.Created);
    }

    [Fact]
    public void Two_equal_assets_are_both_imported_and_a_second_import_adds_nothing()
    {
        string[] twins = [Sample.Asset(1, "one", "1"), Sample.Asset(2, "one", "1")];
        PrepareExport(twins, there: [Sample.Asset(11, "one", "1")]);

        Import().Run().OutputAs<PiecesImportResult>().Select(static result => result.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Created]);
        PrepareLibrary(twins);
        Import().Run().OutputAs<PiecesImportResult>().ShouldAllBe(static result => result.Action == PiecesImportAction.Skipped);
    }

    [Fact]
    public void An_asset_without_a_name_is_matched_by_its_assigned_name()
    {
        PrepareExport([Sample.Asset(1, "", "1"), Sample.Asset(2, "named", "2")], there: [Sample.Asset(11, "Made Up", "1")]);

        var results = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => result.Action).ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Created]);
        Server.RequestTo("/assets/create").Json.GetProperty("asset").GetProperty("metadata").GetProperty("name").GetString().ShouldBe("named");
    }

    /// <summary>Pieces classifies content again, so the language can differ from the one that was sent.</summary>
    [Fact]
    public void An_asset_in_another_language_is_the_same_asset()
    {
        PrepareExport([Sample.Asset(1, "one", "1")], there: [Sample.Asset(11, " one", "1").Replace("\"ps1\"", "\"txt\"", StringComparison.Ordinal)]);

        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Action.ShouldBe(PiecesImportAction.Skipped);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"iterable":null}""")]
    public void Nothing_is_imported_if_the_list_is_malformed(string answer)
    {
        PrepareExport(Sample.Asset(1));
        Server.On("GET /assets", Reply.Json(answer));

        Import().Run().SingleError().Id().ShouldBe("MalformedResponse");

        Server.Log.ShouldNotContain("POST /assets/create?transferables=false");
    }

    [Fact]
    public void Nothing_is_imported_if_the_list_is_empty_but_the_count_is_not()
    {
        PrepareExport(Sample.Asset(1));
        Server.On("POST /materials/metrics", Reply.Json("""{"material_type":"ASSETS","total_count":3}"""))
            .On("GET /assets/pseudo", Reply.Json("""{"identifiers":{"iterable":[{"id":"p"}]} }"""), Reply.Json("""{"identifiers":{"iterable":[{"id":"p"},{"id":"q"},{"id":"r"}]} }"""));

        var error = Import().Run().SingleError();

        error.Id().ShouldBe("LibraryHidden");
        error.Message().ShouldContain("counts 2");
        Server.Log.ShouldNotContain("POST /assets/create?transferables=false");
        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Action.ShouldBe(PiecesImportAction.Created);
    }

    [Fact]
    public void An_asset_whose_content_cannot_be_read_matches_by_name()
    {
        PrepareExport([Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2"), Sample.Asset(3, "one", "3")], there: [Sample.Asset(11, "one", text: null), AssetWithBytes(12, "two", [1]).Replace("[1]", "[999]", StringComparison.Ordinal)]);
        Server.On($"GET /assets/{Sample.Id(11)}/formats", Reply.Status(500, "broken record"));

        var result = Import().Run().ShouldSucceed();

        result.OutputAs<PiecesImportResult>().Select(static one => one.Action)
            .ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Skipped, PiecesImportAction.Created]);
        result.Warnings.ShouldHaveSingleItem().ShouldContain(": 2.");
    }

    [Fact]
    public void A_favorite_is_restored_by_updating_the_whole_asset()
    {
        PrepareExport(Sample.Asset(1, "one", "1", ", \"favorited\": true"), Sample.Asset(2, "two", "2", ", \"favorited\": false"));
        var created = Sample.Asset(77, "one", "1", ", \"future\": [1.50], \"favorited\": false");
        PrepareSingleRecords(created);
        Server.On("POST /asset/update", Reply.Json(created.Replace("\"favorited\": false", "\"favorited\": true", StringComparison.Ordinal)));

        var result = Import().Run().ShouldSucceed();

        result.Warnings.ShouldBeEmpty();
        var update = Server.RequestTo("/asset/update");
        update.Query.ShouldBe("transferables=false");
        update.Json.GetProperty("favorited").GetBoolean().ShouldBeTrue();
        update.Json.GetProperty("future").GetRawText().ShouldBe("[1.50]");
        update.Json.GetRawText().ShouldContain("\"raw\"");
    }

    [Fact]
    public void A_favorite_that_cannot_be_restored_is_reported()
    {
        PrepareExport(Sample.Asset(1, "one", "1", ", \"favorited\": true"));
        PrepareSingleRecords(Sample.Asset(77, "one", "1"));
        Server.On("POST /asset/update", Reply.Status(404, "Route not found"));

        var result = Import().Run().ShouldSucceed();

        result.OutputAs<PiecesImportResult>().Single().NotImported.ShouldBe(["favorite"]);
        result.Warnings.ShouldHaveSingleItem().ShouldContain("favorite");
    }

    [Fact]
    public async Task What_has_begun_when_the_import_is_stopped_is_completed()
    {
        var created = new TaskCompletionSource();
        PrepareExport(Sample.Asset(1, "one", "1", ", \"favorited\": true"), Sample.Asset(2, "two", "2"));
        PrepareSingleRecords(Sample.Asset(77, "one", "1"));
        Server.On("POST /assets/create", Reply.InTwo("{", created.Task, Sample.Asset(77, "one", "1")[1..]));
        Server.On("POST /asset/update", Reply.Json(Sample.Asset(77, "one", "1", ", \"favorited\": true")));
        var import = Import().With("ThrottleLimit", 1);

        var run = import.RunAsync();
        await Server.WaitForRequestsAsync(1, "/assets/create");
        import.Stop();
        created.SetResult();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
        Server.RequestTo("/asset/update").Json.GetProperty("favorited").GetBoolean().ShouldBeTrue();
        Server.Log.Count(static request => request.StartsWith("POST /assets/create", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_without_a_response_does_not_prevent_the_stop_of_an_import()
    {
        PrepareExport(Sample.Asset(1, "one", "1"));
        Server.On("POST /assets/create", Reply.Stall());
        var import = Import();

        var run = import.RunAsync();
        await Server.WaitForRequestsAsync(1, "/assets/create");
        import.Stop();

        (await run.WaitAsync(Patience.Prompt)).Stopped.ShouldBeTrue();
    }

    [Fact]
    public void An_asset_without_content_is_skipped_with_a_reason()
    {
        PrepareExport(Sample.Asset(1, "one", text: null));

        var result = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single();

        result.Action.ShouldBe(PiecesImportAction.Skipped);
        result.Reason.ShouldBe("The export does not contain its content.");
    }

    [Fact]
    public async Task A_failed_asset_does_not_stop_the_others_and_the_order_is_kept()
    {
        var late = new TaskCompletionSource();
        PrepareExport([.. Enumerable.Range(1, 5).Select(static number => Sample.Asset(number, $"asset {number}", $"{number}"))]);
        Server.On("POST /assets/create", Reply.InTwo("{", late.Task, Sample.Asset(71)[1..]), Reply.Status(500, "no room"), Reply.Json(Sample.Asset(77)));
        var running = Import().With("ThrottleLimit", 2).RunAsync();
        await Server.WaitForRequestsAsync(2, "/assets/create");
        late.SetResult();
        var result = await running;

        var results = result.OutputAs<PiecesImportResult>();
        results.Select(static one => one.Name).ShouldBe(["asset 1", "asset 2", "asset 3", "asset 4", "asset 5"]);
        var failed = results.Single(static one => one.Action == PiecesImportAction.Failed);
        failed.Reason.ShouldBe("no room");
        var error = result.SingleError();
        error.Id().ShouldBe("ServerError");
        error.TargetObject.ShouldBe(failed.SourceId);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("assets")]
    [InlineData("manifest")]
    [InlineData("missing")]
    [InlineData("entry")]
    [InlineData("outside")]
    [InlineData("future")]
    public void A_damaged_export_sends_nothing(string damage)
    {
        PrepareExport(Sample.Asset(1, "one", "text"), Sample.Asset(2, "two", "2"));
        var sent = Server.Log.Count;
        var (file, change) = damage switch
        {
            "content" => (ContentOf("one"), (Func<string, string>)(static _ => "texT")),
            "assets" => (PathInExport("assets.jsonl"), static text => text.Replace("one", "eno")),
            "manifest" => (PathInExport("manifest.json"), static text => text[..^20]),
            "entry" => (PathInExport("manifest.json"), static text => text.Replace("\"assets\": 2", "\"assets\": 3")),
            "outside" => (PathInExport("manifest.json"), static text => text.Replace("one.00000000.ps1", "../manifest.json")),
            "future" => (PathInExport("manifest.json"), static text => text.Replace("\"formatVersion\": 1", "\"formatVersion\": 2")),
            _ => (ContentOf("two"), static _ => ""),
        };
        File.WriteAllText(file, change(File.ReadAllText(file)));
        if (damage == "missing")
            File.Delete(file);

        var error = Import().Run().SingleError();

        error.Id().ShouldBe("ExportDamaged");
        error.Message().ShouldContain(Path.GetFileName(file));
        error.TargetObject.ShouldBe("export");
        Server.Log.Count.ShouldBe(sent);
    }

    [Fact]
    public void An_export_without_a_manifest_is_an_error()
    {
        Directory.CreateDirectory(Export);

        File.WriteAllText(PathInExport("assets.jsonl"), string.Empty);

        Import().Run().SingleError().Id().ShouldBe("ExportNotFound");
    }

    [Fact]
    public void WhatIf_prompts_for_each_asset_to_create_and_creates_nothing()
    {
        PrepareExport([Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2")], there: [Sample.Asset(11, "one", "1")]);

        var result = Import().WhatIf().Run().ShouldSucceed();

        result.Questions.ShouldHaveSingleItem().Target.ShouldBe("two");
        result.OutputAs<PiecesImportResult>().ShouldHaveSingleItem().Action.ShouldBe(PiecesImportAction.Skipped);
        Server.Log.ShouldNotContain(static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void The_output_of_an_export_can_be_piped_to_an_import()
    {
        PrepareExport(Sample.Asset(1));

        Command<ImportPiecesLibraryCommand>().Input(new PiecesExport { Report = "report.md", Path = Export }).Run().ShouldSucceed().Output.ShouldHaveSingleItem();
        Command<ImportPiecesLibraryCommand>().Input(new DirectoryInfo(Export)).Run().ShouldSucceed().Output.ShouldHaveSingleItem();
    }

    [Fact]
    public void Any_asset_name_can_be_imported()
    {
        PrepareExport([.. SafeFileNameTests.UnusualNames.Select(static (name, index) =>
            Sample.Asset(index + 1, "NAME", $"content {index}").Replace("\"NAME\"", ExportLibraryTests.Escaped(name), StringComparison.Ordinal))]);

        var results = Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>();

        results.Select(static result => result.Name).ShouldBe(SafeFileNameTests.UnusualNames);
        results.ShouldAllBe(static result => result.Action == PiecesImportAction.Created);
    }

    private void PrepareExport(params string[] assets) => PrepareExport(assets, there: []);

    /// <summary>An export with some assets, and a library with others.</summary>
    private void PrepareExport(string[] assets, string[] there)
    {
        PrepareLibrary(assets);
        RunExport().ShouldSucceed();
        PrepareLibrary(there);
    }

    private static string Known(int number, string name, string text, int second = 1) =>
        Sample.Asset(number, name, text, FormattableString.Invariant($$""", "updated": {"value": "2026-03-01T00:00:{{second:D2}}.000Z"}"""));

    private void PrepareIdentifiers(params int[] numbers) => Server
        .On("GET /assets/identifiers", Reply.Json(Sample.List([.. numbers.Select(static number => $$"""{"id":"{{Sample.Id(number)}}"}""")])))
        .On("POST /materials/identifiers", Reply.Json("""{"identifiers":[]}"""));
}
