using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Pieces of bodies that several operations share.</summary>
internal static class JsonWriterExtensions
{
    /// <summary>An <c>{"iterable":[...]}</c> of resources just as they came in.</summary>
    public static void WriteIterable(this Utf8JsonWriter writer, string name, IEnumerable<JsonResource> resources)
    {
        writer.WriteStartObject(name);
        writer.WriteIterableMember(resources);
        writer.WriteEndObject();
    }

    /// <summary>The member <c>iterable</c> of the current object.</summary>
    public static void WriteIterableMember(this Utf8JsonWriter writer, IEnumerable<JsonResource> resources)
    {
        writer.WriteStartArray("iterable");
        foreach (var resource in resources)
            resource.WriteTo(writer);
        writer.WriteEndArray();
    }

    /// <summary>The members <c>access</c> and, for named users, <c>users</c>.</summary>
    public static void WriteAccess(this Utf8JsonWriter writer, ShareAccess access, IReadOnlyList<string> userEmails)
    {
        writer.WriteString("access", GetName(access));
        if (userEmails.Count == 0)
            return;
        writer.WriteStartArray("users");
        writer.WriteStartObject();
        writer.WriteStrings("emails", userEmails);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>The name of an access: PUBLIC or PRIVATE.</summary>
    public static string GetName(ShareAccess access) => access == ShareAccess.Private ? "PRIVATE" : "PUBLIC";

    /// <summary>An array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    /// <summary>A <c>GroupedTimestamp</c>, in UTC.</summary>
    public static void WriteTimestamp(this Utf8JsonWriter writer, string name, DateTimeOffset time)
    {
        writer.WriteStartObject(name);
        writer.WriteString("value", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
