using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace PiecesOs.Server.Storage;

/// <summary>
/// The SQLite file: one writer at a time, any number of readers beside it (write-ahead log).
/// Without a file of the user's, it is a temporary one that is deleted when the server ends.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>Checking a file of this size takes a fraction of a second; larger files are checked after the start.</summary>
    private const long MaxSizeCheckedAtStart = 256 * 1024 * 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<DatabaseSession> _idle = [];
    private readonly SemaphoreSlim _backingUp = new(1, 1);
    private readonly string _path;
    private readonly DatabaseSession _writer;
    private readonly TemporaryDataFolder? _temporary;
    private readonly DataFileLock? _lock;
    private bool _disposed;

    private Database(string path, TemporaryDataFolder? temporary, DataFileLock? fileLock)
    {
        _path = path;
        _temporary = temporary;
        _lock = fileLock;
        _writer = Connect(path);
    }

    /// <summary>The full path of the file.</summary>
    public string FilePath => _path;

    /// <summary>
    /// Opens the file, or a temporary one. A file that is not ours, is damaged or is used by another server is refused by name and left
    /// as it is.
    /// </summary>
    public static Database Open(string? data, bool fullCheck = false)
    {
        SQLitePCL.Batteries_V2.Init();
        var temporary = data is null ? TemporaryDataFolder.Create() : null;
        var path = data is null ? Path.Combine(temporary!.Path, "sandbox.db") : TargetOf(Path.GetFullPath(data));
        DataFileLock? fileLock = null;
        Database? database = null;
        var isNew = false;
        try
        {
            fileLock = data is null ? null : DataFileLock.Acquire(path);
            isNew = CreateOrRefuseEmpty(path);
            database = new Database(path, temporary, fileLock);
            database.Prepare(path, fullCheck);
            return database;
        }
        catch (Exception error)
        {
            database?.Dispose();
            if (isNew && IsEmpty(path))
                File.Delete(path);
            fileLock?.Dispose();
            temporary?.Dispose();
            throw error switch
            {
                DataFileException => error,
                SqliteException or IOException or UnauthorizedAccessException => DataFileException.AtStart(path, error),
                _ => error,
            };
        }
    }

    /// <summary>
    /// Checks a file that is too large to be checked before the start, beside its use. Returns the first problem, or null.
    /// </summary>
    public async Task<string?> CheckAsync(CancellationToken cancellation = default)
    {
        if (_temporary is not null || IsCheckedAtStart(_path))
            return null;
        using var session = Connect(_path);
        await using var interrupting = cancellation.Register(session.Interrupt);
        try
        {
            return await Task.Run(() => DataFileCheck.Run(session, full: false), CancellationToken.None);
        }
        catch (SqliteException error)
        {
            return cancellation.IsCancellationRequested ? null : error.Message;
        }
    }

    /// <summary>
    /// Copies everything to a file, beside reads and writes. The copy is checked, and replaces an earlier file only when it is complete.
    /// </summary>
    /// <exception cref="DataFileExistsException">There is a file, and it is not to be replaced.</exception>
    public async Task BackUpAsync(string path, bool replace, CancellationToken cancellation = default)
    {
        await _backingUp.WaitAsync(cancellation);
        try
        {
            if (!replace && Path.Exists(path))
                throw new DataFileExistsException(path);
            await Task.Run(
                () =>
                {
                    using var session = Connect(_path);
                    Copy(session, path, replace);
                },
                cancellation);
        }
        finally
        {
            _backingUp.Release();
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
                _writer.EndTransaction(isRolledBack: false);
                return result;
            }
            catch
            {
                RollBack();
                _writer.EndTransaction(isRolledBack: true);
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
        _backingUp.Dispose();
        _lock?.Dispose();
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

    /// <summary>The file that a link leads to, so that one file has one lock.</summary>
    private static string TargetOf(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;

    /// <summary>
    /// Creates a file that does not exist as one that only the user can read, and returns whether it did. SQLite would take an empty file for
    /// a new one, but it is what is left of a library when a copy or a file system fails.
    /// </summary>
    private static bool CreateOrRefuseEmpty(string path)
    {
        if (IsEmpty(path))
            throw new DataFileException(DataFileFault.Damaged, $"The data file '{path}' is empty (0 bytes). Go back to a backup, or delete the file to start a new library.");
        if (File.Exists(path))
            return false;
        PrivateFile.Create(path).Dispose();
        return true;
    }

    private static bool IsEmpty(string path) => new FileInfo(path) is { Exists: true, Length: 0 };

    private static bool IsCheckedAtStart(string path) => new FileInfo(path).Length <= MaxSizeCheckedAtStart;

    private void Prepare(string path, bool fullCheck)
    {
        var id = (long)_writer.Scalar("PRAGMA application_id")!;
        var tables = (long)_writer.Scalar("SELECT count(*) FROM sqlite_master")!;
        if (id != Schema.ApplicationId && (id != 0 || tables != 0))
            throw new DataFileException(DataFileFault.Unusable, $"The data file '{path}' is an SQLite file of another program; it was not changed.");

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
            if ((fullCheck || IsCheckedAtStart(path)) && DataFileCheck.Run(_writer, fullCheck) is { } problem)
                throw new DataFileException(DataFileFault.Damaged, $"The data file '{path}' is damaged: {problem} It was not changed.");
            Upgrade(path, (long)_writer.Scalar("PRAGMA user_version")!);
        }

        _writer.Execute("PRAGMA journal_mode = WAL");

        // FULL also survives a power failure. A temporary file needs neither.
        _writer.Execute(_temporary is null ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
        _writer.Execute("PRAGMA cache_size = -64000");
    }

    /// <summary>
    /// Changes a file of an earlier version to this one, in one transaction; any other version is refused. The file as it was stays
    /// beside it.
    /// </summary>
    private void Upgrade(string path, long version)
    {
        if (version == Schema.Version)
            return;
        if (version is < Schema.OldestVersion or > Schema.Version)
            throw new DataFileException(DataFileFault.Unusable, $"The data file '{path}' was created by another version of the server.");
        KeepCopy(path, version);
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
            RollBack();
            throw;
        }
    }

    /// <summary>Copies the file to a name that is free, because a copy of an earlier time may be wanted too.</summary>
    private void KeepCopy(string path, long version)
    {
        var name = FormattableString.Invariant($"{path}.v{version}.backup");
        var copy = name;
        for (var number = 2; Path.Exists(copy); number++)
            copy = FormattableString.Invariant($"{name}.{number}");
        Copy(_writer, copy, replace: false);
        Console.Error.WriteLine(FormattableString.Invariant($"The data file is changed from version {version} to {Schema.Version}. The file before the change is kept as '{copy}'."));
    }

    /// <summary>SQLite ends a transaction itself after some errors, such as a full disk.</summary>
    private void RollBack()
    {
        if (_writer.IsInTransaction)
            _writer.Execute("ROLLBACK");
    }

    /// <summary>Writes a checked copy beside the path, which only the user can read, and moves it there.</summary>
    private static void Copy(DatabaseSession source, string path, bool replace)
    {
        var part = path + ".part";
        try
        {
            File.Delete(part);
            PrivateFile.Create(part).Dispose();
            using (var copy = Connect(part))
            {
                source.CopyTo(copy);
                if (DataFileCheck.Run(copy, full: false) is { } problem)
                    throw new DataFileException(DataFileFault.Damaged, $"The data file is damaged, so it was not copied: {problem}");
            }

            File.Move(part, path, replace);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}

/// <summary>A backup is not to replace the file that is there.</summary>
internal sealed class DataFileExistsException(string path) : Exception($"'{path}' already exists.");

/// <summary>The use of one reading connection until disposed.</summary>
internal readonly struct ReadLease(Database database, DatabaseSession session) : IDisposable
{
    /// <summary>The connection.</summary>
    public DatabaseSession Session => session;

    public void Dispose() => database.Return(session);
}
