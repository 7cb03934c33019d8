using System;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// A connection to one Pieces OS: what <c>Connect-PiecesOs</c> returns and <c>-Connection</c> takes. It holds the open HTTP
/// connections, so the cmdlets that use it share them. Any number of threads and runspaces may use it.
/// </summary>
public sealed class PiecesOsConnection : IDisposable
{
    private readonly RestTransport _transport;
    private readonly SemaphoreSlim _contextLock = new(1, 1);
    private Context? _context;

    /// <summary>Points to a server; nothing is sent yet.</summary>
    /// <param name="uri">The server's address, http or https.</param>
    /// <param name="timeout">
    /// How long to wait for an answer, and for each further piece of it. If it is not specified, 100 seconds, and for lists longer:
    /// their limit grows with the number of assets.
    /// </param>
    public PiecesOsConnection(Uri uri, TimeSpan? timeout = null)
    {
        var options = new RestTransportOptions { BaseAddress = uri };
        if (timeout is { } limit)
            options = new RestTransportOptions { BaseAddress = uri, Timeout = limit };
        _transport = new RestTransport(options);
        Secret = SecretText.InAddress(uri);
        Pace = new ServerPace(options.Timeout, isFixed: timeout is not null);
        Assets = new AssetCache(Pace);
        CompletionRefresh = new CompletionRefresh(this);
    }

    /// <summary>The server's address.</summary>
    public Uri Uri => _transport.BaseAddress;

    /// <summary>How long to wait for an answer, and for each further piece of it, in seconds.</summary>
    public double TimeoutSec => _transport.Options.Timeout.TotalSeconds;

    /// <summary>The version of Pieces OS; <see langword="null"/> until it has been asked.</summary>
    public string? Version => _context?.Version;

    /// <summary>How this module is registered with that Pieces OS; <see langword="null"/> until it has been.</summary>
    public Application? Application => _context?.Application;

    /// <summary>Who is signed in there; <see langword="null"/> when nobody is, or it has not been asked.</summary>
    public UserProfile? User => _context?.User;

    /// <summary>Whether it can no longer be used.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>Removes the password of the address from texts; <see langword="null"/> if the address has none.</summary>
    internal SecretText? Secret { get; }

    /// <summary>How long this server takes.</summary>
    internal ServerPace Pace { get; }

    /// <summary>The names of its assets, as far as they are known.</summary>
    internal AssetCache Assets { get; }

    /// <summary>Its shares, as far as they are known.</summary>
    internal ShareCache Shares { get; } = new();

    /// <summary>Lets one reader of single records through at a time.</summary>
    internal SemaphoreSlim SingleReads { get; } = new(1, 1);

    /// <summary>Looks up in the background what completion offers.</summary>
    internal CompletionRefresh CompletionRefresh { get; }

    /// <summary>A client over this connection.</summary>
    internal PiecesClient OpenClient(Action<RequestTrace>? trace = null, int tracedBodyBytes = 0) =>
        new(new RestClient(_transport, trace: trace, tracedBodyBytes: tracedBodyBytes));

    /// <summary>Registers with the server, once for the life of the connection.</summary>
    internal async Task<Context> GetContextAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        if (_context is { } known)
            return known;
        await _contextLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _context ??= await Registration.RunAsync(client, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _contextLock.Release();
        }
    }

    /// <summary>Whether this is the server at an address, for the user that the address names, if it names one.</summary>
    internal bool IsTo(Uri address) =>
        RestTransport.BaseOf(address) == Uri && (address.UserInfo.Length == 0 || address.UserInfo == _transport.Options.BaseAddress.UserInfo);

    /// <summary>Closes the open HTTP connections.</summary>
    public void Dispose()
    {
        IsClosed = true;
        _transport.Dispose();
        CompletionRefresh.Dispose();
        _contextLock.Dispose();
        SingleReads.Dispose();
    }

    /// <summary>The server's address.</summary>
    public override string ToString() => Uri.ToString();
}
