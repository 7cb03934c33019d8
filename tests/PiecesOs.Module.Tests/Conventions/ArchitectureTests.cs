using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>
/// The dependencies between the folders of src, in one direction only. docs/architecture.md shows the same dependencies. A type
/// belongs to the folder of the file that declares it. A file uses a type if the type's name appears outside comments and strings.
/// </summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Each folder with the folders that it can use.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> s_allowedFolders = new(StringComparer.Ordinal)
    {
        ["PiecesOs.Module"] = new(StringComparer.Ordinal)
        {
            ["Commands"] = "Binding Library Sharing Watching Sessions Pipeline Errors Formatting",
            ["Binding"] = "Sessions Pipeline Errors Formatting",
            ["Library"] = "Sessions Pipeline Errors Formatting",
            ["Sharing"] = "Watching Sessions Pipeline Errors Formatting",
            ["Watching"] = "Sessions Pipeline Errors Formatting",
            ["Sessions"] = "Pipeline Errors Formatting",
            ["Pipeline"] = "Errors Formatting",
            ["Errors"] = "Formatting",
            ["Formatting"] = "",
        },
        ["PiecesOs.Client"] = new(StringComparer.Ordinal)
        {
            ["Content"] = "PiecesClient.cs Models",
            ["Discovery"] = "PiecesClient.cs System Models",
            ["PiecesClient.cs"] = "Assets Shares Links Library Materials Relations System Responses Models",
            ["Assets"] = "Responses Requests Models",
            ["Shares"] = "Responses Requests Models",
            ["Links"] = "Responses Requests Models",
            ["Library"] = "Responses Requests Models",
            ["Materials"] = "Responses",
            ["Relations"] = "Responses Models",
            ["Responses"] = "System Models",
            ["System"] = "Models",
            ["Requests"] = "Models",
            ["Models"] = "",
        },
        ["CloudflareSharing.Client"] = new(StringComparer.Ordinal)
        {
            ["IResourceSharingApi.cs"] = "Requests Models",
            ["ResourceSharingApiExtensions.cs"] = "IResourceSharingApi.cs Responses Requests Models",
            ["Connection"] = "Requests",
            ["Responses"] = "Models",
            ["Requests"] = "",
            ["Models"] = "",
        },
        ["RestCore"] = new(StringComparer.Ordinal)
        {
            ["WebSockets"] = "Http Json Errors",
            ["Http"] = "Json Errors",
            ["Json"] = "Errors",
            ["Errors"] = "",
        },
        ["PiecesOs.Server"] = new(StringComparer.Ordinal)
        {
            ["Program.cs"] = "Hosting Storage",
            ["Hosting"] = "Pieces Cloudflare Http Storage",
            ["Pieces"] = "Http Storage",
            ["Cloudflare"] = "Http Storage",
            ["Http"] = "",
            ["Storage"] = "",
        },
    };

    /// <summary>Each project with the projects that it can reference.</summary>
    private static readonly Dictionary<string, string[]> s_references = new(StringComparer.Ordinal)
    {
        ["PiecesOs.Module"] = ["PiecesOs.Client", "CloudflareSharing.Client"],
        ["PiecesOs.Client"] = ["RestCore"],
        ["CloudflareSharing.Client"] = ["RestCore"],
        ["RestCore"] = [],
        ["PiecesOs.Server"] = [],
    };

    public static TheoryData<string> Projects => [.. s_references.Keys];

    public static TheoryData<string> CheckedProjects => [.. s_allowedFolders.Keys];

    private static string Source => Path.Combine(ModuleUnderTest.Root, "src");

    [Fact]
    public void Every_project_is_listed_here() =>
        Directory.GetDirectories(Source).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(s_references.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_allowed_projects(string project)
    {
        var references = XDocument.Load(Path.Combine(Source, project, project + ".csproj")).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        references.Except(s_references[project], StringComparer.Ordinal).ShouldBeEmpty($"{project} may not reference this project.");
    }

    [Theory]
    [MemberData(nameof(CheckedProjects))]
    public void A_folder_uses_only_allowed_folders(string project)
    {
        var allowed = s_allowedFolders[project];
        var files = ReadFiles(Path.Combine(Source, project));
        files.Values.Select(static file => file.Folder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(allowed.Keys.Order(StringComparer.Ordinal), "These are the folders of the project. A new one needs a line here.");

        // A type name that two folders declare is ambiguous, so it is ignored.
        var declaringFolders = files.SelectMany(static file => Declaration().Matches(file.Value.Code).Select(type => (Name: type.Groups[1].Value, file.Value.Folder)))
            .GroupBy(static type => type.Name, static type => type.Folder, StringComparer.Ordinal)
            .Where(static type => type.Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(static type => type.Key, static type => type.First(), StringComparer.Ordinal);
        var offenders =
            from file in files
            from name in Word().Matches(file.Value.Code).Select(static word => word.Value).Distinct(StringComparer.Ordinal)
            where declaringFolders.TryGetValue(name, out var folder) && folder != file.Value.Folder && !allowed[file.Value.Folder].Split(' ').Contains(folder)
            select $"{Path.GetRelativePath(Source, file.Key)} uses {name} of the folder {declaringFolders[name]}, but {file.Value.Folder} may only use: {allowed[file.Value.Folder]}.";
        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void Commands_contains_only_cmdlets() =>
        Directory.EnumerateFiles(Path.Combine(Source, "PiecesOs.Module", "Commands"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.EndsWith("Command.cs", StringComparison.Ordinal)).ShouldBeEmpty("Move this file to Binding, Library, Sharing, Watching or Pipeline.");

    private static Dictionary<string, (string Folder, string Code)> ReadFiles(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: file, Folder: Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0]))
            .Where(static file => file.Folder is not ("bin" or "obj"))
            .ToDictionary(
                static file => file.Path,
                static file => (file.Folder, Code: CommentOrString().Replace(File.ReadAllText(file.Path), " ")),
                StringComparer.Ordinal);

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""", RegexOptions.Singleline)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"\b(?:class|record(?:\s+struct)?|struct|interface|enum|delegate\s+[\w<>?]+)\s+([A-Z]\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
