using System.Collections;
using PiecesOs.Client;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// A connection to one Pieces OS. <c>Connect-PiecesOs</c> returns it and <c>-Connection</c> accepts it. It owns the open HTTP
/// connections, so the cmdlets that use it share them. It can be used by several threads and runspaces.
/// </summary>
public sealed class PiecesOsConnection : IDisposable
{
    private readonly RestTransport _transport;
    private readonly SharedTask<Context> _registering = new();
    private Context? _context;

    /// <summary>Creates a connection. No request is sent.</summary>
    /// <param name="uri">The server's address, http or https.</param>
    /// <param name="timeout">
    /// How long to wait for a response, and for each further part of it. The default is 100 seconds, and longer for lists:
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

    /// <summary>How long to wait for a response, and for each further part of it, in seconds.</summary>
    public double TimeoutSec => _transport.Options.Timeout.TotalSeconds;

    /// <summary>The version of Pieces OS; <see langword="null"/> until it has been requested.</summary>
    public string? Version => _context?.Version;

    /// <summary>How this module is registered with Pieces OS; <see langword="null"/> until it is registered.</summary>
    public Application? Application => _context?.Application;

    /// <summary>The signed-in user; <see langword="null"/> if no one is signed in or it has not been requested.</summary>
    public UserProfile? User => _context?.User;

    /// <summary>Whether the connection is closed.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>The password in the address; <see langword="null"/> if the address contains no user.</summary>
    internal SecretText? Secret { get; }

    /// <summary>The speed of this server.</summary>
    internal ServerPace Pace { get; }

    /// <summary>Whether the server was migrating its database at the last check.</summary>
    internal bool IsMigrating { get; set; }

    /// <summary>The names of its assets, as far as they are known.</summary>
    internal AssetCache Assets { get; }

    /// <summary>Its shares, as far as they are known.</summary>
    internal ShareCache Shares { get; } = new();

    /// <summary>Allows only one read of a single record at a time.</summary>
    internal SemaphoreSlim SingleReads { get; } = new(1, 1);

    /// <summary>Loads completion data in the background.</summary>
    internal CompletionRefresh CompletionRefresh { get; }

    /// <summary>Creates a client that uses this connection.</summary>
    /// <param name="timeout">The client's own limit; <see langword="null"/> for that of the connection.</param>
    /// <param name="trace">Receives each request.</param>
    /// <param name="tracedBodyBytes">How many bytes of each body the trace contains.</param>
    /// <param name="whenReadFails">Decides whether to retry a read that failed on the server.</param>
    internal PiecesClient OpenClient(
        TimeSpan? timeout = null,
        Action<RequestTrace>? trace = null,
        int tracedBodyBytes = 0,
        Func<RestStatusException, CancellationToken, Task<bool>>? whenReadFails = null) =>
        new(new RestClient(_transport, timeout, trace, tracedBodyBytes, whenReadFails));

    /// <summary>Registers with the server, once per connection.</summary>
    internal async Task<Context> GetContextAsync(PiecesClient client, TimeSpan? timeout, CancellationToken cancellationToken) =>
        _context ?? await _registering.JoinAsync(
            timeout, async token => _context = await Registration.RunAsync(client, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Whether this connection has the address and, if the address contains a user, that user.</summary>
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

/// <summary>Accepts a connection, an address, or a deserialized connection.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = (inputData as PSObject)?.BaseObject ?? inputData;
        if (value is PiecesOsConnection)
            return value;
        if (value is null)
            throw new ArgumentTransformationMetadataException(BindingMessages.NoConnection);
        if (value is IList several)
            throw new ArgumentTransformationMetadataException(BindingMessages.SeveralConnections(several));

        var address = value as Uri ?? (value as string ?? PSObject.AsPSObject(inputData).Properties["Uri"]?.Value?.ToString()) switch
        {
            { } text when Uri.TryCreate(text, UriKind.Absolute, out var parsed) => parsed,
            _ => null,
        };
        return address is { Scheme: "http" or "https" }
            ? PiecesSession.OfThisRunspace().ConnectionTo(address)
            : throw new ArgumentTransformationMetadataException(BindingMessages.NotAConnection(value));
    }
}

/// <summary>Converts text to an address. PowerShell would do the same, but its error message would show a password in the address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether an object with the property Uri, such as a sandbox, stands for its address.</summary>
    public bool AcceptsServer { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = (inputData as PSObject)?.BaseObject ?? inputData;
        if (value is null or Uri)
            return value;
        var ofServer = AcceptsServer ? PSObject.AsPSObject(inputData).Properties["Uri"]?.Value?.ToString() : null;
        if ((value as string ?? ofServer) is not { } text)
            return inputData;
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new ArgumentTransformationMetadataException(BindingMessages.NotAnAddress(text));
    }
}
