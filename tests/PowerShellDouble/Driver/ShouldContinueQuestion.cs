namespace PowerShellDouble;

/// <summary>One call of ShouldContinue that reached the user.</summary>
public sealed record ShouldContinueQuestion(string Query, string Caption, bool Answer);
