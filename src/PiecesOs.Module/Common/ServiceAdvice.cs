namespace PiecesOs.Module;

/// <summary>What to do about failures that every service can have, in the words that fit one service.</summary>
/// <param name="Unreachable">When nobody answers at the address.</param>
/// <param name="Lost">When the connection broke while something was asked.</param>
/// <param name="Slow">When an answer took too long.</param>
/// <param name="Malformed">When the answer is not what it should be.</param>
/// <param name="Redirected">When the server points elsewhere.</param>
/// <param name="Disconnected">What closed the connection, and how to get another.</param>
internal sealed record ServiceAdvice(
    string Unreachable, string Lost, string Slow, string Malformed, string Redirected, (string Details, string Action) Disconnected)
{
    /// <summary>For Pieces OS.</summary>
    public static ServiceAdvice Pieces { get; } = new(
        "Start Pieces OS, name its address with Connect-PiecesOs -Uri or the variable PIECES_OS_URL, or run Start-PiecesSandbox to try things out.",
        "Look whether Pieces OS still runs. What was asked may have been done; look before asking again.",
        "Allow more time with Connect-PiecesOs -TimeoutSec.",
        "What had been read before is complete. Try again; if it stays, restart Pieces OS.",
        "Connect to the address that you mean with Connect-PiecesOs -Uri.",
        ("This connection was closed by Disconnect-PiecesOs.", "Connect again with Connect-PiecesOs."));

    /// <summary>For Cloudflare.</summary>
    public static ServiceAdvice Cloudflare { get; } = new(
        "Look whether this machine reaches api.cloudflare.com, and whether -BaseUri or the variable CLOUDFLARE_BASE_URL names another server.",
        "Look whether the network is up. What was asked may have been done; look with the Get cmdlet before asking again.",
        "Allow more time with Connect-CloudflareSharing -TimeoutSec.",
        "What had been read before is complete. Try again, and look whether a proxy stands between you and Cloudflare.",
        "Connect to the address that you mean with Connect-CloudflareSharing -BaseUri.",
        ("This connection was closed by Disconnect-CloudflareSharing.", "Connect again with Connect-CloudflareSharing."));
}
