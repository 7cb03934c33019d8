using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Reads JSON values without ever throwing over what the server sent.</summary>
public static class JsonElementExtensions
{
    /// <summary>A member of an object; of kind <see cref="JsonValueKind.Undefined"/> when it is absent or this is no object.</summary>
    public static JsonElement Member(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return default;
        try
        {
            return json.TryGetProperty(name, out var member) ? member : default;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair in this name or in another one.
            return json.EnumerateObject().LastOrDefault(member => member.LenientName() == name).Value;
        }
    }

    /// <summary>A nested member, by the names that lead to it.</summary>
    public static JsonElement Member(this JsonElement json, string name, string innerName) => json.Member(name).Member(innerName);

    /// <summary>The text of a string; the digits of a number; otherwise <see langword="null"/>.</summary>
    public static string? AsText(this JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return json.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Half a surrogate pair: legal JSON to many servers.
                    return LenientJsonText.Decode(json.GetRawText());
                }

            case JsonValueKind.Number:
                return json.GetRawText();
            default:
                return null;
        }
    }

    /// <summary>The member's name, also where it holds half a surrogate pair.</summary>
    internal static string LenientName(this JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return LenientJsonText.Decode(member.ToString());
        }
    }

    /// <summary>An ISO 8601 time, with all its digits; without an offset it is taken as UTC.</summary>
    public static DateTimeOffset? AsDateTime(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(json.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
