namespace HelpBuilder;

/// <summary>A type that a cmdlet takes or emits.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Text">When, or what is in it.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Text);
