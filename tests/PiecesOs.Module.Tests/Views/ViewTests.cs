using System.Text.RegularExpressions;
using System.Xml.Linq;
using PiecesOs.Module.Tests.Conventions;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Views;

/// <summary>What PowerShell shows, exports and serializes of each type that cmdlets emit.</summary>
public sealed partial class ViewTests : IDisposable
{
    private readonly PowerShellSession _session = new();

    public static TheoryData<string> Types => [.. ViewConventionTests.Emitted.Select(static row => row.Data), typeof(PiecesSandbox).FullName!];

    /// <summary>The widths of a terminal, of a CI log, and of a large screen.</summary>
    public static TheoryData<string, int> TypesAndWidths => [.. Types.SelectMany(static row => new[] { 80, 120, 200 }.Select(width => (row.Data, width)))];

    [Theory]
    [MemberData(nameof(TypesAndWidths))]
    public void What_selects_an_object_is_shown_as_a_whole(string type, int width)
    {
        var lines = Show(type, $"$item | Out-String -Width {width}").Split('\n');

        lines.ShouldContain(line => line.Contains(ViewSamples.KeyOf(type), StringComparison.Ordinal), string.Join('\n', lines));
        lines.ShouldAllBe(line => line.TrimEnd().Length <= width);
    }

    [Theory]
    [MemberData(nameof(TypesAndWidths))]
    public void A_heading_takes_one_line(string type, int width)
    {
        var lines = Show(type, $"$item | Format-Table | Out-String -Width {width}").Split('\n').Select(static line => line.Trim()).ToArray();

        var headings = Array.FindIndex(lines, static line => line.StartsWith("--", StringComparison.Ordinal)) - 1;
        lines[headings].ShouldNotBeEmpty();
        lines[headings - 1].ShouldBeEmpty(string.Join('\n', lines));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_heading_is_a_property(string type)
    {
        var headings = XDocument.Load(Path.Combine(ModuleUnderTest.Root, "src", "PiecesOs.Module", "PiecesOs.Format.ps1xml")).Descendants("View")
            .Where(view => view.Descendants("TypeName").Any(name => name.Value == type)).Descendants("Label").Select(static label => label.Value).ToArray();

        headings.ShouldNotBeEmpty($"{type} has no view in PiecesOs.Format.ps1xml.");
        foreach (var heading in headings)
        {
            Run(type, $"$null -ne $item.PSObject.Properties['{heading}']").ShouldBe([true], heading);
            Run(type, $"($item | Select-Object {heading} | Sort-Object {heading} | Measure-Object).Count").ShouldBe([1], heading);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_CSV_file_contains_no_names_of_types(string type) =>
        TypeName().Matches(Show(type, "$item | ConvertTo-Csv -NoTypeInformation | Out-String -Width 10000")).Select(static match => match.Value).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Types))]
    public void Format_Wide_shows_no_name_of_a_type(string type) =>
        TypeName().Matches(Show(type, "$item | Format-Wide | Out-String")).Select(static match => match.Value).ShouldBeEmpty($"Format-Wide shows the text of the object: override ToString of {type}.");

    [Theory]
    [MemberData(nameof(Types))]
    public void JSON_of_the_default_depth_is_complete(string type)
    {
        var result = _session.Run("$item | ConvertTo-Json", ("item", ViewSamples.Create(type))).ShouldSucceed();

        // The free data of a resource has any depth.
        if (type != typeof(CloudflareSharing.Client.CloudflareShare).FullName)
            result.Warnings.ShouldBeEmpty();
        TypeName().Matches((string)result.Output.Single()!).Select(static match => match.Value).ShouldBeEmpty();
    }

    /// <summary>Import-Clixml has the depth 2, a job or a remote session has the depth 1.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void A_deserialized_object_has_the_same_views(string type)
    {
        const string Formats = "$item | Out-String -Width 200; $item | Format-Table | Out-String -Width 80; $item | Format-List | Out-String -Width 200; $item | Format-Wide | Out-String -Width 200";
        var shown = Run(type, Formats);

        foreach (var depth in new[] { 1, 2 })
            Run(type, $"$item = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($item, {depth})); {Formats}").ShouldBe(shown, $"depth {depth}");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void No_view_has_a_control_character(string type)
    {
        foreach (var format in new[] { "Out-String", "Format-Table", "Format-List", "Format-Wide", "Format-Custom" })
        {
            // PowerShell itself shows the sandbox with Format-Custom, whose values do not come from a server.
            if (format == "Format-Custom" && type == typeof(PiecesSandbox).FullName)
                continue;
            var shown = Show(type, $"$item | {format} | Out-String -Width 200");
            shown.Where(static character => (char.IsControl(character) && character is not ('\r' or '\n')) || character == '\u202E').ShouldBeEmpty($"{format}: {shown}");
            shown.Split('\n').ShouldNotContain(static line => line.StartsWith("next", StringComparison.Ordinal), format);
        }
    }

    [Fact]
    public void Tags_are_texts()
    {
        Run(Asset, "$item.Tags -contains 'docker'; $item.Tags[0]; $item.Tags[-1].StartsWith('a name'); ($item | ConvertTo-Json | ConvertFrom-Json).Tags[0]; $item.GetTags()[0].Id")
            .ShouldBe([true, "docker", true, "docker", "t1"]);
        Show(Asset, "($item | ConvertTo-Csv | ConvertFrom-Csv).Tags").ShouldStartWith("docker, a name");
    }

    [Fact]
    public void Dates_are_dates() => Run(
        Asset,
        """
        ($item | ConvertTo-Json | ConvertFrom-Json).Created.ToUniversalTime().ToString('yyyy-MM-dd HH:mm:ss')
        ([DateTimeOffset] ($item | ConvertTo-Csv | ConvertFrom-Csv).Created).UtcDateTime.ToString('yyyy-MM-dd HH:mm:ss')
        """).ShouldBe(["2024-01-02 03:04:05", "2024-01-02 03:04:05"]);

    [Fact]
    public void The_age_is_in_days() => Run(Asset, "$item.Age -is [double]; $item | Where-Object Age -gt 365 | ForEach-Object Id").ShouldBe([true, Sample.Id(1)]);

    [Fact]
    public void Objects_can_be_selected_by_what_the_view_shows() => Run(
        Asset, "$item | Where-Object Shared | ForEach-Object Id; ($item | Select-Object Links).Links").ShouldBe([Sample.Id(1), ViewSamples.Link]);

    [Fact]
    public void A_search_result_shows_the_line_that_matched() => Run(
        typeof(Client.SearchedAsset).FullName!, "$item.Line.StartsWith('second retry line'); $item.LineNumber; ($item | Out-String -Width 200) -match 'second retry'").ShouldBe([true, 2, true]);

    public void Dispose() => _session.Dispose();

    private static string Asset => typeof(Client.Asset).FullName!;

    private IReadOnlyList<object?> Run(string type, string script) => _session.Run(script, ("item", ViewSamples.Create(type))).ShouldSucceed().Output;

    private string Show(string type, string script) => string.Concat(Run(type, script));

    [GeneratedRegex(@"\b(System|PiecesOs|RestCore|CloudflareSharing)\.[A-Za-z.`]+")]
    private static partial Regex TypeName();
}
