namespace HelpBuilder;

/// <summary>One way to call a cmdlet.</summary>
/// <param name="Set">The parameter set; empty where there is but one.</param>
/// <param name="IsDefault">Whether it is the default one.</param>
/// <param name="Text">The line that shows it.</param>
public sealed record HelpSyntax(string Set, bool IsDefault, string Text);
