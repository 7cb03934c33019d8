using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
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
        ServerHas(Sample.Asset(1, "one", "text 1"), AssetWithBytes(2, "two", s_bytes), Sample.Asset(3, "three", text: null));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.Path.ShouldBe(Export);
        (export.AssetCount, export.ContentCount, export.WithoutContent, export.Bytes, export.Resumed).ShouldBe((3, 2, 1, 10, 0));
        export.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        Server.Log.ShouldBe(["GET /.well-known/version", "GET /assets?transferables=true"]);
        Files.Count.ShouldBe(4);
        File.ReadAllText(ContentOf("one")).ShouldBe("text 1");
        File.ReadAllBytes(ContentOf("two")).ShouldBe(s_bytes);
    }

    [Fact]
    public void Lines_are_the_assets_as_the_server_sent_them()
    {
        var first = Sample.Asset(1, more: ", \"future\": {\"x\": 1.50, \"x\": [ ]}");
        ServerHas(first, Sample.Asset(2));

        RunExport().ShouldSucceed();

        var lines = File.ReadAllLines(InExport("assets.jsonl"));
        lines.Length.ShouldBe(2);
        lines[0].ShouldBe(first.Trim().Replace('\n', ' ').Replace('\r', ' '));
    }

    [Fact]
    public void The_manifest_tells_what_there_is()
    {
        ServerHas(Sample.Asset(1, "one", "abc"), Sample.Asset(3, "three", text: null));

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
            """{"assets":2,"contents":1,"withoutContent":1,"incomplete":0,"bytes":3}""");
        manifest.GetProperty("assetsFile").GetProperty("sha256").GetString()
            .ShouldBe(FileDigest.OfFile(InExport("assets.jsonl"), CancellationToken.None).Sha256);
    }

    [Fact]
    public void Secrets_in_the_address_stay_out_of_it()
    {
        ServerHas();
        var address = new UriBuilder(Server.Address) { UserName = "ada", Password = "secret" }.Uri;
        using var connection = new PiecesOsConnection(address);

        Command<ExportPiecesLibraryCommand>().With("Connection", connection).With("Destination", "export").Run().ShouldSucceed();

        File.ReadAllText(InExport("manifest.json")).ShouldNotContain("secret");
    }

    [Fact]
    public void An_empty_library_is_an_export_too()
    {
        ServerHas();

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().AssetCount.ShouldBe(0);

        Files.ShouldBe(["assets.jsonl", "manifest.json"]);
    }

    [Fact]
    public void It_survives_any_names()
    {
        ServerHas([.. SafeFileNameTests.Nasty.Select(static (name, index) => Sample.Asset(index + 1, "NAME", $"content {index}").Replace("\"NAME\"", Escaped(name), StringComparison.Ordinal))]);

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.ContentCount.ShouldBe(SafeFileNameTests.Nasty.Length);
        var entries = Manifest.GetProperty("assets").EnumerateArray().ToArray();
        for (var i = 0; i < entries.Length; i++)
            File.ReadAllText(InExport("content", entries[i].GetProperty("content").GetString()!)).ShouldBe($"content {i}");
    }

    [Fact]
    public void A_list_that_breaks_off_leaves_what_came_and_no_manifest()
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
    public void Run_again_it_keeps_what_is_complete_and_mends_what_is_not()
    {
        var list = Sample.List(Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2"), Sample.Asset(3, "three", "3"));
        Server.On("GET /assets", Reply.BreakOff(list[..^10]), Reply.Json(list));
        RunExport().SingleError();
        File.WriteAllText(InExport("content", "two.00000000-1.ps1"), "?");
        File.WriteAllText(InExport("content", ".0123.partial"), "half");
        var kept = File.GetLastWriteTimeUtc(InExport("content", "one.00000000.ps1"));

        var export = RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single();

        export.Resumed.ShouldBe(1);
        File.GetLastWriteTimeUtc(InExport("content", "one.00000000.ps1")).ShouldBe(kept);
        File.ReadAllText(ContentOf("two")).ShouldBe("2");
        Files.Count.ShouldBe(5);
    }

    [Fact]
    public void A_later_export_brings_an_earlier_one_up_to_date()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "one", "old"), Sample.Asset(2, "two"))), Reply.Json(Sample.List(Sample.Asset(1, "one", "new"))));
        RunExport().ShouldSucceed();

        var result = RunExport().ShouldSucceed();

        result.OutputAs<PiecesExport>().Single().Resumed.ShouldBe(0);
        File.ReadAllText(ContentOf("one")).ShouldBe("new");
        result.Warnings.ShouldHaveSingleItem().ShouldContain("1 in");
    }

    [Fact]
    public void An_update_that_breaks_off_before_anything_changed_leaves_the_earlier_export_good()
    {
        var list = Sample.List(Sample.Asset(1, "one", "1"), Sample.Asset(2, "two", "2"));
        Server.On("GET /assets", Reply.Json(list), Reply.BreakOff(list[..^10]), Reply.Json(Sample.List()));
        RunExport().ShouldSucceed();
        RunExport().SingleError().Id().ShouldBe("MalformedResponse");

        Import().WhatIf().Run().ShouldSucceed().Questions.Count.ShouldBe(2);
    }

    [Fact]
    public void One_that_breaks_off_after_something_changed_has_no_manifest()
    {
        var list = Sample.List(Sample.Asset(1, "one", "new"), Sample.Asset(2, "two", "2"));
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "one", "old"))), Reply.BreakOff(list[..^10]));
        RunExport().ShouldSucceed();
        RunExport().SingleError().Id().ShouldBe("MalformedResponse");

        File.Exists(InExport("manifest.json")).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_with_something_else_needs_force()
    {
        ServerHas(Sample.Asset(1));
        Directory.CreateDirectory(Export);
        File.WriteAllText(InExport("mine.txt"), "x");

        var error = RunExport().SingleError();

        error.Id().ShouldBe("FolderNotEmpty");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ResourceExists);
        Server.ConnectionCount.ShouldBe(0);

        RunExport("Force").ShouldSucceed();
        File.ReadAllText(InExport("mine.txt")).ShouldBe("x");
    }

    [Theory]
    [InlineData("manifest.json", false)]
    [InlineData("content", false)]
    [InlineData(".git", true)]
    public void What_only_looks_like_an_export_is_something_else(string name, bool isFree)
    {
        ServerHas();
        Directory.CreateDirectory(InExport(name));

        RunExport().Errors.Count.ShouldBe(isFree ? 0 : 1);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_an_error()
    {
        Folder.Write("export", "x");

        RunExport().SingleError().Id().ShouldBe("NotAFolder");
    }

    [Fact]
    public void Pseudo_assets_come_when_asked_for()
    {
        ServerHas();

        RunExport("IncludePseudo").ShouldSucceed();

        Server.Log[^1].ShouldBe("GET /assets?transferables=true&pseudo=true");
    }

    [Fact]
    public void A_server_that_does_not_tell_its_version_is_no_obstacle()
    {
        ServerHas();
        Server.On("GET /.well-known/version", Reply.Status(404));

        RunExport().ShouldSucceed();

        Manifest.GetProperty("piecesOsVersion").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void WhatIf_asks_once_and_does_nothing()
    {
        RunExport("WhatIf").ShouldSucceed().Questions.ShouldHaveSingleItem().Target.ShouldBe(Export);

        Server.ConnectionCount.ShouldBe(0);
        Directory.Exists(Export).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_not_what_was_written_fails_the_verification()
    {
        var rest = new TaskCompletionSource();
        Server.On("GET /assets", Reply.InTwo("""{"iterable":[""" + Sample.Asset(1, "one", "1"), rest.Task, "]}"));

        var running = Command<ExportPiecesLibraryCommand>().With("Destination", "export").RunAsync();
        var written = InExport("content", "one.00000000.ps1");
        await Patience.UntilAsync(() => File.Exists(written) && new FileInfo(written).Length > 0);
        File.WriteAllText(written, "x");
        rest.SetResult();
        var result = await running;

        var error = result.SingleError();
        error.Id().ShouldBe("ExportVerificationFailed");
        error.Words().ShouldContain("one.00000000.ps1");
        result.Output.ShouldBeEmpty();
        File.Exists(InExport("manifest.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_ends_at_once_and_leaves_no_half_file()
    {
        Server.On("GET /assets", Reply.UntilClosed("""{"iterable":[""" + Sample.Asset(1, "one", "1") + ",{", new TaskCompletionSource()), Reply.Json(Sample.Assets(1)));
        var command = Command<ExportPiecesLibraryCommand>().With("Destination", "export");
        var running = command.RunAsync();
        await Patience.UntilAsync(() => File.Exists(InExport("content", "one.00000000.ps1")));

        command.Stop();
        var result = await running.WaitAsync(Patience.Prompt);

        result.Stopped.ShouldBeTrue();
        Files.ShouldBe(["assets.jsonl.partial", "content/one.00000000.ps1", "manifest.json.partial"]);
        RunExport().ShouldSucceed();
    }

    internal static string Escaped(string? name) =>
        name is null ? "null" : $"\"{string.Concat(name.Select(static unit => $"\\u{(int)unit:x4}"))}\"";
}
