using System.Collections;
using System.Globalization;

namespace System.Management.Automation;

public static class LanguagePrimitives
{
    public static object? ConvertTo(object? valueToConvert, Type resultType) =>
        ConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture);

    public static object? ConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider)
    {
        ArgumentNullException.ThrowIfNull(resultType);
        return Conversion.To(valueToConvert, resultType, formatProvider as CultureInfo ?? CultureInfo.InvariantCulture);
    }

    public static T ConvertTo<T>(object? valueToConvert) => (T)ConvertTo(valueToConvert, typeof(T), CultureInfo.InvariantCulture)!;

    public static bool TryConvertTo(object? valueToConvert, Type resultType, out object? result) =>
        TryConvertTo(valueToConvert, resultType, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider, out object? result)
    {
        try
        {
            result = ConvertTo(valueToConvert, resultType, formatProvider);
            return true;
        }
        catch (PSInvalidCastException)
        {
            result = null;
            return false;
        }
    }

    public static bool TryConvertTo<T>(object? valueToConvert, out T? result) =>
        TryConvertTo(valueToConvert, CultureInfo.InvariantCulture, out result);

    public static bool TryConvertTo<T>(object? valueToConvert, IFormatProvider? formatProvider, out T? result)
    {
        var done = TryConvertTo(valueToConvert, typeof(T), formatProvider, out var converted);
        result = converted is T typed ? typed : default;
        return done;
    }

    public static bool IsTrue(object? obj) => PSObject.Base(obj) switch
    {
        null => false,
        bool value => value,
        SwitchParameter value => value.IsPresent,
        string text => text.Length > 0,
        IList { Count: 0 } => false,
        IList { Count: 1 } list => IsTrue(list[0]),
        IConvertible number and (sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal) =>
            number.ToDouble(CultureInfo.InvariantCulture) != 0,
        _ => true,
    };

    public static IEnumerable? GetEnumerable(object? obj) => PSObject.Base(obj) switch
    {
        string or IDictionary or System.Xml.XmlNode => null,
        IEnumerable elements => elements,
        _ => null,
    };

    public static IEnumerator? GetEnumerator(object? obj) => GetEnumerable(obj)?.GetEnumerator();
}
