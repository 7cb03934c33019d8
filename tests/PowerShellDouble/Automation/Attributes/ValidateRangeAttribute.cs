using System.Collections;
using System.Globalization;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateRangeAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateRangeAttribute(object minRange, object maxRange)
    {
        ArgumentNullException.ThrowIfNull(minRange);
        ArgumentNullException.ThrowIfNull(maxRange);

        // Like the engine, compares a whole number with a fraction as fractions.
        var isMixed = minRange.GetType() != maxRange.GetType();
        MinRange = isMixed ? Convert.ToDouble(minRange, CultureInfo.InvariantCulture) : minRange;
        MaxRange = isMixed ? Convert.ToDouble(maxRange, CultureInfo.InvariantCulture) : maxRange;
    }

    public object MinRange { get; }

    public object MaxRange { get; }

    protected override void ValidateElement(object? element)
    {
        var value = PSObject.Base(element);
        if (value is null || !LanguagePrimitives.TryConvertTo(value, MinRange.GetType(), CultureInfo.InvariantCulture, out var comparable))
            throw new ValidationMetadataException($"The argument \"{value}\" cannot be compared with the range {MinRange} to {MaxRange}.");
        if (Comparer.Default.Compare(MinRange, comparable) > 0)
            throw new ValidationMetadataException(
                $"The {value} argument is less than the minimum allowed range of {MinRange}. Supply an argument that is greater than or equal to {MinRange} and then try the command again.");
        if (Comparer.Default.Compare(comparable, MaxRange) > 0)
            throw new ValidationMetadataException(
                $"The {value} argument is greater than the maximum allowed range of {MaxRange}. Supply an argument that is less than or equal to {MaxRange} and then try the command again.");
    }
}
