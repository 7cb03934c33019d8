namespace HelpBuilder;

/// <summary>An input or output type of a cmdlet.</summary>
/// <param name="Name">The type name.</param>
/// <param name="Text">The description.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
