using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>A thousand snippets of other programs are imported in one pipeline, from every form.</summary>
public sealed class ImportJobs(JobFixture fixture) : JobTest(fixture)
{
    private const int EachForm = 150;
    private const string Import = "'files', 'gists', 'snippets', 'lab.json', 'db.json', 'raycast.json', 'vault' | ForEach-Object { Get-Item $folder/$_ } | Import-PiecesLibrary -ThrottleLimit 16 -Tag imported";

    /// <summary>The first import is stopped, the second one loses responses and connections, and the third one completes them.</summary>
    [Fact]
    public async Task After_any_interruption_each_snippet_is_there_exactly_once()
    {
        var wanted = WriteForms();
        Connect(Server.Slow);

        var seen = 0;
        Session.Runspace.SessionStateProxy.SetVariable("folder", Folder.Path);
        var stopped = Session.Script(Import);
        stopped.OnOutput(_ =>
        {
            if (++seen == 250)
                stopped.Stop();
        });
        (await stopped.RunAsync()).Stopped.ShouldBeTrue();
        (await Library.GetAssetsAsync()).Count.ShouldBeInRange(250, wanted.Count - 1);

        var failed = new ConcurrentDictionary<string, Failure>(StringComparer.Ordinal);
        SlowServer.Failing = request => request.CreatedName is { } name && Math.Abs(Checksum(name)) % 25 == 3 && failed.TryAdd(name, Checksum(name) % 2 == 0 ? Failure.BreakOff : Failure.Drop)
            ? failed[name]
            : Failure.None;
        var second = Run(Import);
        second.Errors.Count.ShouldBe(failed.Count);
        second.Errors.Select(static error => error.FullyQualifiedErrorId.Split(',')[0]).ShouldBeSubsetOf(["MalformedResponse", "OutcomeUnknown"], "both say that the change may have been made");
        failed.Values.Distinct().Count().ShouldBe(2);

        SlowServer.Failing = null;
        var third = RunWithoutErrors(Import);
        third.Output.Count(static result => TextOf(result, "Action") == "Created").ShouldBe(failed.Values.Count(static failure => failure == Failure.Drop));
        third.Output.Count.ShouldBe(wanted.Count);

        var stored = await Library.GetAssetsAsync();
        stored.Select(static asset => $"{asset.Name} {Convert.ToBase64String(asset.Content)}").Order(StringComparer.Ordinal)
            .ShouldBe(wanted.Select(static material => $"{material.Name} {Convert.ToBase64String(material.Content)}").Order(StringComparer.Ordinal));
        stored.ShouldAllBe(static asset => asset.Tags.Contains("imported"));
        var byName = wanted.ToLookup(static material => material.Name, StringComparer.Ordinal);
        stored.Where(asset => byName[asset.Name].First().Language is { } language && asset.Language != language).ShouldBeEmpty();

        RunWithoutErrors(Import).Output.ShouldAllBe(static result => TextOf(result, "Action") == "Skipped");
    }

    /// <summary>Writes each material in one form and returns all of them.</summary>
    private List<Material> WriteForms()
    {
        var files = Materials.FilesWithLargeOnes(seed: 141, EachForm).Where(static file => !file.HasFixedName).ToList();
        var gists = Numbered(Materials.Rows(seed: 142, EachForm), "gist");
        var snippets = Numbered(Materials.Rows(seed: 143, EachForm), "code");
        var lab = Numbered(Materials.Rows(seed: 144, EachForm), "lab");
        var mass = Numbered(Materials.Rows(seed: 145, EachForm), "mass");
        var raycast = Numbered(Materials.Rows(seed: 146, EachForm), "ray");
        var notes = Numbered(Materials.Rows(seed: 147, EachForm), "note");

        foreach (var file in files)
            WriteIn($"files/{file.Number % 7}", file.Name, file.FileBytes);
        foreach (var gist in gists)
        {
            WriteIn($"gists/{gist.Number:x32}", gist.Name, gist.Content);
            WriteIn($"gists/{gist.Number:x32}/.git", "config", Encoding.UTF8.GetBytes($"[remote \"origin\"]\n\turl = https://gist.github.com/{gist.Number:x32}.git\n"));
        }

        foreach (var part in snippets.Chunk(100))
        {
            var members = part.Select(static snippet => $"  // {snippet.Number}\n  {Quoted(snippet.Name)}: {{ \"prefix\": \"p\", \"body\": {Quoted(Escaped(snippet.Text))}, \"scope\": {Quoted(ScopeOf(snippet))} }},\n");
            WriteIn("snippets", part[0].Number.ToString(CultureInfo.InvariantCulture) + ".code-snippets", Encoding.UTF8.GetBytes("{\n" + string.Concat(members) + "}\n"));
        }

        WriteJson("lab.json", new { app = "2.6", contents = new { snippets = lab.Select(static (one, index) => new { uuid = $"S-{index}", title = one.Name, fragments = new[] { new { title = "Fragment", content = one.Text, language = one.Language } } }), tags = Array.Empty<string>() } });
        WriteJson("db.json", new { folders = Array.Empty<string>(), tags = Array.Empty<string>(), snippets = mass.Select(static (one, index) => new { id = $"s{index}", name = one.Name, isDeleted = false, content = new[] { new { label = "Fragment 1", language = one.Language, value = one.Text } } }) });
        WriteJson("raycast.json", raycast.Select(static one => new { name = one.Name, text = one.Text }));
        foreach (var note in notes)
        {
            var isCrLf = note.Text.Contains('\r', StringComparison.Ordinal);
            var text = note.Text.ReplaceLineEndings("\n");
            var hasEnd = text.EndsWith('\n');
            WriteIn("vault", FormattableString.Invariant($"{note.Number}.md"), Encoding.UTF8.GetBytes(
                $"---\npieces_note: 1\nname: {Quoted(note.Name)}\nlanguage: \"{note.Language}\"\ncontent: \"fence\"\nline_ends: \"{(isCrLf ? "crlf" : "lf")}\"\nfinal_newline: {(hasEnd ? "true" : "false")}\n---\n\n`````\n{(hasEnd ? text : text + "\n")}`````\n"));
        }

        return [.. files, .. gists, .. snippets, .. lab, .. mass, .. raycast.Select(static one => one with { Language = null }), .. notes];
    }

    private static List<Material> Numbered(IEnumerable<Material> materials, string form) => [.. materials.Select(material => material with { Name = $"{form} {material.Name}" })];

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);

    private static string ScopeOf(Material material) => material.Language switch
    {
        "ps1" => "powershell",
        "sh" => "shellscript",
        "cs" => "csharp",
        "js" => "javascript",
        "rs" => "rust",
        "rb" => "ruby",
        "md" => "markdown",
        var other => other!,
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static int Checksum(string text) => text.Aggregate(17, static (sum, character) => unchecked((sum * 31) + character));

    private void WriteJson(string name, object value) => Folder.Write(name, JsonSerializer.Serialize(value));

    private void WriteIn(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(Folder.PathOf(folder));
        Folder.Write(Path.Combine(folder, name), bytes);
    }
}
