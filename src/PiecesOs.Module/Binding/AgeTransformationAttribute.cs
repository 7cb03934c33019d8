using System.Globalization;

namespace PiecesOs.Module;

/// <summary>Converts a number of days, or text, to a duration. PowerShell would read a number as ticks of 100 nanoseconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputObject.Unwrap(inputData);
        var age = value switch
        {
            TimeSpan time => time,
            string text when TryDays(text) is { } days => DaysOf(days),
            string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) => time,
            int or long or double or decimal or float or short or byte or uint or ulong or ushort or sbyte => DaysOf(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            _ => (TimeSpan?)null,
        };
        return age > TimeSpan.Zero ? age : throw new ArgumentTransformationMetadataException(BindingMessages.NotAnAge(value));
    }

    private static double? TryDays(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) ? days : null;

    /// <summary>Returns <see langword="null"/> for more days than a duration can have.</summary>
    private static TimeSpan? DaysOf(double days) => Math.Abs(days) < TimeSpan.MaxValue.TotalDays ? TimeSpan.FromDays(days) : null;
}
