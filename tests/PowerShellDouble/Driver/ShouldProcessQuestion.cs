namespace PowerShellDouble;

/// <summary>One call of ShouldProcess: what was to be done to what, and what the cmdlet was told. Target is null where only a description was given.</summary>
public sealed record ShouldProcessQuestion(string? Target, string? Action, string Description, string? Warning, bool Asked, bool Answer);
