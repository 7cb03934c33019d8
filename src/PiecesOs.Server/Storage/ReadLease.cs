namespace PiecesOs.Server.Storage;

/// <summary>The use of one reading connection until disposed.</summary>
internal readonly struct ReadLease(Database database, DatabaseSession session) : IDisposable
{
    /// <summary>The connection.</summary>
    public DatabaseSession Session => session;

    /// <inheritdoc />
    public void Dispose() => database.Return(session);
}
