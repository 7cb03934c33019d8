using System.Text.RegularExpressions;
using HelpBuilder;
using PiecesOs.Module.Tests.Conventions;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The location of the help files.</summary>
internal static partial class HelpFiles
{
    public static string PagesFolder { get; } = Path.Combine(ModuleUnderTest.Root, "docs", "cmdlets");

    public static string TopicsFolder { get; } = Path.Combine(ModuleUnderTest.Root, "en-US");

    public static IReadOnlyList<HelpPage> Pages { get; } = HelpPages.Read(PagesFolder);

    /// <summary>The address of the repository in the manifest.</summary>
    public static Uri Project { get; } = new(ProjectUri().Match(File.ReadAllText(Path.Combine(ModuleUnderTest.Root, "PiecesOs.psd1"))).Groups["address"].Value);

    public static IReadOnlyList<string> Topics { get; } = [.. Directory.EnumerateFiles(TopicsFolder, "about_*.txt").Select(static file => Path.GetFileName(file))];

    public static string Topic(string file) => File.ReadAllText(Path.Combine(TopicsFolder, file));

    /// <summary>The names of cmdlets in a text. The name of a script is not one.</summary>
    public static IReadOnlySet<string> CmdletsIn(string text) => Cmdlet().Matches(text).Select(static match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b[A-Z][a-z]+-(Pieces|Cloudflare)[A-Za-z]*\b(?!\.ps1)")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"(?m)^\s+ProjectUri\s*=\s*'(?<address>[^']+)'")]
    private static partial Regex ProjectUri();
}
