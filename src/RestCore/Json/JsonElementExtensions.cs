using System;
using System.Globalization;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Reads JSON values without ever throwing over what the server sent.</summary>
public static class JsonElementExtensions
{
    /// <summary>A member of an object; of kind <see cref="JsonValueKind.Undefined"/> when it is absent or this is no object.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

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
                    // Half a surrogate pair, or bytes that are no UTF-8: legal JSON to many servers.
                    return LenientJsonText.Decode(json.GetRawText());
                }

            case JsonValueKind.Number:
                return json.GetRawText();
            default:
                return null;
        }
    }

    /// <summary>An ISO 8601 time, with all its digits; without an offset it is taken as UTC.</summary>
    public static DateTimeOffset? AsDateTime(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(json.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
