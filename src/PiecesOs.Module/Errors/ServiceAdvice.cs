namespace PiecesOs.Module;

/// <summary>The advice for failures that every service can have, worded for one service.</summary>
/// <param name="Unreachable">No server responds at the address.</param>
/// <param name="Lost">The connection was lost during a read.</param>
/// <param name="Slow">A response took too long.</param>
/// <param name="Malformed">The response to a read is not valid.</param>
/// <param name="Redirected">The server redirects to another address.</param>
/// <param name="Disconnected">Why the connection is closed, and how to create another one.</param>
/// <param name="CommandFor">Returns the command that shows the outcome of an operation.</param>
internal sealed record ServiceAdvice(
    string Unreachable,
    string Lost,
    string Slow,
    string Malformed,
    string Redirected,
    (string Details, string Action) Disconnected,
    Func<string, string> CommandFor)
{
    private const string AllowMoreTime = "Allow more time with -TimeoutSec.";

    /// <summary>The advice for Pieces OS.</summary>
    public static ServiceAdvice Pieces { get; } = new(
        "Start Pieces OS, or your own server with Start-PiecesServer; specify the address with Connect-PiecesOs -Uri or the variable PIECES_OS_URL; or run Start-PiecesSandbox to try things out.",
        "Check that Pieces OS is running, and try again.",
        AllowMoreTime,
        "Items already returned are complete. Check that the address belongs to Pieces OS, and try again.",
        "Connect to the intended address with Connect-PiecesOs -Uri.",
        ("This connection was closed by Disconnect-PiecesOs.", "Connect again with Connect-PiecesOs."),
        static operation => IsRequest(operation) ? "Invoke-PiecesRequest with a GET" : IsOnShares(operation) ? "Get-PiecesShare" : "Get-PiecesAsset");

    /// <summary>The advice for the streams of Pieces OS, where -TimeoutSec ends the watch.</summary>
    public static ServiceAdvice PiecesStreams { get; } = Pieces with { Slow = "Allow more time with Connect-PiecesOs -TimeoutSec." };

    /// <summary>The advice for Cloudflare.</summary>
    public static ServiceAdvice Cloudflare { get; } = new(
        "Check that this computer can reach api.cloudflare.com, and whether -BaseUri or the variable CLOUDFLARE_BASE_URL specifies another server.",
        "Check the network, and try again.",
        AllowMoreTime,
        "Items already returned are complete. Check for a proxy between you and Cloudflare, and try again.",
        "Connect to the intended address with Connect-CloudflareSharing -BaseUri.",
        ("This connection was closed by Disconnect-CloudflareSharing.", "Connect again with Connect-CloudflareSharing."),
        static operation =>
            operation.StartsWith("share-recipient", StringComparison.Ordinal) ? "Get-CloudflareShareRecipient"
            : operation.StartsWith("share-excluded-recipient", StringComparison.Ordinal) ? "Get-CloudflareShareExcludedRecipient"
            : operation.StartsWith("share-resource", StringComparison.Ordinal) ? "Get-CloudflareShareResource"
            : "Get-CloudflareShare");

    /// <summary>The advice if a change may have been made.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isSlow">Whether a longer limit would help.</param>
    public string Check(string operation, bool isSlow = false) =>
        $"Run {CommandFor(operation)} to see whether the change was made before you repeat it{(isSlow ? " with a longer -TimeoutSec" : string.Empty)}.";

    /// <summary>Whether an operation is a request of Invoke-PiecesRequest, such as <c>GET /assets</c>.</summary>
    public static bool IsRequest(string operation) => operation.IndexOf('/') >= 0;

    /// <summary>Whether the subject of an operation is a share. Links are shares as well.</summary>
    public static bool IsOnShares(string operation) =>
        operation.IndexOf("share", StringComparison.Ordinal) >= 0 || operation.StartsWith("linkify", StringComparison.Ordinal);
}
