using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>
/// The diagram of docs/architecture.md: the dependencies between the projects and between their folders. A type belongs to the folder
/// of the file that declares it. A file uses a type if the type's name appears outside comments and strings.
/// </summary>
public sealed partial class ArchitectureTests
{
    private const string Arrow = "─►";

    private static readonly Dictionary<string, Block> s_diagram = ReadDiagram();

    public static TheoryData<string> Blocks => [.. s_diagram.Keys.Where(static block => block != "src")];

    private static string Source => Path.Combine(ModuleUnderTest.Root, "src");

    [Fact]
    public void The_diagram_shows_the_projects_and_their_references()
    {
        var references = Directory.GetDirectories(Source).SelectMany(static folder => Directory.GetFiles(folder, "*.csproj")).ToDictionary(
            static project => Path.GetFileNameWithoutExtension(project),
            static project => XDocument.Load(project).Descendants("ProjectReference")
                .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray(),
            StringComparer.Ordinal);
        references.Keys.Order(StringComparer.Ordinal).ShouldBe(s_diagram["src"].Names, "The block src of the diagram in docs/architecture.md needs these names: the projects in src.");
        s_diagram.Keys.Where(static block => block != "src" && !block.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(s_diagram["src"].Names, "Each project needs a block of its own in the diagram in docs/architecture.md.");
        references.SelectMany(static project => project.Value.Select(to => $"{project.Key} {Arrow} {to}")).Order(StringComparer.Ordinal)
            .ShouldBe(s_diagram["src"].Arrows, "The block src of the diagram in docs/architecture.md needs these arrows: the project references.");
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_diagram_shows_the_folders_and_what_they_use(string folder)
    {
        var block = s_diagram[folder];
        var files = ReadFiles(Path.Combine(Source, folder));
        files.Values.Select(static file => file.Folder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(block.Names, $"The block {folder} of the diagram in docs/architecture.md needs these names: the folders, and the files that are in none.");

        // A type name that two folders declare is ambiguous, so it is ignored.
        var declaringFolders = files.SelectMany(static file => Declaration().Matches(file.Value.Code).Select(type => (Name: type.Groups[1].Value, file.Value.Folder)))
            .GroupBy(static type => type.Name, static type => type.Folder, StringComparer.Ordinal)
            .Where(static type => type.Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(static type => type.Key, static type => type.First(), StringComparer.Ordinal);
        var uses = (
            from file in files
            from name in Word().Matches(file.Value.Code).Select(static word => word.Value).Distinct(StringComparer.Ordinal)
            where declaringFolders.TryGetValue(name, out var declaring) && declaring != file.Value.Folder
            select (File: file.Key, Name: name, From: file.Value.Folder, To: declaringFolders[name])).ToArray();
        uses.Where(use => !block.Reaches(use.From, use.To))
            .Select(use => $"{Path.GetRelativePath(Source, use.File)} uses {use.Name} of {use.To}, to which no arrow of {use.From} leads.")
            .ShouldBeEmpty("Move the type, or add the arrow to the diagram in docs/architecture.md.");
        block.Arrows.Except(uses.Select(static use => $"{use.From} {Arrow} {use.To}"), StringComparer.Ordinal).ShouldBeEmpty("Remove these arrows from the diagram in docs/architecture.md: no type is used along them.");
        block.Names.Where(name => block.Reaches(name, name)).ShouldBeEmpty("Arrows must not lead back to these folders in the diagram in docs/architecture.md.");
    }

    [Fact]
    public void Commands_contains_only_cmdlets() =>
        Directory.EnumerateFiles(Path.Combine(Source, "PiecesOs.Module", "Commands"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.EndsWith("Command.cs", StringComparison.Ordinal)).ShouldBeEmpty("Move this file to Binding, Library, Sharing, Watching or Pipeline, or end its name in Command.cs if it is a cmdlet.");

    /// <summary>A line is the name of a block, or a chain of names and arrows, or both.</summary>
    private static Dictionary<string, Block> ReadDiagram()
    {
        var blocks = new Dictionary<string, Block>(StringComparer.Ordinal);
        var block = new Block();
        var page = File.ReadAllText(Path.Combine(ModuleUnderTest.Root, "docs", "architecture.md"));
        foreach (var line in page.Split("```")[1].Split('\n').Where(static line => !string.IsNullOrWhiteSpace(line)))
        {
            var chain = line;
            if (!char.IsWhiteSpace(line[0]))
            {
                var name = line.Split(' ')[0].Trim();
                blocks.Add(name, block = new Block());
                chain = line[name.Length..];
            }

            block.Add(chain);
        }

        return blocks;
    }

    private static Dictionary<string, (string Folder, string Code)> ReadFiles(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: file, Folder: Path.GetFileNameWithoutExtension(Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0])))
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

    /// <summary>The arrows of a project, or between the projects.</summary>
    private sealed class Block
    {
        private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
        private readonly HashSet<(string From, string To)> _arrows = [];

        public IEnumerable<string> Names => _names;

        public IEnumerable<string> Arrows => _arrows.Select(static arrow => $"{arrow.From} {Arrow} {arrow.To}").Order(StringComparer.Ordinal);

        public void Add(string chain)
        {
            string[] before = [];
            foreach (var layer in chain.Split(Arrow).Select(static names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            {
                _names.UnionWith(layer);
                _arrows.UnionWith(before.SelectMany(_ => layer, static (from, to) => (from, to)));
                before = layer;
            }
        }

        public bool Reaches(string from, string to)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var next = new Stack<string>([from]);
            while (next.TryPop(out var name))
            {
                foreach (var arrow in _arrows.Where(arrow => arrow.From == name && reached.Add(arrow.To)))
                    next.Push(arrow.To);
            }

            return reached.Contains(to);
        }
    }
}
