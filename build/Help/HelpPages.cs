namespace HelpBuilder;

/// <summary>All pages of a folder.</summary>
public static class HelpPages
{
    /// <summary>Reads the pages, in the order of their names on any system.</summary>
    /// <exception cref="FormatException">A page does not have the expected format. The message contains the page and the reason.</exception>
    public static IReadOnlyList<HelpPage> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md").OrderBy(static file => Path.GetFileName(file), StringComparer.Ordinal)
            .Select(static file => new PageReader(Path.GetFileName(file), File.ReadAllText(file)).Read()),
    ];
}
