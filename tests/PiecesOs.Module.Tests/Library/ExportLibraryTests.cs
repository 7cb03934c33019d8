using System.Management.Automation;
using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class ExportLibraryTests : LibraryTest
{
    private static readonly byte[] s_bytes = [0, 1, 254, 255];

    [Fact]
    public void It_writes_assets_contents_and_a_manifest_with_one_list_request()
    {
        PrepareLibrary(Sample.Asset(1, "one", "text 1"), AssetWithBytes(2, "two", s_bytes), Sample.Asset(3, "three", text: null));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.Path.ShouldBe(Export);
        (export.AssetCount, export.ContentCount, export.WithoutContent, export.Size, export.Resumed).ShouldBe((3, 2, 1, 10, 0));
        export.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        Server.Log.ShouldBe(["GET /.well-known/version", "GET /assets?transferables=true"]);
        Files.ShouldBe(["assets.jsonl", "content/one.00000000.ps1", "content/two.00000000-1.png", "links.csv", "manifest.json", "report.md", "shares.jsonl"]);
        File.ReadAllText(ContentOf("one")).ShouldBe("text 1");
        File.ReadAllBytes(ContentOf("two")).ShouldBe(s_bytes);
    }

    [Fact]
    public void An_asset_that_the_list_contains_twice_is_exported_once()
    {
        PrepareLibrary(Sample.Asset(1, "one"), Sample.Asset(2, "two"), Sample.Asset(1, "one"));

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().AssetCount.ShouldBe(2);

        File.ReadAllLines(PathInExport("assets.jsonl")).Length.ShouldBe(2);
    }

    [Fact]
    public void Lines_are_the_assets_as_the_server_sent_them()
    {
        var first = Sample.Asset(1, more: ", \"future\": {\"x\": 1.50, \"x\": [ ]}");
        PrepareLibrary(first, Sample.Asset(2));

        RunExport().ShouldSucceed();

        var lines = File.ReadAllLines(PathInExport("assets.jsonl"));
        lines.Length.ShouldBe(2);
        lines[0].ShouldBe(first.Trim().Replace('\n', ' ').Replace('\r', ' '));
    }

    [Fact]
    public void The_manifest_describes_the_export()
    {
        PrepareLibrary(Sample.Asset(1, "one", "abc"), Sample.Asset(3, "three", text: null));

        RunExport().ShouldSucceed();

        var manifest = Manifest;
        manifest.GetProperty("formatVersion").GetInt32().ShouldBe(1);
        manifest.GetProperty("source").GetString().ShouldBe(Server.Address.ToString());
        manifest.GetProperty("piecesOsVersion").GetString().ShouldBe("12.4.1");
        manifest.GetProperty("created").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        var entries = manifest.GetProperty("assets").EnumerateArray().ToArray();
        entries[0].GetProperty("id").GetString().ShouldBe(Sample.Id(1));
        entries[0].GetProperty("content").GetString().ShouldBe("one.00000000.ps1");
        entries[0].GetProperty("bytes").GetInt64().ShouldBe(3);
        entries[0].GetProperty("sha256").GetString().ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        entries[1].GetProperty("content").ValueKind.ShouldBe(JsonValueKind.Null);
        manifest.GetProperty("counts").GetRawText().Replace(" ", "").ReplaceLineEndings("").ShouldBe(
            """{"assets":2,"contents":1,"withoutContent":1,"shares":0,"missing":0,"unreadable":0,"noLongerListed":0,"bytes":3}""");
        manifest.GetProperty("serverCounts").GetRawText().Replace(" ", "").ReplaceLineEndings("").ShouldBe("""{"list":2}""");
        manifest.GetProperty("assetsFile").GetProperty("sha256").GetString()
            .ShouldBe(FileDigest.OfFile(PathInExport("assets.jsonl"), CancellationToken.None).Sha256);
    }

    [Fact]
    public void The_manifest_contains_no_secrets_from_the_address()
    {
        PrepareLibrary();
        var address = new UriBuilder(Server.Address) { UserName = "ada", Password = "secret" }.Uri;
        using var connection = new PiecesOsConnection(address);

        Command<ExportPiecesLibraryCommand>().With("Connection", connection).With("Destination", "export").Run().ShouldSucceed();

        File.ReadAllText(PathInExport("manifest.json")).ShouldNotContain("secret");
    }

    [Fact]
    public void An_empty_library_is_exported()
    {
        PrepareLibrary();

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().AssetCount.ShouldBe(0);

        Files.ShouldBe(["assets.jsonl", "links.csv", "manifest.json", "report.md", "shares.jsonl"]);
    }

    [Fact]
    public void Any_asset_name_can_be_exported()
    {
        PrepareLibrary([.. SafeFileNameTests.UnusualNames.Select(static (name, index) => Sample.Asset(index + 1, "NAME", $"content {index}").Replace("\"NAME\"", Escaped(name), StringComparison.Ordinal))]);

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.ContentCount.ShouldBe(SafeFileNameTests.UnusualNames.Length);
        var entries = Manifest.GetProperty("assets").EnumerateArray().ToArray();
        for (var i = 0; i < entries.Length; i++)
            File.ReadAllText(PathInExport("content", entries[i].GetProperty("content").GetString()!)).ShouldBe($"content {i}");
    }

    [Fact]
    public void An_incomplete_list_leaves_the_received_assets_and_no_manifest()
    {
        Server.On("GET /assets", Reply.BreakOff("""{"iterable":[""" + Sample.Asset(1, "one") + "," + Sample.Asset(2, "two")[..50]), Reply.Json(Sample.Assets(1, 2)));

        var result = RunExport();

        var error = result.SingleError();
        error.Id().ShouldBe("MalformedResponse");
        error.TargetObject.ShouldBe("export");
        result.Output.ShouldBeEmpty();
        Files.ShouldBe(["assets.jsonl.partial", "content/one.00000000.ps1", "manifest.json.partial"]);

        Import().Run().SingleError().Id().ShouldBe("ExportNotFound");
    }

    [Fact]
    public void A_second_run_keeps_complete_files_and_repairs_the_others()
    {
        var list = Sample.List(Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2"), Sample.Asset(3, "three", "3"));
        Server.On("GET /assets", Reply.BreakOff(list[..^10]), Reply.Json(list));
        RunExport().SingleError();
        File.WriteAllText(PathInExport("content", "two.00000000-1.ps1"), "?");
        File.WriteAllText(PathInExport("content", ".0123.partial"), "half");
        var kept = File.GetLastWriteTimeUtc(PathInExport("content", "one.00000000.ps1"));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.Resumed.ShouldBe(1);
        File.GetLastWriteTimeUtc(PathInExport("content", "one.00000000.ps1")).ShouldBe(kept);
        File.ReadAllText(ContentOf("two")).ShouldBe("2");
        Directory.GetFiles(PathInExport("content")).Length.ShouldBe(3);
    }

    [Fact]
    public void A_later_export_updates_an_earlier_one()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "one", "old"), Sample.Asset(2, "two"))), Reply.Json(Sample.List(Sample.Asset(1, "one", "new"))));
        RunExport().ShouldSucceed();

        var result = RunExport("Force", "RemoveMissing").ShouldSucceed();

        result.OutputAs<PiecesExport>().Single().Resumed.ShouldBe(0);
        File.ReadAllText(ContentOf("one")).ShouldBe("new");
        result.Warnings.ShouldBeEmpty();
        Directory.GetFiles(PathInExport("content")).Length.ShouldBe(1);
    }

    [Fact]
    public void Assets_that_the_server_no_longer_lists_are_kept_and_marked()
    {
        Server.On(
            "GET /assets",
            Reply.Json(Sample.List(Sample.Asset(1, "one"), Sample.Asset(2, "two", "saved before"), AssetWithBytes(3, "three", s_bytes))),
            Reply.Json(Sample.List(Sample.Asset(1, "one"), Sample.Asset(4, "four"))));
        RunExport().ShouldSucceed();

        var export = RunExport("Force").ShouldSucceed().OutputAs<PiecesExport>().Single();
        (export.AssetCount, export.ContentCount, export.NoLongerListed, export.IsComplete).ShouldBe((4, 4, 2, true));
        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().NoLongerListed.ShouldBe(2);

        File.ReadAllText(ContentOf("two")).ShouldBe("saved before");
        File.ReadAllLines(PathInExport("assets.jsonl")).Length.ShouldBe(4);
        Manifest.GetProperty("assets").EnumerateArray().Where(static entry => entry.TryGetProperty("missingOnServer", out _))
            .Select(static entry => entry.GetProperty("name").GetString()).ShouldBe(["two", "three"]);
        Server.On("GET /assets", Reply.Json(Sample.List()));
        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(4);
    }

    [Fact]
    public void A_shrunken_library_needs_Force_and_the_error_reports_the_counts()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1, 2, 3)), Reply.Json(Sample.Assets(1, 2)));
        RunExport().ShouldSucceed();
        var manifest = File.ReadAllText(PathInExport("manifest.json"));

        var error = RunExport().SingleError();

        error.Id().ShouldBe("LibraryShrank");
        error.Message().ShouldContain("from 3 assets to 2");
        File.ReadAllText(PathInExport("manifest.json")).ShouldBe(manifest);
        RunExport("Force").ShouldSucceed();
        RunExport().ShouldSucceed();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"error":"Internal Server Error","eventId":"e1"}""")]
    [InlineData("""{"iterable":null}""")]
    [InlineData("""{"iterable":{} }""")]
    public void A_response_without_a_list_is_malformed_and_the_earlier_export_is_kept(string answer)
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1, 2)), Reply.Json(answer), Reply.Json(answer), Reply.Json(Sample.List()));
        RunExport().ShouldSucceed();

        RunExport().SingleError().Id().ShouldBe("MalformedResponse");
        RunExport("Force").SingleError().Id().ShouldBe("MalformedResponse");

        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(2);
    }

    [Fact]
    public void A_damaged_earlier_export_is_replaced_only_with_Force()
    {
        PrepareLibrary(Sample.Asset(1));
        RunExport().ShouldSucceed();
        File.WriteAllText(PathInExport("manifest.json"), "{");

        RunExport().SingleError().Id().ShouldBe("ExportDamaged");
        RunExport("Force").ShouldSucceed();
        RunExport().ShouldSucceed();
    }

    [Fact]
    public void An_interrupted_replacement_counts_as_complete()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "old"))));
        RunExport().ShouldSucceed();
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "new"), Sample.Asset(2, "two"))));
        RunExport().ShouldSucceed();

        // The state right after the new manifest was renamed to the next one.
        File.Move(PathInExport("manifest.json"), PathInExport("manifest.json.next"));
        File.Move(PathInExport("assets.jsonl"), PathInExport("assets.jsonl.partial"));
        File.WriteAllText(PathInExport("manifest.json"), "that of the earlier export");
        File.WriteAllText(PathInExport("assets.jsonl"), "those of the earlier export");

        Server.On("GET /assets", Reply.Json(Sample.List()));
        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(2);
        RunExport().SingleError().Id().ShouldBe("LibraryEmpty");
        Manifest.GetProperty("counts").GetProperty("assets").GetInt32().ShouldBe(2);
        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("256")]
    [InlineData("1.5")]
    [InlineData("\"x\"")]
    public void An_error_names_an_asset_with_invalid_content_and_the_others_are_exported(string element)
    {
        PrepareLibrary(
            Sample.Asset(1, "one"),
            AssetWithBytes(2, "two", s_bytes).Replace("254", element, StringComparison.Ordinal),
            Sample.Asset(3, "three"));

        var result = RunExport();

        result.SingleError().Id().ShouldBe("ExportIncomplete");
        var export = result.OutputAs<PiecesExport>().Single();
        (export.AssetCount, export.ContentCount, export.WithoutContent, export.Unreadable.Count, export.IsComplete).ShouldBe((3, 2, 1, 1, false));
        result.Warnings.ShouldHaveSingleItem().ShouldContain("two");
        File.ReadAllText(PathInExport("assets.jsonl")).ShouldContain($"1,{element},255");
        Server.On("GET /assets", Reply.Json(Sample.List())).On("POST /assets/create", Reply.Json(Sample.Asset(9)));
        Import().Run().ShouldSucceed().OutputAs<PiecesImportResult>().Select(static one => one.Action)
            .ShouldBe([PiecesImportAction.Created, PiecesImportAction.Skipped, PiecesImportAction.Created]);
    }

    [Fact]
    public async Task Concurrent_exports_to_one_folder_exclude_each_other()
    {
        var rest = new TaskCompletionSource();
        Server.On("GET /assets", Reply.InTwo("""{"iterable":[""" + Sample.Asset(1, "one", "1"), rest.Task, "]}"));
        var running = Command<ExportPiecesLibraryCommand>().With("Destination", "export").RunAsync();
        await FirstContentAsync();

        using var session = new PowerShellSession();
        var error = session.Command<ExportPiecesLibraryCommand>().With("Connection", Connection).With("Destination", Export).Run().SingleError();
        rest.SetResult();
        (await running).ShouldSucceed();

        error.Id().ShouldBe("ExportInUse");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ResourceBusy);
        error.Message().ShouldContain($"process {Environment.ProcessId} ");
        Server.Requests.Count(static request => request.Path == "/assets").ShouldBe(1);
        Files.ShouldNotContain(".export.owner");
    }

    /// <summary>The operating system holds the lock, so the owner named in the second file does not matter.</summary>
    [Fact]
    public void A_stale_lock_of_a_killed_process_is_ignored()
    {
        PrepareLibrary(Sample.Asset(1));
        Directory.CreateDirectory(Export);
        File.WriteAllText(PathInExport(".export.lock"), string.Empty);
        File.WriteAllText(PathInExport(".export.owner"), "process 1 (pwsh)");

        RunExport().ShouldSucceed();
    }

    [Fact]
    public void Symbolic_links_are_not_followed_out_of_the_folder()
    {
        PrepareLibrary(Sample.Asset(1, "one", "new"));
        var outside = Folder.Write("outside.txt", "mine");
        RunExport().ShouldSucceed();
        File.Delete(PathInExport("content", "one.00000000.ps1"));
        File.Delete(PathInExport("manifest.json"));
        File.CreateSymbolicLink(PathInExport("content", "one.00000000.ps1"), outside);
        File.CreateSymbolicLink(PathInExport("assets.jsonl.partial"), outside);

        RunExport().ShouldSucceed();

        File.ReadAllText(outside).ShouldBe("mine");
        File.ReadAllText(ContentOf("one")).ShouldBe("new");
        new FileInfo(ContentOf("one")).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public async Task Removing_the_folder_during_the_export_is_an_error()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows removes no folder whose files are open.");
        var rest = new TaskCompletionSource();
        Server.On("GET /assets", Reply.InTwo("""{"iterable":[""" + Sample.Asset(1, "one", "1") + ",", rest.Task, Sample.Asset(2, "two", "2") + "]}"), Reply.Json(Sample.Assets(1, 2)));
        var running = Command<ExportPiecesLibraryCommand>().With("Destination", "export").RunAsync();
        await FirstContentAsync();

        Directory.Delete(Export, recursive: true);
        rest.SetResult();
        var error = (await running).SingleError();

        error.Id().ShouldBe("FileNotWritable");
        error.Message().ShouldContain("two.00000000-1.ps1");
        RunExport().ShouldSucceed();
    }

    [Theory]
    [InlineData("content/one.00000000.ps1")]
    [InlineData("assets.jsonl")]
    [InlineData("manifest.json")]
    public void A_named_pipe_instead_of_a_file_does_not_block(string file)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no named pipes in the file system.");
        PrepareLibrary(Sample.Asset(1, "one", "text"));
        RunExport().ShouldSucceed();
        var path = PathInExport(file.Split('/'));
        File.Delete(path);
        FileTest.CreateNamedPipe(path);

        Import().Run().SingleError().Id().ShouldBe("ExportDamaged");
        RunExport("Force").ShouldSucceed();
        File.ReadAllText(ContentOf("one")).ShouldBe("text");
    }

    [Fact]
    public void A_symbolic_link_instead_of_the_contents_folder_is_rejected()
    {
        PrepareLibrary(Sample.Asset(1));
        RunExport().ShouldSucceed();
        Directory.Move(PathInExport("content"), Path.Combine(Folder.Path, "elsewhere"));
        Directory.CreateSymbolicLink(PathInExport("content"), Path.Combine(Folder.Path, "elsewhere"));

        RunExport().SingleError().Id().ShouldBe("FolderIsLink");
    }

    [Fact]
    public void An_update_that_fails_before_any_change_keeps_the_earlier_export_valid()
    {
        var list = Sample.List(Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2"));
        Server.On("GET /assets", Reply.Json(list), Reply.BreakOff(list[..^10]), Reply.Json(Sample.List()));
        RunExport().ShouldSucceed();
        RunExport().SingleError().Id().ShouldBe("MalformedResponse");

        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(2);
    }

    [Fact]
    public void An_update_that_fails_after_a_change_keeps_the_earlier_export_valid()
    {
        var list = Sample.List(Sample.Asset(1, "one", "new"), Sample.Asset(2, "two", "2"));
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "one", "old"))), Reply.BreakOff(list[..^10]));
        RunExport().ShouldSucceed();
        RunExport().SingleError().Id().ShouldBe("MalformedResponse");

        File.ReadAllText(ContentOf("one")).ShouldBe("old");
        Server.On("GET /assets", Reply.Json(Sample.List()), Reply.Json(list));
        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(1);
        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().Resumed.ShouldBe(1);
        Directory.GetFiles(PathInExport("content")).Length.ShouldBe(2);
        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().Resumed.ShouldBe(2);
    }

    [Fact]
    public void A_folder_with_other_files_needs_Force()
    {
        PrepareLibrary(Sample.Asset(1));
        Directory.CreateDirectory(Export);
        File.WriteAllText(PathInExport("mine.txt"), "x");

        var error = RunExport().SingleError();

        error.Id().ShouldBe("FolderNotEmpty");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ResourceExists);
        Server.ConnectionCount.ShouldBe(0);

        RunExport("Force").ShouldSucceed();
        File.ReadAllText(PathInExport("mine.txt")).ShouldBe("x");
    }

    [Theory]
    [InlineData("manifest.json", false)]
    [InlineData("content", false)]
    [InlineData(".git", true)]
    public void A_folder_that_only_resembles_an_export_needs_Force(string name, bool isFree)
    {
        PrepareLibrary();
        Directory.CreateDirectory(PathInExport(name));

        RunExport().Errors.Count.ShouldBe(isFree ? 0 : 1);
    }

    [Fact]
    public void A_path_to_a_file_is_an_error()
    {
        Folder.Write("export", "x");

        RunExport().SingleError().Id().ShouldBe("NotAFolder");
    }

    [Fact]
    public void Pseudo_assets_are_exported_on_request()
    {
        PrepareLibrary();

        RunExport("IncludePseudo").ShouldSucceed();

        Server.Log[^1].ShouldBe("GET /assets?transferables=true&pseudo=true");
    }

    [Fact]
    public void A_server_that_does_not_report_its_version_can_be_exported()
    {
        PrepareLibrary();
        Server.On("GET /.well-known/version", Reply.Status(404));

        RunExport().ShouldSucceed();

        Manifest.GetProperty("piecesOsVersion").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void WhatIf_prompts_once_and_does_nothing()
    {
        RunExport("WhatIf").ShouldSucceed().Questions.ShouldHaveSingleItem().Target.ShouldBe(Export);

        Server.ConnectionCount.ShouldBe(0);
        Directory.Exists(Export).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_differs_from_what_was_written_fails_the_verification()
    {
        var rest = new TaskCompletionSource();
        Server.On("GET /assets", Reply.InTwo("""{"iterable":[""" + Sample.Asset(1, "one", "1"), rest.Task, "]}"));

        var running = Command<ExportPiecesLibraryCommand>().With("Destination", "export").RunAsync();
        await FirstContentAsync();
        File.WriteAllText(FirstContent, "x");
        rest.SetResult();
        var result = await running;

        var error = result.SingleError();
        error.Id().ShouldBe("ExportVerificationFailed");
        error.Message().ShouldContain("one.00000000.ps1");
        result.Output.ShouldBeEmpty();
        File.Exists(PathInExport("manifest.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Stopping_ends_it_at_once_and_leaves_no_partial_file()
    {
        Server.On("GET /assets", Reply.UntilClosed("""{"iterable":[""" + Sample.Asset(1, "one", "1") + ",{", new TaskCompletionSource()), Reply.Json(Sample.Assets(1)));
        var command = Command<ExportPiecesLibraryCommand>().With("Destination", "export");
        var running = command.RunAsync();
        await FirstContentAsync();

        command.Stop();
        var result = await running.WaitAsync(Patience.Prompt);

        result.Stopped.ShouldBeTrue();
        Files.ShouldBe(["assets.jsonl.partial", "content/one.00000000.ps1", "manifest.json.partial"]);
        RunExport().ShouldSucceed();
    }

    private string FirstContent => PathInExport("content", "one.00000000.ps1");

    /// <summary>Waits until an export has written and closed the first content file.</summary>
    private Task FirstContentAsync() => Patience.UntilAsync(() =>
    {
        // Not opened before it has a length, because that could keep the export from locking it.
        new FileInfo(FirstContent).Length.ShouldBeGreaterThan(0);
        using var closed = new FileStream(FirstContent, FileMode.Open, FileAccess.Write, FileShare.None);
        return Task.CompletedTask;
    });

    internal static string Escaped(string? name) =>
        name is null ? "null" : $"\"{string.Concat(name.Select(static unit => $"\\u{(int)unit:x4}"))}\"";
}
