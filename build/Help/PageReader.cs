namespace HelpBuilder;

/// <summary>Reads a page in PlatyPS's format (schema 2.0.0).</summary>
/// <param name="file">The file name, for error messages.</param>
/// <param name="text">The page.</param>
internal sealed class PageReader(string file, string text)
{
    private static readonly string[] s_sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string[] _lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');

    public HelpPage Read()
    {
        var end = Array.IndexOf(_lines, "---", 1);
        if (_lines[0] != "---" || end < 0)
            throw HelpPage.Unreadable(file, "there is no front matter.");

        if (Split(_lines[(end + 1)..], "# ") is not [var title])
            throw HelpPage.Unreadable(file, "it must have one title, the name of the cmdlet.");
        var sections = Split(title.Lines, "## ");
        if (!sections.Select(static section => section.Heading).SequenceEqual(s_sections, StringComparer.Ordinal))
            throw HelpPage.Unreadable(file, $"its sections must be {string.Join(", ", s_sections)}.");
        string[] Of(string heading) => sections.Single(section => section.Heading == heading).Lines;

        var frontMatter = Facts(_lines[1..end]);
        if (frontMatter.GetValueOrDefault("online version") is not "")
            throw HelpPage.Unreadable(file, "its online version must be empty, because the build writes the address of the page.");
        return new HelpPage
        {
            File = file,
            Name = title.Heading,
            FrontMatter = frontMatter,
            Synopsis = Paragraphs(Of("SYNOPSIS")) is [var synopsis] ? synopsis : throw HelpPage.Unreadable(file, "SYNOPSIS must be one paragraph."),
            Syntax = [.. ReadSyntax(Of("SYNTAX"))],
            Description = Paragraphs(Of("DESCRIPTION")),
            Examples = [.. Split(Of("EXAMPLES"), "### ").Select(ReadExample)],
            Parameters = [.. Split(Of("PARAMETERS"), "### ").Where(static part => part.Heading != "CommonParameters").SelectMany(ReadParameter)],
            Inputs = [.. Split(Of("INPUTS"), "### ").Select(static part => new HelpType(part.Heading, Paragraphs(part.Lines)))],
            Outputs = [.. Split(Of("OUTPUTS"), "### ").Select(static part => new HelpType(part.Heading, Paragraphs(part.Lines)))],
            Notes = Paragraphs(Of("NOTES")),
            Links = Paragraphs(Of("RELATED LINKS")),
        };
    }

    private IEnumerable<HelpSyntax> ReadSyntax(string[] lines)
    {
        const string Default = " (Default)";
        var parts = Split(lines, "### ");
        if (parts.Count == 0)
            return [new HelpSyntax(string.Empty, IsDefault: true, Fence(ref lines, string.Empty)!)];
        return parts.Select(part =>
        {
            var isDefault = part.Heading.EndsWith(Default, StringComparison.Ordinal);
            var body = part.Lines;
            return new HelpSyntax(isDefault ? part.Heading[..^Default.Length] : part.Heading, isDefault, Fence(ref body, string.Empty)!);
        });
    }

    private HelpExample ReadExample((string Heading, string[] Lines) part)
    {
        var lines = part.Lines;
        var code = Fence(ref lines, "powershell") ?? throw HelpPage.Unreadable(file, $"'{part.Heading}' has no code.");
        return new HelpExample(part.Heading, code, Fence(ref lines, "output"), Paragraphs(lines));
    }

    /// <summary>A parameter that differs between parameter sets has one block per variant.</summary>
    private List<HelpParameter> ReadParameter((string Heading, string[] Lines) part)
    {
        var lines = part.Lines;
        var blocks = new List<string>();
        while (Fence(ref lines, "yaml") is { } block)
            blocks.Add(block);
        if (blocks.Count == 0)
            throw HelpPage.Unreadable(file, $"'{part.Heading}' has no YAML block.");
        var words = Paragraphs(lines);
        return blocks.ConvertAll(block => new HelpParameter(part.Heading.TrimStart('-'), words, Facts(block.Split('\n'))));
    }

    /// <summary>Removes the first block of this kind from the lines and returns it.</summary>
    private static string? Fence(ref string[] lines, string kind)
    {
        var start = Array.IndexOf(lines, "```" + kind);
        if (start < 0)
            return null;
        var end = Array.IndexOf(lines, "```", start + 1);
        var code = string.Join('\n', lines[(start + 1)..end]);
        lines = [.. lines[..start], .. lines[(end + 1)..]];
        return code;
    }

    /// <summary>Sections that start with a heading. Lines inside a code block are not headings.</summary>
    private static List<(string Heading, string[] Lines)> Split(string[] lines, string mark)
    {
        var parts = new List<(string Heading, List<string> Lines)>();
        var isCode = false;
        foreach (var line in lines)
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!isCode && line.StartsWith(mark, StringComparison.Ordinal))
                parts.Add((line[mark.Length..].Trim(), []));
            else if (parts.Count > 0)
                parts[^1].Lines.Add(line);
        }

        return [.. parts.Select(static part => (part.Heading, part.Lines.ToArray()))];
    }

    /// <summary>Paragraphs. Each list item is one paragraph.</summary>
    private static string[] Paragraphs(string[] lines)
    {
        var paragraphs = new List<string>();
        var isOpen = false;
        foreach (var line in lines.Select(static line => line.Trim()))
        {
            if (isOpen && line.Length > 0 && !line.StartsWith("- ", StringComparison.Ordinal))
                paragraphs[^1] += " " + line;
            else if (line.Length > 0)
                paragraphs.Add(line);
            isOpen = line.Length > 0;
        }

        return [.. paragraphs];
    }

    private static Dictionary<string, string> Facts(string[] lines) => lines
        .Select(static line => line.Split(':', 2)).Where(static pair => pair.Length == 2)
        .ToDictionary(static pair => pair[0].Trim(), static pair => pair[1].Trim(), StringComparer.Ordinal);
}
