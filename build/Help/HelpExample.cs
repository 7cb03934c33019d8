namespace HelpBuilder;

/// <summary>An example.</summary>
/// <param name="Title">What it shows, with its number.</param>
/// <param name="Code">What to type.</param>
/// <param name="Output">What comes out, where it is shown.</param>
/// <param name="Remarks">What it does, in words.</param>
public sealed record HelpExample(string Title, string Code, string? Output, IReadOnlyList<string> Remarks);
