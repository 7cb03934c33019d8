namespace PiecesOs.Server.Pages;

/// <summary>What a share page shows of one asset; no text when the content is none, or too long to show.</summary>
internal sealed record Snippet(string Title, string Language, string? Text);
