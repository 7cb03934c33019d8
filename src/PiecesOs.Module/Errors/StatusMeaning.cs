using System.Globalization;
using System.Net;

namespace PiecesOs.Module;

/// <summary>What a status means whichever service sent it.</summary>
internal static class StatusMeaning
{
    /// <summary>The id and category of the error.</summary>
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

    /// <summary>What to say when the server says nothing.</summary>
    public static string NoWords(HttpStatusCode status) =>
        string.Format(CultureInfo.InvariantCulture, "the server returned {0} without a message.", (int)status);
}
