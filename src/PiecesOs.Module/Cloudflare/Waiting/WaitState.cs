namespace PiecesOs.Module;

/// <summary>How far a change is.</summary>
/// <param name="Result">What to return when it is done.</param>
/// <param name="Status">The status, for people.</param>
/// <param name="IsFinal">Whether nothing more will happen.</param>
internal sealed record WaitState(object? Result, string Status, bool IsFinal);
