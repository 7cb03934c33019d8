namespace PiecesOs.Client;

/// <summary>Several Pieces OS servers responded on this computer, so it is not known which one is meant.</summary>
public sealed class SeveralServersException : Exception
{
    /// <summary>Names the servers.</summary>
    public SeveralServersException(IReadOnlyList<FoundServer> servers)
        : base($"Several Pieces OS servers are running on this computer: {string.Join(", ", servers ?? throw new ArgumentNullException(nameof(servers)))}.") =>
        Servers = servers;

    /// <summary>The servers, in the order of their ports.</summary>
    public IReadOnlyList<FoundServer> Servers { get; }
}
