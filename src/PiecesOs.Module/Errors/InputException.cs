namespace PiecesOs.Module;

/// <summary>Input that cannot be used: the message names what was given.</summary>
internal sealed class InputException(string errorId, ErrorCategory category, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The stable id of the error.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>Its category.</summary>
    public ErrorCategory Category { get; } = category;

    /// <summary>What the user can do about it.</summary>
    public required string RecommendedAction { get; init; }
}
