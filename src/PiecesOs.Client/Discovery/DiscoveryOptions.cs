namespace PiecesOs.Client;

/// <summary>Where to search for Pieces OS. The defaults are its known locations.</summary>
public sealed class DiscoveryOptions
{
    /// <summary>The variable that names the server's address.</summary>
    public const string AddressVariable = "PIECES_OS_URL";

    /// <summary>An address that is taken instead of searching; by default the value of <c>PIECES_OS_URL</c>.</summary>
    public string? Address { get; init; } = Environment.GetEnvironmentVariable(AddressVariable);

    /// <summary>Files that may hold the port number.</summary>
    public IReadOnlyList<string> PortFilePaths { get; init; } = PortFiles.DefaultPaths().ToArray();

    /// <summary>Ports to ask: 39300-39333 from version 11 on, debug builds 39334-39367; before that 1000, on Linux 5323.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [.. Enumerable.Range(39300, 68), 1000, 5323];

    /// <summary>How long one port may take to accept a connection.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long a port that has accepted a connection may take to respond, while no other one has. A server that has just started is slow.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the other ports may take once a server has responded. Windows takes long to refuse a connection.</summary>
    public TimeSpan OthersTimeout { get; init; } = TimeSpan.FromMilliseconds(250);
}
