namespace RestCore;

/// <summary>The server sent too much to hold in memory, and no temporary file could be written.</summary>
public sealed class TemporaryFileException : Exception
{
    /// <summary>Names the folder.</summary>
    public TemporaryFileException(string folder, Exception innerException)
        : base($"'{folder}' does not accept a temporary file: {innerException?.Message}", innerException)
    {
    }
}
