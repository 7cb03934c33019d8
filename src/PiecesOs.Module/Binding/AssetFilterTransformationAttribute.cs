using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Converts hashtables to search filters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AssetFilterTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_keys =
        ["Language", "Phrase", "Tag", "Website", "Person", "CreatedAfter", "CreatedBefore", "UpdatedAfter", "UpdatedBefore"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => InputObject.Unwrap(inputData) switch
    {
        IDictionary table => new[] { From(table) },
        IList list => list.Cast<object?>().Select(From).ToArray(),
        var other => new[] { From(other) },
    };

    private static AssetFilter From(object? input)
    {
        var value = InputObject.Unwrap(input);
        if (value is AssetFilter filter)
            return filter;
        if (value is not IDictionary table)
            throw new ArgumentTransformationMetadataException(BindingMessages.NotAFilter(value));

        foreach (var key in table.Keys.Cast<object>().Select(static key => key.ToString()))
        {
            if (!s_keys.Contains(key, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentTransformationMetadataException(BindingMessages.UnknownFilterKey(key, s_keys));
        }

        return new AssetFilter
        {
            Language = Get<string>(table, "Language"),
            Phrase = Get<string>(table, "Phrase"),
            Tags = Get<string[]>(table, "Tag") ?? [],
            Websites = Get<string[]>(table, "Website") ?? [],
            Persons = Get<string[]>(table, "Person") ?? [],
            CreatedAfter = GetTime(table, "CreatedAfter"),
            CreatedBefore = GetTime(table, "CreatedBefore"),
            UpdatedAfter = GetTime(table, "UpdatedAfter"),
            UpdatedBefore = GetTime(table, "UpdatedBefore"),
        };
    }

    private static DateTime? GetTime(IDictionary table, string key) =>
        InputObject.Unwrap(Get<object>(table, key)) is string text ? TimeTransformationAttribute.Parse(text) : Get<DateTime?>(table, key);

    private static T? Get<T>(IDictionary table, string key)
    {
        foreach (DictionaryEntry entry in table)
        {
            if (!string.Equals(entry.Key.ToString(), key, StringComparison.OrdinalIgnoreCase) || entry.Value is null)
                continue;
            return LanguagePrimitives.TryConvertTo<T>(entry.Value, CultureInfo.InvariantCulture, out var converted)
                ? converted
                : throw new ArgumentTransformationMetadataException(BindingMessages.InvalidFilterValue(key, entry.Value));
        }

        return default;
    }
}

/// <summary>Converts text to a time: ISO 8601 in the same way in every culture, any other text with the culture of the session. A time of an asset is accepted as it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex s_iso = new(@"^\s*\d{4}-\d{2}(-\d{2}|\s*$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputObject.Unwrap(inputData) switch
        {
            string text => Parse(text),
            DateTimeOffset time => time.UtcDateTime, // The type of Created and Updated, which PowerShell does not convert.
            _ => inputData,
        };

    /// <summary>Parses a time.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">The text is not a time.</exception>
    internal static DateTime Parse(string text)
    {
        var culture = s_iso.IsMatch(text) ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture;
        return DateTime.TryParse(text, culture, DateTimeStyles.None, out var time)
            ? time
            : throw new ArgumentTransformationMetadataException(BindingMessages.NotATime(text));
    }
}
