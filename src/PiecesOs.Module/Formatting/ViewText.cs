using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>
/// The cells of the module's views. The format file calls these methods with the properties of an object, which can come from a job
/// or a file: then lists, times and objects arrive as PowerShell deserializes them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    private const int MaxShownItems = 4;

    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB"];
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A size in the largest unit with a value of at least one: <c>3.4 MB</c>.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } size)
            return string.Empty;
        double value = size;
        var unit = 0;
        for (; value >= 1024 && unit < s_units.Length - 1; unit++)
            value /= 1024;
        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + s_units[unit];
    }

    /// <summary>The time since then: <c>5 min</c>, <c>3 days</c>.</summary>
    public static string Age(object? time) => ToTime(time) is { } then ? AgeOf(DateTimeOffset.UtcNow - then) : string.Empty;

    /// <summary>A date and time in local time.</summary>
    public static string Time(object? time) => ToTime(time)?.ToLocalTime().ToString("G", CultureInfo.CurrentCulture) ?? string.Empty;

    /// <summary>A time of day in local time.</summary>
    public static string ClockTime(object? time) => ToTime(time)?.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Several texts in one cell.</summary>
    public static string List(object? items) => Unwrap(items) switch
    {
        null => string.Empty,
        string text => DisplayText.Safe(text),
        IEnumerable several => string.Join(", ", several.Cast<object?>().Select(static item => DisplayText.Safe(item?.ToString()))),
        var one => DisplayText.Safe(one.ToString()),
    };

    /// <summary>Free data as JSON. Members are sorted by name, because a deserialized dictionary has lost their order.</summary>
    public static string Json(object? value) => Unwrap(value) is null ? string.Empty : DisplayText.Safe(JsonOf(value));

    /// <summary>The content of a share: the name of its asset, or the number of assets.</summary>
    /// <param name="assets">The assets of a collection.</param>
    /// <param name="asset">The asset, if the share includes it.</param>
    /// <param name="assetId">The ID of the asset.</param>
    public static string AssetOf(object? assets, object? asset, string? assetId) => Unwrap(assets) is ICollection { Count: > 1 } several
        ? string.Format(CultureInfo.InvariantCulture, "{0} assets", several.Count)
        : DisplayText.Safe(asset?.ToString() ?? assetId);

    /// <summary>The content of an asset in a form that is safe to display: line breaks and tabs are kept, other control characters are visible.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hash">The hash of the content; <see langword="null"/> without content.</param>
    /// <param name="size">The number of bytes.</param>
    public static string Content(object? text, object? hash, long? size)
    {
        if (Unwrap(text) is string content)
            return string.Join("\n", content.Replace("\r\n", "\n").Split('\n').Select(static line => DisplayText.Safe(line.Replace("\t", "    "))));
        return hash is null ? "(without content)" : $"({Size(size)} of binary content)";
    }

    /// <summary>The properties of an object, one per line.</summary>
    public static string Members(object item)
    {
        if (item is null)
            return string.Empty;
        var properties = PSObject.AsPSObject(item).Properties.ToArray();
        var width = properties.Max(static property => property.Name.Length);
        return string.Join("\n", properties.Select(property => $"{property.Name.PadRight(width)} : {Value(property)}"));
    }

    /// <summary>The properties of an object in a response, one per line. Of nested objects, only the names are shown.</summary>
    public static string Properties(PSObject item)
    {
        var properties = (item?.Properties ?? Enumerable.Empty<PSPropertyInfo>()).Select(static property => (Name: DisplayText.Safe(property.Name), property.Value)).ToArray();
        var width = properties.Length > 0 ? properties.Max(static property => property.Name.Length) : 0;
        return string.Join("\n", properties.Select(property => $"{property.Name.PadRight(width)} : {Nested(property.Value)}"));
    }

    /// <summary>Text in a color, if colors are supported.</summary>
    public static string Colored(string text, string color) => ViewColor.Apply(text, color);

    /// <summary>A change in its color. A deserialized one is a number, whose name only its wrapper has.</summary>
    public static string Change(PSObject? change)
    {
        var text = DisplayText.Safe(change?.ToString(format: null, CultureInfo.InvariantCulture));
        return ViewColor.Apply(text, text switch
        {
            "Created" => "Green",
            "Updated" => "Yellow",
            "Deleted" => "Red",
            _ => string.Empty,
        });
    }

    /// <summary>The .NET object; for a deserialized object, that has no such object, its wrapper.</summary>
    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>A time, also one that was deserialized: as text, or as an object whose text it is.</summary>
    private static DateTimeOffset? ToTime(object? value) => Unwrap(value) switch
    {
        null => null,
        DateTimeOffset time => time,
        var other => DateTimeOffset.TryParse(other.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
    };

    private static string JsonOf(object? value) => Unwrap(value) switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text, s_json),
        bool isTrue => isTrue ? "true" : "false",
        IDictionary members => "{" + string.Join(",", members.Keys.Cast<object>().OrderBy(static key => key.ToString(), StringComparer.Ordinal)
            .Select(key => $"{JsonSerializer.Serialize(key.ToString(), s_json)}:{JsonOf(members[key])}")) + "}",
        IEnumerable several => $"[{string.Join(",", several.Cast<object?>().Select(JsonOf))}]",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static string Value(PSPropertyInfo property)
    {
        object? value;
        try
        {
            value = property.Value;
        }
        catch (GetValueException)
        {
            return string.Empty;
        }

        return Value(value);
    }

    private static string Value(object? value) => Unwrap(value) switch
    {
        DateTimeOffset => Time(value),
        PSObject custom when custom.TypeNames.Contains("Deserialized.System.DateTimeOffset") => Time(value),
        IDictionary => Json(value),
        string or not IEnumerable => DisplayText.Safe(Convert.ToString(value, CultureInfo.CurrentCulture)),
        _ => List(value),
    };

    private static string Nested(object? value) => value switch
    {
        byte[] bytes => $"({Size(bytes.LongLength)})",
        object[] { Length: > MaxShownItems } several => $"{{{string.Join(", ", several.Take(MaxShownItems).Select(Nested))}, ...}}",
        object[] several => $"{{{string.Join(", ", several.Select(Nested))}}}",
        IDictionary dictionary => $"@{{{List(dictionary.Keys.Cast<object>())}}}",
        PSObject custom => $"@{{{List(custom.Properties.Select(static property => property.Name))}}}",
        _ => Value(value),
    };

    private static string AgeOf(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => Count(age.TotalMinutes, "min", "min"),
        { TotalDays: < 1 } => Count(age.TotalHours, "h", "h"),
        { TotalDays: < 60 } => Count(age.TotalDays, "day", "days"),
        { TotalDays: < 730 } => Count(age.TotalDays / 30.44, "mo", "mo"),
        _ => Count(age.TotalDays / 365.25, "year", "years"),
    };

    private static string Count(double value, string one, string many)
    {
        var whole = (int)value;
        return string.Format(CultureInfo.InvariantCulture, "{0} {1}", whole, whole == 1 ? one : many);
    }
}
