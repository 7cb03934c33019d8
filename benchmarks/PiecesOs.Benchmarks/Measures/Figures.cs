using System.Globalization;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Measures;

/// <summary>Formats numbers with three significant digits and a suitable unit. A megabyte is a million bytes.</summary>
internal static class Figures
{
    private const double Mega = 1e6;

    public static string Text(double value, Unit unit) => WithUnit(value, unit, Digits);

    /// <summary>Formats a fixed number without unnecessary digits.</summary>
    public static string Exact(double value, Unit unit) => WithUnit(value, unit, static value => value.ToString("#,0.##", CultureInfo.InvariantCulture));

    /// <summary>The median, followed by the range in parentheses if there are several values.</summary>
    public static string Text(Summary summary, Unit unit)
    {
        var median = Text(summary.Median, unit);
        return summary.Count == 1 ? median : $"{median} ({Range(summary, unit)})";
    }

    public static string Range(Summary summary, Unit unit) => $"{Text(summary.Min, unit)} – {Text(summary.Max, unit)}";

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string WithUnit(double value, Unit unit, Func<double, string> digits) => unit switch
    {
        Unit.Times => digits(value) + "×",
        Unit.Requests => value == 1 ? "1 request" : value.ToString("N0", CultureInfo.InvariantCulture) + " requests",
        Unit.Milliseconds => Math.Abs(value) < 1000 ? digits(value) + " ms" : digits(value / 1000) + " s",
        Unit.BytesPerSecond => digits(value / Mega) + " MB/s",
        _ => Math.Abs(value) < 1000 * Mega ? digits(value / Mega) + " MB" : digits(value / Mega / 1000) + " GB",
    };

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
