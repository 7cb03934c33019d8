using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace PiecesOs.Server.Storage;

/// <summary>
/// The SQLite file: one writer at a time, any number of readers beside it (write-ahead log).
/// Without a file of the user's, it is a temporary one that is deleted when the server ends.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<DatabaseSession> _idle = [];
    private readonly string _path;
    private readonly DatabaseSession _writer;
    private readonly TemporaryDataFolder? _temporary;
    private bool _disposed;

    private Database(string path, TemporaryDataFolder? temporary)
    {
        _path = path;
        _temporary = temporary;
        _writer = Connect(path);
    }

    /// <summary>Opens the file, or a temporary one; a file that is not ours is refused by name and left as it is.</summary>
    public static Database Open(string? data)
    {
        SQLitePCL.Batteries_V2.Init();
        var temporary = data is null ? TemporaryDataFolder.Create() : null;
        var path = data is null ? Path.Combine(temporary!.Path, "sandbox.db") : Path.GetFullPath(data);
        Database? database = null;
        try
        {
            database = new Database(path, temporary);
            database.Prepare(path);
            return database;
        }
        catch (Exception error)
        {
            database?.Dispose();
            temporary?.Dispose();
            throw error switch
            {
                DataFileException => error,
                SqliteException or IOException or UnauthorizedAccessException =>
                    new DataFileException($"The data file '{path}' cannot be used: {error.Message}", error),
                _ => error,
            };
        }
    }

    /// <summary>Runs the work in one transaction, after all writers before it.</summary>
    public async Task<T> WriteAsync<T>(Func<DatabaseSession, T> work, CancellationToken cancellation = default)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work(_writer);
                _writer.Execute("COMMIT");
                return result;
            }
            catch
            {
                _writer.Execute("ROLLBACK");
                throw;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task WriteAsync(Action<DatabaseSession> work, CancellationToken cancellation = default) => WriteAsync(
        session =>
        {
            work(session);
            return true;
        },
        cancellation);

    /// <summary>A reading connection; disposing the lease returns it.</summary>
    public ReadLease Read() => new(this, _idle.TryTake(out var session) ? session : Connect(_path));

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
        _writer.Dispose();
        _writing.Dispose();
        _temporary?.Dispose();
    }

    internal void Return(DatabaseSession session)
    {
        if (_disposed)
            session.Dispose();
        else
            _idle.Add(session);
    }

    private static DatabaseSession Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var session = new DatabaseSession(connection);
            session.Execute("PRAGMA busy_timeout = 5000");
            session.Execute("PRAGMA cache_size = -16000");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Prepare(string path)
    {
        var id = (long)_writer.Scalar("PRAGMA application_id")!;
        var tables = (long)_writer.Scalar("SELECT count(*) FROM sqlite_master")!;
        if (id != Schema.ApplicationId && (id != 0 || tables != 0))
            throw new DataFileException($"The data file '{path}' is an SQLite file of another program; it was not changed.");

        if (tables == 0)
        {
            _writer.Execute("PRAGMA page_size = 16384");
            _writer.Execute("PRAGMA journal_mode = WAL");
            _writer.Execute("BEGIN IMMEDIATE");
            _writer.Execute(Schema.Create);
            _writer.Execute(FormattableString.Invariant($"PRAGMA application_id = {Schema.ApplicationId}"));
            _writer.Execute(FormattableString.Invariant($"PRAGMA user_version = {Schema.Version}"));
            _writer.Execute("COMMIT");
        }
        else
        {
            Upgrade(path, (long)_writer.Scalar("PRAGMA user_version")!);
        }

        _writer.Execute("PRAGMA journal_mode = WAL");

        // What a killed process has written is safe in the log either way; a temporary file does not need that.
        _writer.Execute(_temporary is null ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = OFF");
        _writer.Execute("PRAGMA cache_size = -64000");
    }

    /// <summary>Changes a file of an earlier version to this one, in one transaction; any other version is refused.</summary>
    private void Upgrade(string path, long version)
    {
        if (version == Schema.Version)
            return;
        if (version is < Schema.OldestVersion or > Schema.Version)
            throw new DataFileException($"The data file '{path}' was created by another version of the sandbox.");
        _writer.Execute("BEGIN IMMEDIATE");
        try
        {
            for (var step = version; step < Schema.Version; step++)
                _writer.Execute(Schema.Upgrade(step));
            _writer.Execute(FormattableString.Invariant($"PRAGMA user_version = {Schema.Version}"));
            _writer.Execute("COMMIT");
        }
        catch
        {
            _writer.Execute("ROLLBACK");
            throw;
        }
    }
}

/// <summary>The data file cannot be used.</summary>
internal sealed class DataFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The use of one reading connection until disposed.</summary>
internal readonly struct ReadLease(Database database, DatabaseSession session) : IDisposable
{
    /// <summary>The connection.</summary>
    public DatabaseSession Session => session;

    public void Dispose() => database.Return(session);
}
