using System;
using System.Globalization;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Measures;

/// <summary>Numbers as people read them: three digits that count, and a unit that fits. A megabyte is a million bytes.</summary>
internal static class Figures
{
    private const double Mega = 1e6;

    public static string Text(double value, Unit unit) => unit switch
    {
        Unit.Times => Digits(value) + "×",
        Unit.Milliseconds => Math.Abs(value) < 1000 ? Digits(value) + " ms" : Digits(value / 1000) + " s",
        Unit.BytesPerSecond => Digits(value / Mega) + " MB/s",
        _ => Math.Abs(value) < 1000 * Mega ? Digits(value / Mega) + " MB" : Digits(value / Mega / 1000) + " GB",
    };

    /// <summary>The median, and in brackets the range where there were several.</summary>
    public static string Text(Summary summary, Unit unit)
    {
        var median = Text(summary.Median, unit);
        return summary.Count == 1 ? median : $"{median} ({Range(summary, unit)})";
    }

    public static string Range(Summary summary, Unit unit) => $"{Text(summary.Least, unit)} – {Text(summary.Most, unit)}";

    /// <summary>A whole number with its thousands parted.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
