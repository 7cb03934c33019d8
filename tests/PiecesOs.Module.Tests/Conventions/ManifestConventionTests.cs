using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>The manifest names exactly what the assembly contains.</summary>
public sealed partial class ManifestConventionTests
{
    private static readonly string s_manifest = File.ReadAllText(Path.Combine(ModuleUnderTest.Root, "PiecesOs.psd1"));

    [Fact]
    public void It_exports_each_cmdlet_of_the_assembly_by_name()
    {
        var exported = Quoted(Value("CmdletsToExport"));
        var cmdlets = ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name()).ToArray();
        cmdlets.Except(exported, StringComparer.Ordinal).ShouldBeEmpty("Add this cmdlet to CmdletsToExport in PiecesOs.psd1.");
        exported.Except(cmdlets, StringComparer.Ordinal).ShouldBeEmpty("CmdletsToExport in PiecesOs.psd1 names a cmdlet that does not exist.");
        exported.ShouldBeUnique();
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void It_exports_nothing_else(string key) => Quoted(Value(key)).ShouldBeEmpty();

    [Fact]
    public void Its_version_matches_the_assembly() =>
        Line("ModuleVersion").ShouldBe(ModuleUnderTest.Assembly.GetName().Version!.ToString(fieldCount: 3));

    [Fact]
    public void Its_license_is_below_the_address_of_the_project() => Line("LicenseUri").ShouldBe(Line("ProjectUri") + "/blob/main/LICENSE");

    [Theory]
    [InlineData("RootModule", "")]
    [InlineData("FormatsToProcess", "src/PiecesOs.Module")]
    public void The_files_it_names_exist(string key, string folder)
    {
        foreach (var file in Quoted(s_manifest.Split(key, 2)[1].Split('\n')[0]))
            File.Exists(Path.Combine(ModuleUnderTest.Root, folder, file)).ShouldBeTrue(file);
    }

    /// <summary>The text after a key in the same line.</summary>
    private static string Line(string key) => Quoted(s_manifest.Split('\n').Single(line => line.TrimStart().StartsWith(key + ' ', StringComparison.Ordinal))).Single();

    /// <summary>The text between the parentheses after a key.</summary>
    private static string Value(string key) => s_manifest.Split(key, 2)[1].Split("@(", 2)[1].Split(')')[0];

    private static string[] Quoted(string text) => [.. Literal().Matches(text).Select(static match => match.Groups[1].Value)];

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Literal();
}
