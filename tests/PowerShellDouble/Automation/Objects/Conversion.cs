using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace System.Management.Automation;

/// <summary>The engine's conversions, as far as parameters of this module need them, in the engine's order.</summary>
internal static class Conversion
{
    public static object? To(object? value, Type type, CultureInfo culture)
    {
        if (type.IsInstanceOfType(value))
            return value;
        if (type == typeof(PSObject))
            return value is null ? null : PSObject.AsPSObject(value);

        var source = PSObject.Base(value);
        if (type.IsInstanceOfType(source))
            return source;
        if (source is null)
            return Null(type);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return source is "" ? null : To(source, underlying, culture);

        try
        {
            return Known(source, type, culture, out var result) || ByType(source, type, culture, out result)
                ? result
                : throw Failure(source, type, inner: null);
        }
        catch (TargetInvocationException e)
        {
            throw Failure(source, type, e.InnerException);
        }
        catch (Exception e) when (e is not PSInvalidCastException)
        {
            throw Failure(source, type, e);
        }
    }

    private static object? Null(Type type)
    {
        if (type == typeof(string))
            return "";
        if (type == typeof(bool))
            return false;
        if (type == typeof(SwitchParameter))
            return new SwitchParameter(isPresent: false);
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            return null;
        return type.IsPrimitive ? Activator.CreateInstance(type) : throw Failure(source: null, type, inner: null);
    }

    private static bool Known(object source, Type type, CultureInfo culture, out object? result)
    {
        result = null;
        if (type == typeof(string))
            result = AsString(source);
        else if (type == typeof(bool))
            result = LanguagePrimitives.IsTrue(source);
        else if (type == typeof(SwitchParameter))
            result = new SwitchParameter(LanguagePrimitives.IsTrue(source));
        else if (type.IsArray)
            result = ToArray(source, type.GetElementType()!, culture);
        else if (type.IsEnum)
            result = ToEnum(source, type);
        else if (type.IsPrimitive || type == typeof(decimal))
            result = source is string { Length: 0 } ? Convert.ChangeType(0, type, culture) : Convert.ChangeType(source, type, culture);
        else
            return false;
        return true;
    }

    private static bool ByType(object source, Type type, CultureInfo culture, out object? result)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        result = null;
        if (type.IsDefined(typeof(TypeConverterAttribute)) && TypeDescriptor.GetConverter(type) is var converter && converter.CanConvertFrom(source.GetType()))
            result = converter.ConvertFrom(context: null, culture, source);
        else if (type == typeof(Uri) && source is string address)
            result = new Uri(address, UriKind.RelativeOrAbsolute);
        else if (source is string && type.GetMethod("Parse", Static, [typeof(string), typeof(IFormatProvider)]) is { } parseFor)
            result = parseFor.Invoke(obj: null, [source, culture]);
        else if (source is string && type.GetMethod("Parse", Static, [typeof(string)]) is { } parse)
            result = parse.Invoke(obj: null, [source]);
        else if (type is { IsAbstract: false } && type.GetConstructor([source.GetType()]) is { } constructor)
            result = constructor.Invoke([source]);
        else if (Operator(type, source.GetType(), type) is { } cast)
            result = cast.Invoke(obj: null, [source]);
        else
            return false;
        return true;
    }

    private static MethodInfo? Operator(Type declaring, Type from, Type to) =>
        declaring.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Concat(from.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .FirstOrDefault(m => m.Name is "op_Implicit" or "op_Explicit"
                && to.IsAssignableFrom(m.ReturnType)
                && m.GetParameters()[0].ParameterType.IsAssignableFrom(from));

    private static string AsString(object source) => source is not string && LanguagePrimitives.GetEnumerable(source) is { } elements
        ? string.Join(' ', elements.Cast<object?>().Select(e => e is null ? "" : AsString(e)))
        : Convert.ToString(source, CultureInfo.InvariantCulture) ?? "";

    private static Array ToArray(object source, Type element, CultureInfo culture)
    {
        var values = (LanguagePrimitives.GetEnumerable(source) ?? new[] { source }).Cast<object?>().Select(v => To(v, element, culture)).ToList();
        var array = Array.CreateInstance(element, values.Count);
        ((ICollection)values).CopyTo(array, 0);
        return array;
    }

    private static object ToEnum(object source, Type type)
    {
        if (source is not string text)
            return Checked(Enum.ToObject(type, source), type);
        var names = text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
            Enum.GetNames(type).FirstOrDefault(n => n.Equals(part, StringComparison.OrdinalIgnoreCase))
            ?? (Enum.GetNames(type).Where(n => n.StartsWith(part, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] && part.Length > 0 ? only : part));
        return Checked(Enum.Parse(type, string.Join(',', names)), type);
    }

    private static object Checked(object value, Type type) =>
        type.IsDefined(typeof(FlagsAttribute)) || Enum.IsDefined(type, value)
            ? value
            : throw new PSInvalidCastException($"{value} is no {type.Name}; specify one of: {string.Join(", ", Enum.GetNames(type))}");

    private static PSInvalidCastException Failure(object? source, Type type, Exception? inner)
    {
        var what = source is null ? "null" : $"the \"{source}\" value of type \"{source.GetType().FullName}\"";
        var why = inner is null ? "." : $": \"{inner.Message}\"";
        return new PSInvalidCastException($"Cannot convert {what} to type \"{type.FullName}\"{why}", inner!);
    }
}
