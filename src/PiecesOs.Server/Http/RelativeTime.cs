using System.Globalization;

namespace PiecesOs.Server.Http;

/// <summary>The <c>readable</c> of a GroupedTimestamp: how long ago it was when the record was written.</summary>
internal static class RelativeTime
{
    private const double DaysPerMonth = 30.4;
    private const double DaysPerYear = 365.25;

    public static string Of(DateTime time) => Of(DateTime.UtcNow - time.ToUniversalTime());

    public static string Of(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "Just now...",
        { TotalHours: < 1 } => Count(age.TotalMinutes, "a minute", "minutes"),
        { TotalDays: < 1 } => Count(age.TotalHours, "about an hour", "hours"),
        { TotalDays: < DaysPerMonth } => Count(age.TotalDays, "a day", "days"),
        { TotalDays: < DaysPerYear } => Count(age.TotalDays / DaysPerMonth, "about a month", "months"),
        _ => Count(age.TotalDays / DaysPerYear, "about a year", "years"),
    };

    private static string Count(double number, string one, string several) =>
        number < 2 ? $"{one} ago" : string.Create(CultureInfo.InvariantCulture, $"{(int)number} {several} ago");
}
