using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

public sealed class ExportSourceTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    /// <summary>An export of the first version of the format, which every later version must import.</summary>
    [Fact]
    public async Task An_export_of_version_1_is_imported()
    {
        var results = ImportTwice(Path.Combine(StagedModule.Root, "tests", "PiecesOs.Module.Tests", "Library", "Exports", "v1"));

        results.Select(static one => one.Name).ShouldBe(["Top processes", "Odd 😀 / name: *", "all.bin", "same", "same", "Favorite"]);
        (await StoredAsync()).ShouldBe(
        [
            new Imported("Favorite", "sh", "echo favorite", true, "", "", "", false),
            new Imported("Odd 😀 / name: *", "text", "bell \u0007 escape \u001b[31m 😀 no last line end", true, "", "", "", false),
            new Imported("Top processes", "ps1", "Get-Process | Sort-Object CPU\r\n", true, "mine|two words", "DESCRIPTION:First line\nsecond 'line'", "", false),
            new Imported("all.bin", "bin", Convert.ToHexString([.. Enumerable.Range(0, 256).Select(static value => (byte)value)]), false, "", "", "", false),
            new Imported("same", "sql", "select 1;", true, "", "", "", false),
            new Imported("same", "sql", "select 1;", true, "", "", "", false),
        ]);
    }

    /// <summary>Another form keeps the export that it was made from in a hidden folder.</summary>
    [Fact]
    public void The_export_inside_another_form_is_imported()
    {
        var export = Path.Combine(StagedModule.Root, "tests", "PiecesOs.Module.Tests", "Library", "Exports", "v1");
        foreach (var file in Directory.EnumerateFiles(export, "*", SearchOption.AllDirectories))
            File.Copy(file, Write("form/.pieces-library/" + Path.GetRelativePath(export, file), ""), overwrite: true);
        Write("form/index.html", "<p>");

        ImportAll("form").Count.ShouldBe(6);
        Import("form").With("As", "Files").Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Name.ShouldBe("index.html");
        Write("form/note.md", "---\npieces_note: 1\nname: \"note\"\ncontent: \"fence\"\n---\n```\n1\n```\n");
        ImportAll("form").Single().Name.ShouldBe("note", "a user works on notes");
    }

    [Fact]
    public async Task The_contents_of_an_export_can_be_of_any_form()
    {
        const string Note = "---\npieces_note: 1\ncontent: \"fence\"\n---\n```\n1\n```\n";
        Session.Run("New-PiecesAsset $note note.md -Connection $server | Out-Null; Export-PiecesLibrary export -Connection $server | Out-Null", ("note", Note), ("server", Sandbox.Address.OriginalString)).Errors.ShouldBeEmpty();

        ImportAll("export").Single().Action.ShouldBe(PiecesImportAction.Skipped);
        (await StoredAsync()).Single().Content.ShouldBe(Note);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("truncate")]
    public async Task A_response_that_was_lost_never_leads_to_a_second_copy(string fault)
    {
        Write("list.json", "[" + string.Join(',', Enumerable.Range(1, 20).Select(static number => $$"""{"name": "snippet {{number}}", "text": "text {{number}}"}""")) + "]");
        await Sandbox.AdminAsync(HttpMethod.Post, ".sandbox/faults", fault == "drop"
            ? new { path = "/assets/create$", after = 5, times = 3, drop = true }
            : new { path = "/assets/create$", after = 5, times = 3, truncateAfterBytes = 10 });

        var first = Import("list.json").Run();

        first.Errors.Select(static error => error.Id()).ShouldBe(Enumerable.Repeat(fault == "drop" ? "OutcomeUnknown" : "MalformedResponse", 3));
        first.OutputAs<PiecesImportResult>().Count(static one => one.Action == PiecesImportAction.Failed).ShouldBe(3);
        (await StoredAsync()).Count.ShouldBe(fault == "drop" ? 17 : 20);

        ImportAll("list.json").Count(static one => one.Action == PiecesImportAction.Created).ShouldBe(fault == "drop" ? 3 : 0);
        (await StoredAsync()).Select(static one => one.Name).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 20).Select(static number => $"snippet {number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_import_that_was_stopped_can_be_run_again()
    {
        Write("list.json", "[" + string.Join(',', Enumerable.Range(1, 200).Select(static number => $$"""{"name": "snippet", "text": "text {{number}}"}""")) + "]");
        var seen = 0;
        var call = Import("list.json");
        call.OnOutput(_ =>
        {
            if (++seen == 30)
                call.Stop();
        });

        (await call.RunAsync().WaitAsync(Patience.Limit)).Stopped.ShouldBeTrue();
        await Sandbox.WaitUntilIdleAsync();
        (await StoredAsync()).Count.ShouldBeInRange(30, 199);
        ImportAll("list.json").Count.ShouldBe(200);

        (await StoredAsync()).Select(static one => one.Content).Distinct(StringComparer.Ordinal).Count().ShouldBe(200);
        (await StoredAsync()).Count.ShouldBe(200);
    }
}
