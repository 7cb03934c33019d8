namespace HelpBuilder;

/// <summary>One syntax of a cmdlet.</summary>
/// <param name="Set">The parameter set. Empty if there is only one.</param>
/// <param name="IsDefault">Whether it is the default parameter set.</param>
/// <param name="Text">The syntax line.</param>
public sealed record HelpSyntax(string Set, bool IsDefault, string Text);
