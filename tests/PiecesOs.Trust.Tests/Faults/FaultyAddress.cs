namespace PiecesOs.Trust.Tests.Faults;

/// <summary>An address that leads to no server.</summary>
public enum FaultyAddress
{
    /// <summary>The address leads to the server.</summary>
    None,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>The name of the host does not resolve.</summary>
    UnknownHost,

    /// <summary>The address is https, and the server is not.</summary>
    NoTls,

    /// <summary>The certificate of the server is signed by itself.</summary>
    SelfSigned,

    /// <summary>The server never accepts the connection that the system made for it.</summary>
    HalfOpen,
}
