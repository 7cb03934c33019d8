using RestCore;

namespace PiecesOs.Module;

/// <summary>The errors about lasting servers.</summary>
internal static class ServerErrors
{
    public static InputException NotStarted(string output, string recommendation) => new(
        "ServerNotStarted",
        ErrorCategory.InvalidOperation,
        $"The server did not start: {DisplayText.Safe(output)}",
        recommendation);

    public static InputException TimedOut(TimeSpan timeout) => new(
        "ServerTimedOut",
        ErrorCategory.OperationTimeout,
        $"The server did not start within {Quantity.Seconds(timeout)}.",
        "Allow more time with -TimeoutSec. A check or a migration of a large data file takes minutes.");

    public static InputException DataFileInUse(string path) => new(
        "DataFileInUse",
        ErrorCategory.ResourceBusy,
        $"Another server is using the data file '{DisplayText.Safe(path)}'.",
        "Use that server, which Get-PiecesServer lists unless it is a sandbox or another user started it. Or specify another file.");

    public static InputException NotRunning(string path) => new(
        "ServerNotRunning",
        ErrorCategory.ObjectNotFound,
        $"No server is running with the data file '{DisplayText.Safe(path)}'.",
        "List the running servers with Get-PiecesServer. While no server is running, you can copy the data file instead.");

    public static InputException NotStopped(Uri uri, int processId, TimeSpan timeout) => new(
        "ServerNotStopped",
        ErrorCategory.OperationTimeout,
        $"The server at {uri} did not end within {Quantity.Seconds(timeout)}.",
        FormattableString.Invariant($"Allow more time with -TimeoutSec, or end its process with Stop-Process -Id {processId}. What it acknowledged is in the data file."));

    public static InputException BackupFailed(string path, string problem, Exception? cause = null) => new(
        "BackupFailed",
        ErrorCategory.WriteError,
        $"The backup '{DisplayText.Safe(path)}' was not written: {DisplayText.Safe(ShortLine.Of(problem))}",
        "Check that the server is running and that there is enough space. An earlier file of that name is unchanged.",
        cause);

    public static InputException BackupTimedOut(string path, TimeSpan timeout, Exception cause) => new(
        "BackupTimedOut",
        ErrorCategory.OperationTimeout,
        $"The backup '{DisplayText.Safe(path)}' was not complete within {Quantity.Seconds(timeout)}.",
        "Check whether the file exists: the server completes a backup that it has begun. Allow more time with -TimeoutSec.",
        cause);
}
