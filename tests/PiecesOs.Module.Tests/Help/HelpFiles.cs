using HelpBuilder;
using PiecesOs.Module.Tests.Conventions;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The location of the help files.</summary>
internal static class HelpFiles
{
    public static string PagesFolder { get; } = Path.Combine(ModuleUnderTest.Root, "docs", "cmdlets");

    public static string TopicsFolder { get; } = Path.Combine(ModuleUnderTest.Root, "en-US");

    public static IReadOnlyList<HelpPage> Pages { get; } = HelpPages.Read(PagesFolder);

    public static IReadOnlyList<string> Topics { get; } = [.. Directory.EnumerateFiles(TopicsFolder, "about_*.txt").Select(static file => Path.GetFileName(file))];

    public static string Topic(string file) => File.ReadAllText(Path.Combine(TopicsFolder, file));
}
