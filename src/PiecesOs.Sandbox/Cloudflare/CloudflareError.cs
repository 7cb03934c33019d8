using System;

namespace PiecesOs.Sandbox.Cloudflare;

/// <summary>An answer other than success: the status, and the code and message of its only error.</summary>
internal sealed class CloudflareError(int status, int code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Cloudflare's own number for it.</summary>
    public int Code { get; } = code;

    /// <summary>400: a parameter or the body is not usable.</summary>
    public static CloudflareError BadRequest(string message) => new(400, 1001, message);

    /// <summary>400: the request is fine, but not for this share as it is.</summary>
    public static CloudflareError Refused(string message) => new(400, 1003, message);

    /// <summary>404: there is no such thing for this account.</summary>
    public static CloudflareError NotFound(string what) => new(404, 1004, $"{what} not found");

    /// <summary>404: no operation has this path, or an id in it cannot be one.</summary>
    public static CloudflareError NoRoute(string path) =>
        new(404, 7003, $"Could not route to {path}, perhaps your object identifier is invalid?");

    /// <summary>401: no credentials, or wrong ones.</summary>
    public static CloudflareError Unauthorized(int code, string message) => new(401, code, message);

    /// <summary>403: credentials that are known and may not do this.</summary>
    public static CloudflareError Forbidden() => new(403, 10000, "Authentication error");

    /// <summary>413</summary>
    public static CloudflareError TooLarge(long limit) => new(413, 1001, FormattableString.Invariant($"The body may have at most {limit} bytes."));
}
