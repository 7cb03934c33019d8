namespace PiecesOs.Server.Http;

/// <summary>
/// Ends a request whose response is cut on purpose. The web server then closes the connection after the bytes sent so far;
/// an abort would lose those still in transit.
/// </summary>
internal sealed class ResponseTruncatedException() : Exception("The response was cut by a seeded fault.");

/// <summary>A feature of a request whose response is cut after so many bytes by a seeded fault; WebSockets read it.</summary>
internal sealed record ResponseLimit(long Bytes);
