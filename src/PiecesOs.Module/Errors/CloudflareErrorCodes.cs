using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Reads what the codes of an answer mean. They go before its status, which differs for one and the same cause.</summary>
internal static class CloudflareErrorCodes
{
    /// <summary>What the first known code means.</summary>
    public static CloudflareErrorKind Of(RestStatusException e)
    {
        var meaning = CloudflareErrors.From(e.ServerMessage).SelectMany(Flatten).Select(Of).FirstOrDefault(static one => one != CloudflareErrorKind.None);
        // The edge answers for itself, without an envelope.
        return meaning == CloudflareErrorKind.None && e.ServerMessage.Body.IndexOf("error code: 1015", StringComparison.OrdinalIgnoreCase) >= 0
            ? CloudflareErrorKind.RateLimitedAtEdge
            : meaning;
    }

    private static CloudflareErrorKind Of(CloudflareError error) => error.Code switch
    {
        9109 when error.Message?.IndexOf("from location", StringComparison.OrdinalIgnoreCase) >= 0 => CloudflareErrorKind.AddressFiltered,
        6003 or 6102 or 6103 or 6111 or 9103 or 9106 or 9109 => CloudflareErrorKind.NotAuthenticated,
        10000 => CloudflareErrorKind.NotAuthorized,
        7000 or 7003 => CloudflareErrorKind.NoRoute,
        971 or 10100 => CloudflareErrorKind.RateLimited,
        1015 => CloudflareErrorKind.RateLimitedAtEdge,
        _ => CloudflareErrorKind.None,
    };

    private static IEnumerable<CloudflareError> Flatten(CloudflareError error) => error.Chain.SelectMany(Flatten).Prepend(error);
}
