using PiecesOs.Client;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// A connection to one Pieces OS: what <c>Connect-PiecesOs</c> returns and <c>-Connection</c> takes. It holds the open HTTP
/// connections, so the cmdlets that use it share them. Any number of threads and runspaces may use it.
/// </summary>
public sealed class PiecesOsConnection : IDisposable
{
    private readonly RestTransport _transport;
    private readonly SharedTask<Context> _registering = new();
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

    /// <summary>The version of Pieces OS; <see langword="null"/> until it has been requested.</summary>
    public string? Version => _context?.Version;

    /// <summary>How this module is registered with that Pieces OS; <see langword="null"/> until it has been.</summary>
    public Application? Application => _context?.Application;

    /// <summary>The signed-in user; <see langword="null"/> if no one is signed in or it has not been requested.</summary>
    public UserProfile? User => _context?.User;

    /// <summary>Whether it can no longer be used.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>The password in the address; <see langword="null"/> when the address names no user.</summary>
    internal SecretText? Secret { get; }

    /// <summary>How long this server takes.</summary>
    internal ServerPace Pace { get; }

    /// <summary>Whether the server was migrating its database when it was last asked.</summary>
    internal bool IsMigrating { get; set; }

    /// <summary>The names of its assets, as far as they are known.</summary>
    internal AssetCache Assets { get; }

    /// <summary>Its shares, as far as they are known.</summary>
    internal ShareCache Shares { get; } = new();

    /// <summary>Lets one reader of single records through at a time.</summary>
    internal SemaphoreSlim SingleReads { get; } = new(1, 1);

    /// <summary>Looks up in the background what completion offers.</summary>
    internal CompletionRefresh CompletionRefresh { get; }

    /// <summary>A client over this connection.</summary>
    /// <param name="timeout">The client's own limit; <see langword="null"/> for that of the connection.</param>
    /// <param name="trace">Receives each request.</param>
    /// <param name="tracedBodyBytes">How much of each body it receives.</param>
    /// <param name="whenReadFails">Decides whether a read that the server refused is worth sending again.</param>
    internal PiecesClient OpenClient(
        TimeSpan? timeout = null,
        Action<RequestTrace>? trace = null,
        int tracedBodyBytes = 0,
        Func<RestStatusException, CancellationToken, Task<bool>>? whenReadFails = null) =>
        new(new RestClient(_transport, timeout, trace, tracedBodyBytes, whenReadFails));

    /// <summary>Registers with the server, once for the life of the connection.</summary>
    internal async Task<Context> GetContextAsync(PiecesClient client, TimeSpan? timeout, CancellationToken cancellationToken) =>
        _context ?? await _registering.JoinAsync(
            timeout, async token => _context = await Registration.RunAsync(client, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Whether this is the server at an address, for the user that the address names, if it names one.</summary>
    internal bool IsTo(Uri address) =>
        RestTransport.BaseOf(address) == Uri && (address.UserInfo.Length == 0 || address.UserInfo == _transport.Options.BaseAddress.UserInfo);

    /// <summary>Closes the open HTTP connections.</summary>
    public void Dispose()
    {
        IsClosed = true;
        _transport.Dispose();
        CompletionRefresh.Dispose();
        SingleReads.Dispose();
    }

    /// <summary>The server's address.</summary>
    public override string ToString() => Uri.ToString();
}
