namespace PiecesOs.Trust.Tests.Faults;

/// <summary>A kind of address without a working server.</summary>
public enum FaultyAddress
{
    /// <summary>The address of the server.</summary>
    None,

    /// <summary>The port is closed.</summary>
    Refused,

    /// <summary>The host name does not resolve.</summary>
    UnknownHost,

    /// <summary>The address uses https, but the server does not.</summary>
    NoTls,

    /// <summary>The server has a self-signed certificate.</summary>
    SelfSigned,

    /// <summary>The operating system accepts the connection, but the server never does.</summary>
    HalfOpen,
}
