using Microsoft.Data.Sqlite;

namespace PiecesOs.Server.Storage;

/// <summary>The data file cannot be used.</summary>
internal sealed class DataFileException(DataFileFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    // Result codes of SQLite.
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    /// <summary>The reason.</summary>
    public DataFileFault Reason => fault;

    /// <summary>The fault that an error shows, or null if the error is about something else.</summary>
    public static DataFileFault? FaultOf(Exception error) => error switch
    {
        DataFileException known => known.Reason,
        SqliteException { SqliteErrorCode: Full } => DataFileFault.DiskFull,
        SqliteException { SqliteErrorCode: ReadOnly } => DataFileFault.ReadOnly,
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => DataFileFault.Damaged,
        _ => null,
    };

    /// <summary>The exception for an error during the start. Its message names the file.</summary>
    public static DataFileException AtStart(string path, Exception error) => FaultOf(error) switch
    {
        DataFileFault.DiskFull => new(DataFileFault.DiskFull, $"The data file '{path}' cannot be used: the disk is full. Free some space and start the server again.", error),
        DataFileFault.ReadOnly => new(DataFileFault.ReadOnly, $"The data file '{path}' cannot be used: it is read-only.", error),
        DataFileFault.Damaged => new(DataFileFault.Damaged, $"The data file '{path}' is damaged or is not a data file: {error.Message}", error),
        _ when error is UnauthorizedAccessException => new(DataFileFault.ReadOnly, $"The data file '{path}' cannot be used: {error.Message}", error),
        _ => new(DataFileFault.Unusable, $"The data file '{path}' cannot be used: {error.Message}", error),
    };
}
