using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace PowerShellDouble.Binding;

/// <summary>Whether and how a value becomes one of a parameter's type.</summary>
internal static class ArgumentFit
{
    /// <summary>Unwraps, and wraps a single value into a collection of its own type; converts nothing.</summary>
    public static bool AsItIs(Type type, ref object? value)
    {
        if (value is null)
            return !type.IsValueType && type != typeof(string);
        if (type.IsInstanceOfType(value))
            return true;
        if (value is PSObject wrapped && !wrapped.ImmediateBaseObject.Equals(PSCustomObject.Self))
        {
            value = wrapped.BaseObject;
            if (type.IsInstanceOfType(value))
                return true;
        }

        if (!IsCollection(type, out var element))
            return false;
        var items = Items(value).Select(PSObject.Base).ToList();
        if (element is not null && !items.TrueForAll(item => item is null || element == item.GetType() || item.GetType().IsSubclassOf(element)))
            return false;
        value = Build(type, element ?? typeof(object), items);
        return true;
    }

    public static object? Coerce(Type type, object? value)
    {
        if (value is null)
            return type == typeof(SwitchParameter) ? SwitchParameter.Present : null;
        if (type.IsInstanceOfType(value))
            return value;
        if (type == typeof(PSObject))
            return PSObject.AsPSObject(value);
        if (type == typeof(bool) || type == typeof(bool?) || type == typeof(SwitchParameter))
            return Truth(type, PSObject.Base(value));
        if (type.IsInstanceOfType(PSObject.Base(value)))
            return PSObject.Base(value);
        if (IsCollection(type, out var element))
            return Build(type, element ?? typeof(object), Items(value).Select(item => element is null ? item : Coerce(element, item)).ToList());
        if (PSObject.Base(value) is IList && type != typeof(object) && !type.IsEnum)
            throw new NotSupportedException("Specified method is not supported.");
        return LanguagePrimitives.ConvertTo(value, type, CultureInfo.CurrentCulture);
    }

    public static bool IsCollection(Type type, out Type? element)
    {
        element = type.IsArray
            ? type.GetElementType()
            : type.IsGenericType ? type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollection<>))?.GetGenericArguments()[0] : null;
        if (typeof(IDictionary).IsAssignableFrom(type))
            return false;
        return type.IsArray || (type is { IsAbstract: false } && typeof(IList).IsAssignableFrom(type));
    }

    private static IEnumerable<object?> Items(object value) =>
        PSObject.Base(value) is IList list ? list.Cast<object?>() : [value];

    private static object Build(Type type, Type element, List<object?> items)
    {
        var list = type.IsArray ? (IList)Array.CreateInstance(element, items.Count) : (IList)Activator.CreateInstance(type)!;
        for (var i = 0; i < items.Count; i++)
        {
            if (type.IsArray)
                list[i] = items[i];
            else
                list.Add(items[i]);
        }

        return list;
    }

    private static object Truth(Type type, object? value)
    {
        var truth = value switch
        {
            bool b => b,
            SwitchParameter s => s.IsPresent,
            IConvertible number and not string and not DateTime and not Enum and not char => number.ToDouble(CultureInfo.InvariantCulture) != 0,
            _ => throw new PSInvalidCastException($"Cannot convert value \"{value}\" to type \"{type.FullName}\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."),
        };
        return type == typeof(SwitchParameter) ? new SwitchParameter(truth) : truth;
    }
}
