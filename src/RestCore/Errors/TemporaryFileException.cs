namespace RestCore;

/// <summary>What the server sends is too much for memory, and the folder for temporary files did not take it.</summary>
public sealed class TemporaryFileException : Exception
{
    /// <summary>Names the folder.</summary>
    public TemporaryFileException(string folder, Exception innerException)
        : base($"'{folder}' does not take a temporary file: {innerException?.Message}", innerException)
    {
    }
}
