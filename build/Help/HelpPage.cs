namespace HelpBuilder;

/// <summary>The help of one cmdlet, as parsed from its page. Texts are Markdown paragraphs.</summary>
public sealed record HelpPage
{
    /// <summary>The file name.</summary>
    public required string File { get; init; }

    /// <summary>The cmdlet name.</summary>
    public required string Name { get; init; }

    /// <summary>The front matter, between the two lines of dashes.</summary>
    public required IReadOnlyDictionary<string, string> FrontMatter { get; init; }

    /// <summary>The synopsis, one sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The syntax lines, with the default one marked.</summary>
    public required IReadOnlyList<HelpSyntax> Syntax { get; init; }

    /// <summary>The description.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>The parameters, without the common ones. A parameter that differs between parameter sets appears once per variant.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>The pipeline input types.</summary>
    public required IReadOnlyList<HelpType> Inputs { get; init; }

    /// <summary>The output types.</summary>
    public required IReadOnlyList<HelpType> Outputs { get; init; }

    /// <summary>The notes: the API operation, and the possible errors.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The related links.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The error for a page that cannot be parsed.</summary>
    internal static FormatException Unreadable(string file, string problem) => new($"{file}: {problem}");
}
