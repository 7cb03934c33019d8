using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The state of one runspace: its connection and the sandboxes it started. Runspaces share no state.</summary>
internal sealed class PiecesSession
{
    private static readonly ConditionalWeakTable<Runspace, PiecesSession> s_sessions = new();

    private readonly object _lock = new();
    private readonly List<PiecesSandbox> _sandboxes = [];
    private readonly List<PiecesOsConnection> _byAddress = [];
    private PiecesOsConnection? _connection;
    private bool _isImplicit;

    /// <summary>The connection that cmdlets without <c>-Connection</c> use; <see langword="null"/> until there is one.</summary>
    public PiecesOsConnection? Connection
    {
        get
        {
            lock (_lock)
                return _connection;
        }
    }

    /// <summary>
    /// The current connection if the user made it; <see langword="null"/> if it was discovered, if it is closed, or if its sandbox no longer runs.
    /// </summary>
    public PiecesOsConnection? ChosenConnection
    {
        get
        {
            lock (_lock)
            {
                return !_isImplicit && _connection is { IsClosed: false } connection && !_sandboxes.Exists(sandbox => sandbox.Uri == connection.Uri && !sandbox.IsRunning)
                    ? connection
                    : null;
            }
        }
    }

    /// <summary>The sandboxes that this runspace started and did not stop.</summary>
    public IReadOnlyList<PiecesSandbox> Sandboxes
    {
        get
        {
            lock (_lock)
                return _sandboxes.ToArray();
        }
    }

    /// <summary>The session of the runspace of the current thread.</summary>
    public static PiecesSession OfThisRunspace() =>
        Runspace.DefaultRunspace is { } runspace ? s_sessions.GetOrCreateValue(runspace) : new PiecesSession();

    /// <summary>Makes a connection the current one. The previous connection stays open, because a variable may contain it.</summary>
    public void Use(PiecesOsConnection? connection, bool isImplicit = false)
    {
        lock (_lock)
        {
            _connection = connection;
            _isImplicit = isImplicit;
        }
    }

    /// <summary>The current connection, or a new one to the discovered server.</summary>
    public async Task<PiecesOsConnection> GetOrDiscoverAsync(CancellationToken cancellationToken)
    {
        if (Connection is { } known)
            return known;
        var server = await PiecesOsDiscovery.FindAsync(new DiscoveryOptions(), cancellationToken).ConfigureAwait(false);
        var found = new PiecesOsConnection(server.Address) { IsMigrating = server.IsMigrating };
        Use(found, isImplicit: true);
        return found;
    }

    /// <summary>The connection to an address: the current one, or one that is kept for the next command with the same address.</summary>
    public PiecesOsConnection ConnectionTo(Uri address)
    {
        lock (_lock)
        {
            if (_connection is { IsClosed: false } current && current.IsTo(address))
                return current;
            _byAddress.RemoveAll(static connection => connection.IsClosed);
            if (_byAddress.Find(connection => connection.IsTo(address)) is { } known)
                return known;
            var connection = new PiecesOsConnection(address);
            _byAddress.Add(connection);
            return connection;
        }
    }

    /// <summary>Removes a discovered connection after its server is gone, so that the next call discovers a server again.</summary>
    public void RemoveDiscovered(PiecesOsConnection connection)
    {
        bool forget;
        lock (_lock)
            forget = _isImplicit && ReferenceEquals(_connection, connection);
        if (forget)
            Use(connection: null);
    }

    /// <summary>Adds a sandbox.</summary>
    public void Add(PiecesSandbox sandbox)
    {
        lock (_lock)
            _sandboxes.Add(sandbox);
    }

    /// <summary>Removes a sandbox and the connection to it.</summary>
    public void Remove(PiecesSandbox sandbox)
    {
        bool connected;
        lock (_lock)
        {
            _sandboxes.Remove(sandbox);
            connected = _connection?.Uri == sandbox.Uri;
        }

        sandbox.Close();
        if (connected)
            Use(connection: null);
    }
}
