namespace PiecesOs.Server.Cloudflare;

/// <summary>An error response: the status, and the code and message of its first error.</summary>
internal sealed class CloudflareError(int status, int code, string message) : Exception(message)
{
    /// <summary>The code of a path without an operation.</summary>
    public const int NoRouteCode = 7003;

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Cloudflare's own number for it.</summary>
    public int Code { get; } = code;

    /// <summary>The causes of the first error.</summary>
    public IReadOnlyList<(int Code, string Message)> Chain { get; private init; } = [];

    /// <summary>The errors after the first.</summary>
    public IReadOnlyList<(int Code, string Message)> Others { get; private init; } = [];

    /// <summary>400: a parameter or the body is not valid.</summary>
    public static CloudflareError BadRequest(string message) => new(400, 1001, message);

    /// <summary>400: the request is valid, but not for this share in its current state.</summary>
    public static CloudflareError Refused(string message) => new(400, 1003, message);

    /// <summary>404: this account has no such object.</summary>
    public static CloudflareError NotFound(string what) => new(404, 1004, $"{what} not found");

    /// <summary>No operation has this path, or it contains an invalid ID. Real responses had 400 or 404.</summary>
    public static CloudflareError NoRoute(string path, int status = 404) =>
        new(status, NoRouteCode, $"Could not route to {path}, perhaps your object identifier is invalid?") { Others = [(7000, "No route for that URI")] };

    /// <summary>400: a header with credentials has an invalid format.</summary>
    public static CloudflareError MalformedHeader(int code, string header) =>
        new(400, 6003, "Invalid request headers") { Chain = [(code, $"Invalid format for {header} header")] };

    /// <summary>403: the credentials are unknown or do not allow this.</summary>
    public static CloudflareError Forbidden(int code, string message) => new(403, code, message);

    /// <summary>413</summary>
    public static CloudflareError TooLarge(long limit) => new(413, 1001, FormattableString.Invariant($"The body may have at most {limit} bytes."));
}
