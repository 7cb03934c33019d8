namespace PiecesOs.Server.Hosting;

/// <summary>The sandbox cannot start as asked: the port is taken, or the data file cannot be used.</summary>
internal sealed class StartException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process exits with.</summary>
    public int ExitCode { get; } = exitCode;
}
