using System.Globalization;
using System.Net;

namespace PiecesOs.Module;

/// <summary>The meaning of a status code for every service.</summary>
internal static class StatusMeaning
{
    /// <summary>The ID and category of the error.</summary>
    public static (string Id, ErrorCategory Category) Of(int status) => status switch
    {
        400 => ("RequestRejected", ErrorCategory.InvalidArgument),
        401 => ("NotAuthenticated", ErrorCategory.AuthenticationError),
        403 => ("NotAuthorized", ErrorCategory.PermissionDenied),
        413 => ("PayloadTooLarge", ErrorCategory.LimitsExceeded),
        429 => ("RateLimited", ErrorCategory.LimitsExceeded),
        >= 500 => ("ServerError", ErrorCategory.InvalidResult),
        _ => ("UnexpectedStatus", ErrorCategory.InvalidResult),
    };

    /// <summary>When to try again.</summary>
    public static string Later(TimeSpan? wait) => wait is { } time
        ? $"Try again in {Quantity.Of((long)Math.Ceiling(time.TotalSeconds), "second")}."
        : "Try again later.";

    /// <summary>The default message if the server returns none.</summary>
    public static string NoMessage(HttpStatusCode status) =>
        string.Format(CultureInfo.InvariantCulture, "the server returned {0} without a message.", (int)status);
}
