using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Classifies the error codes of a response. They take precedence over its status, which differs for the same cause.</summary>
internal static class CloudflareErrorCodes
{
    /// <summary>The kind of the first known code.</summary>
    public static CloudflareErrorKind KindOf(RestStatusException e)
    {
        var kind = CloudflareErrors.From(e.ServerMessage).SelectMany(Flatten).Select(KindOf).FirstOrDefault(static kind => kind != CloudflareErrorKind.Unknown);
        // Cloudflare's edge servers respond without an envelope.
        return kind == CloudflareErrorKind.Unknown && e.ServerMessage.Body.IndexOf("error code: 1015", StringComparison.OrdinalIgnoreCase) >= 0
            ? CloudflareErrorKind.RateLimitedAtEdge
            : kind;
    }

    private static CloudflareErrorKind KindOf(CloudflareError error) => error.Code switch
    {
        9109 when error.Message?.IndexOf("from location", StringComparison.OrdinalIgnoreCase) >= 0 => CloudflareErrorKind.AddressFiltered,
        6003 or 6102 or 6103 or 6111 or 9103 or 9106 or 9109 => CloudflareErrorKind.NotAuthenticated,
        10000 => CloudflareErrorKind.NotAuthorized,
        7000 or 7003 => CloudflareErrorKind.NoRoute, // Almost always a wrong account, never a missing share.
        971 or 10100 => CloudflareErrorKind.RateLimited,
        1015 => CloudflareErrorKind.RateLimitedAtEdge,
        _ => CloudflareErrorKind.Unknown,
    };

    private static IEnumerable<CloudflareError> Flatten(CloudflareError error) => error.Chain.SelectMany(Flatten).Prepend(error);
}

/// <summary>What the code of an error means. Unknown: the status decides.</summary>
internal enum CloudflareErrorKind
{
    Unknown, NotAuthenticated, AddressFiltered, NotAuthorized, NoRoute, RateLimited, RateLimitedAtEdge,
}
