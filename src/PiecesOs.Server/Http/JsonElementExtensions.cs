using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Server.Http;

/// <summary>Reads members of JSON objects.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The member if it exists and is not null.</summary>
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The member when it is an object.</summary>
    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The member when it is a string.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        try
        {
            return element.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            throw ApiError.BadRequest($"{name} is not valid Unicode text (it contains an unpaired surrogate).");
        }
    }

    /// <summary>The member when it is a boolean.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Get(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The member if it is a whole number in the range, null if it is missing; 400 for anything else.</summary>
    public static long? Number(this JsonElement element, string name, long min, long max) =>
        element.Get(name) is null ? null : element.RequiredNumber(name, min, max);

    /// <summary>The member if it is a whole number in the range; 400 for anything else.</summary>
    public static long RequiredNumber(this JsonElement element, string name, long min, long max) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= min && number <= max
            ? number
            : throw ApiError.BadRequest(FormattableString.Invariant($"{name} must be a whole number from {min} to {max}."));

    /// <summary>The items of a member that is an array, or of its <c>iterable</c>.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } list when list.Get("iterable") is { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => [],
    };

    /// <summary>The time of a GroupedTimestamp, or of a plain string.</summary>
    public static DateTime? Time(this JsonElement element, string name)
    {
        var value = element.Get(name) is { ValueKind: JsonValueKind.Object } grouped ? grouped.Text("value") : element.Text(name);
        return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }
}
