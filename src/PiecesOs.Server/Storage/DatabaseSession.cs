using Microsoft.Data.Sqlite;

namespace PiecesOs.Server.Storage;

/// <summary>One connection with its prepared statements; used by one caller at a time.</summary>
internal sealed class DatabaseSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly List<Action> _undo = [];

    /// <summary>The full path of the file.</summary>
    public string FilePath => connection.DataSource;

    /// <summary>Whether a transaction has begun and not ended.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Registers what to do with the caller's memory of its changes if the transaction is rolled back.</summary>
    public void OnRollBack(Action undo) => _undo.Add(undo);

    /// <summary>Ends the transaction for those that registered.</summary>
    public void EndTransaction(bool isRolledBack)
    {
        if (isRolledBack)
            _undo.ForEach(static undo => undo());
        _undo.Clear();
    }

    /// <summary>Copies the whole file, as it is now, over that of another connection.</summary>
    public void CopyTo(DatabaseSession destination) => connection.BackupDatabase(destination.Connection);

    /// <summary>Ends the running statement with an error, from any thread.</summary>
    public void Interrupt() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle);

    private SqliteConnection Connection => connection;

    /// <summary>The statement, prepared once per connection, with <c>$1, $2...</c> or each <c>?</c> set in order.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a literal of this project; values only ever go in as parameters.
            command.CommandText = Numbered(sql);
#pragma warning restore CA2100
            _commands.Add(sql, command);
        }

        command.Parameters.Clear();
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter(ParameterName(i), values[i] ?? DBNull.Value));
        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    /// <summary>The provider binds by name only, and conditions are combined without knowing their position.</summary>
    private static string Numbered(string sql)
    {
        var parts = sql.Split('?');
        return parts.Length == 1 ? sql : string.Concat(parts.Select((part, index) => index == 0 ? part : ParameterName(index - 1) + part));
    }

    /// <summary>The name of the parameter at an index: <c>$1</c> is the first.</summary>
    private static string ParameterName(int index) => index switch
    {
        0 => "$1",
        1 => "$2",
        2 => "$3",
        3 => "$4",
        _ => FormattableString.Invariant($"${index + 1}"),
    };
}
