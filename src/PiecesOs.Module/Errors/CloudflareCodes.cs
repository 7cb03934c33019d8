using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Reads what the codes of an answer mean. They go before its status, which differs for one and the same cause.</summary>
internal static class CloudflareCodes
{
    /// <summary>What the first known code means.</summary>
    public static CloudflareMeaning Of(RestStatusException e)
    {
        var meaning = CloudflareErrors.From(e.ServerMessage).SelectMany(Flatten).Select(Of).FirstOrDefault(static one => one != CloudflareMeaning.None);
        // The edge answers for itself, without an envelope.
        return meaning == CloudflareMeaning.None && e.ServerMessage.Body.IndexOf("error code: 1015", StringComparison.OrdinalIgnoreCase) >= 0
            ? CloudflareMeaning.RateLimitedAtEdge
            : meaning;
    }

    private static CloudflareMeaning Of(CloudflareError error) => error.Code switch
    {
        9109 when error.Message?.IndexOf("from location", StringComparison.OrdinalIgnoreCase) >= 0 => CloudflareMeaning.AddressFiltered,
        6003 or 6102 or 6103 or 6111 or 9103 or 9106 or 9109 => CloudflareMeaning.NotAuthenticated,
        10000 => CloudflareMeaning.NotAuthorized,
        7000 or 7003 => CloudflareMeaning.NoRoute,
        971 or 10100 => CloudflareMeaning.RateLimited,
        1015 => CloudflareMeaning.RateLimitedAtEdge,
        _ => CloudflareMeaning.None,
    };

    private static IEnumerable<CloudflareError> Flatten(CloudflareError error) => error.Chain.SelectMany(Flatten).Prepend(error);
}
