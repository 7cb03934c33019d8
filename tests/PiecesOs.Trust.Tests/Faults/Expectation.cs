namespace PiecesOs.Trust.Tests.Faults;

/// <summary>The expected error IDs, by fault and by request, as in the section "Errors" of about_PiecesOs_Errors.</summary>
internal static class Expectation
{
    /// <summary>Represents success among the IDs.</summary>
    public const string Success = "";

    /// <summary>The IDs that a command can end with.</summary>
    public static IReadOnlySet<string> Of(Fault fault, Route route) => fault.Outcome switch
    {
        Outcome.Harmless => Set(Success),
        Outcome.Odd => Set(Success, "MalformedResponse", "MalformedContent"),
        Outcome.Fuzzed => Set(Success, "MalformedResponse", "MalformedContent", "AssetNotFound", "ShareNotFound", "CloudflareShareNotFound", "AssetWithoutContent", "ChangeNotConfirmed"),
        Outcome.Unreachable => Set("ServerNotFound"),
        Outcome.Insecure => Set("SecureConnectionFailed"),
        Outcome.Lost => Set(Lost(route)),
        Outcome.NotHttp => Set(Lost(route), "MalformedResponse"),
        Outcome.TimedOut => Set(route.IsChange ? "OutcomeUnknown" : "RequestTimedOut"),
        Outcome.Malformed => Set("MalformedResponse"),
        Outcome.Redirected => Set("RedirectRefused"),
        Outcome.RedirectedToTls => Set(route.IsGet ? "RequestTimedOut" : "RedirectRefused"),
        Outcome.RedirectedHere => Set(route.IsGet ? Success : "RedirectRefused"),
        Outcome.Status => ForStatus(fault, route),
        Outcome.LostOnce => Set(IsRepeated(route) ? Success : Lost(route)),
        Outcome.StatusOnce => IsRepeated(route) || (route.IsCloudflare && fault.StatusCode == 429) ? Set(Success) : ForStatus(fault, route),
        Outcome.Reconnects => Set(Success),
        Outcome.Stopped => Set("Stopped"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>Whether the request is retried. Changes never are.</summary>
    private static bool IsRepeated(Route route) => route.IsGet;

    private static string Lost(Route route) => route.IsChange ? "OutcomeUnknown" : "ConnectionLost";

    private static HashSet<string> ForStatus(Fault fault, Route route) => route.IsCloudflare ? ForCloudflare(fault.StatusCode, route) : ForPieces(fault, route);

    private static HashSet<string> ForPieces(Fault fault, Route route) => fault.StatusCode switch
    {
        _ when fault.IsUnknownRoute => Set("OperationNotSupported"),
        404 when route.Subjects.Count == 0 => Set("OperationNotSupported"),
        404 => [.. route.Subjects.Select(static subject => subject + "NotFound")],
        410 => route.Subjects.Count == 0 ? Set("AssetGone", "ShareGone") : [.. route.Subjects.Select(static subject => subject + "Gone")],
        409 => Set(route.NamesLink ? "LinkNameTaken" : "Conflict"),
        412 => Set("GitHubNotConnected"),
        417 => Set("AssetNotBackedUp"),
        501 or 505 or 593 => Set("PiecesOsOutdated"),
        511 => Set("CloudNotConnected"),
        var status => ForAnyService(status),
    };

    private static HashSet<string> ForCloudflare(int status, Route route) => status switch
    {
        404 => [.. route.Subjects.Select(static subject => subject + "NotFound")],
        409 => Set("CloudflareConflict"),
        401 or 403 or 413 or 429 or >= 500 => ForAnyService(status),
        _ => Set("RequestRejected"),
    };

    private static HashSet<string> ForAnyService(int status) => Set(status switch
    {
        400 => "RequestRejected",
        401 => "NotAuthenticated",
        403 => "NotAuthorized",
        413 => "PayloadTooLarge",
        429 => "RateLimited",
        >= 500 => "ServerError",
        _ => "UnexpectedStatus",
    });

    private static HashSet<string> Set(params string[] ids) => [.. ids];
}
