namespace PiecesOs.Module;

/// <summary>Input that cannot be used, or a local problem. The message names what was given.</summary>
/// <param name="errorId">The stable ID of the error.</param>
/// <param name="category">Its category.</param>
/// <param name="message">What is wrong.</param>
/// <param name="action">What the user can do about it.</param>
/// <param name="cause">The exception that is the cause.</param>
internal sealed class InputException(string errorId, ErrorCategory category, string message, string action, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The stable ID of the error.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>Its category.</summary>
    public ErrorCategory Category { get; } = category;

    /// <summary>What the user can do about it.</summary>
    public string RecommendedAction { get; } = action;
}

/// <summary>Passes an error that ends the whole pipeline from the worker to the pipeline thread.</summary>
internal sealed class TerminatingErrorException(ErrorRecord errorRecord) : Exception(errorRecord.Exception?.Message, errorRecord.Exception)
{
    public ErrorRecord ErrorRecord { get; } = errorRecord;
}
