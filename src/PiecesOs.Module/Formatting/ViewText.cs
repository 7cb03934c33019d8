using System.Collections;
using System.ComponentModel;
using System.Globalization;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The cells of the module's views. The format file calls these methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    private const int MaxShownItems = 4;

    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB"];

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
    public static string Age(DateTimeOffset? time) => time is { } then ? Age(DateTimeOffset.UtcNow - then) : string.Empty;

    /// <summary>Several texts in one cell.</summary>
    public static string List(IEnumerable<object>? items) =>
        string.Join(", ", (items ?? []).Select(static item => DisplayText.Safe(item.ToString())));

    /// <summary>The content of a share: the name of its asset, or the number of assets.</summary>
    public static string AssetOf(Share share)
    {
        if (share is null)
            return string.Empty;
        return share.Assets.Count > 1
            ? string.Format(CultureInfo.InvariantCulture, "{0} assets", share.Assets.Count)
            : DisplayText.Safe(share.Asset?.Name ?? share.AssetId);
    }

    /// <summary>The content of an asset in a form that is safe to display: line breaks and tabs are kept, other control characters are visible.</summary>
    public static string Content(Asset asset)
    {
        if (asset?.GetContent(preview: true) is not { } content)
            return "(without content)";
        return content.IsText
            ? string.Join("\n", content.GetText().Replace("\r\n", "\n").Split('\n').Select(static line => DisplayText.Safe(line.Replace("\t", "    "))))
            : $"({Size(content.GetBytes().LongLength)} of binary content)";
    }

    /// <summary>The properties of an object, one per line.</summary>
    public static string Members(object item)
    {
        if (item is null)
            return string.Empty;
        var properties = item.GetType().GetProperties();
        var width = properties.Max(static property => property.Name.Length);
        return string.Join("\n", properties.Select(property => $"{property.Name.PadRight(width)} : {Value(property.GetValue(item))}"));
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

    /// <summary>A change in its color.</summary>
    public static string Change(string? change) => ViewColor.Apply(change ?? string.Empty, change switch
    {
        "Created" => "Green",
        "Updated" => "Yellow",
        "Deleted" => "Red",
        _ => string.Empty,
    });

    private static string Value(object? value) => value is IEnumerable<object> several
        ? List(several)
        : DisplayText.Safe(Convert.ToString(value, CultureInfo.CurrentCulture));

    private static string Nested(object? value) => value switch
    {
        byte[] bytes => $"({Size(bytes.LongLength)})",
        object[] { Length: > MaxShownItems } several => $"{{{string.Join(", ", several.Take(MaxShownItems).Select(Nested))}, ...}}",
        object[] several => $"{{{string.Join(", ", several.Select(Nested))}}}",
        IDictionary dictionary => $"@{{{List(dictionary.Keys.Cast<object>())}}}",
        PSObject custom => $"@{{{List(custom.Properties.Select(static property => property.Name))}}}",
        _ => Value(value),
    };

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => Count(age.TotalMinutes, "min", "min"),
        { TotalDays: < 1 } => Count(age.TotalHours, "hour", "hours"),
        { TotalDays: < 60 } => Count(age.TotalDays, "day", "days"),
        { TotalDays: < 730 } => Count(age.TotalDays / 30.44, "month", "months"),
        _ => Count(age.TotalDays / 365.25, "year", "years"),
    };

    private static string Count(double value, string one, string many)
    {
        var whole = (int)value;
        return string.Format(CultureInfo.InvariantCulture, "{0} {1}", whole, whole == 1 ? one : many);
    }
}
