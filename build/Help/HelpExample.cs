namespace HelpBuilder;

/// <summary>An example.</summary>
/// <param name="Title">The numbered title.</param>
/// <param name="Code">The command.</param>
/// <param name="Output">The output, if the page shows it.</param>
/// <param name="Remarks">The description.</param>
public sealed record HelpExample(string Title, string Code, string? Output, IReadOnlyList<string> Remarks);
