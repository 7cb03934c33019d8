namespace HelpBuilder;

/// <summary>The help of one cmdlet, as its page has it. Texts are Markdown, their paragraphs apart.</summary>
public sealed record HelpPage
{
    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>The cmdlet's name.</summary>
    public required string Name { get; init; }

    /// <summary>What stands between the two lines of dashes at the top.</summary>
    public required IReadOnlyDictionary<string, string> FrontMatter { get; init; }

    /// <summary>What Get-Help -Online opens: one of the links at the page's end.</summary>
    public required Uri Online { get; init; }

    /// <summary>One sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The ways to call it, the default one marked.</summary>
    public required IReadOnlyList<HelpSyntax> Syntax { get; init; }

    /// <summary>What it does.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>The parameters, without the common ones; one that differs between its sets is there for each kind.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>What it takes from the pipeline.</summary>
    public required IReadOnlyList<HelpType> Inputs { get; init; }

    /// <summary>What it emits.</summary>
    public required IReadOnlyList<HelpType> Outputs { get; init; }

    /// <summary>The API operation, and the errors to expect.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The pages to read next.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The error for a page that cannot be read.</summary>
    internal static FormatException Unreadable(string file, string problem) => new($"{file}: {problem}");
}
