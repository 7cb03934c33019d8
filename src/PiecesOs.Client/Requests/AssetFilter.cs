using System.Text.Json;

namespace PiecesOs.Client;

/// <summary>One <c>AssetFilter</c> of <c>assets_search_with_filters</c>. All that is set must fit.</summary>
public sealed class AssetFilter
{
    /// <summary>The language or file type, such as <c>ps1</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Tags that the asset must have.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Web addresses that the asset must belong to.</summary>
    public IReadOnlyList<string> Websites { get; init; } = [];

    /// <summary>Persons that the asset must belong to.</summary>
    public IReadOnlyList<string> Persons { get; init; } = [];

    /// <summary>Words that must occur.</summary>
    public string? Phrase { get; init; }

    /// <summary>Saved at this time or later.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Saved at this time or earlier.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Changed at this time or later.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Changed at this time or earlier.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Filters of which one has to fit: the single level of OR that the operation knows.</summary>
    public IReadOnlyList<AssetFilter> AnyOf { get; init; } = [];

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Language is not null)
            writer.WriteString("classification", Language);
        WriteList(writer, "tags", Tags);
        WriteList(writer, "websites", Websites);
        WriteList(writer, "persons", Persons);
        if (Phrase is not null)
        {
            writer.WriteStartObject("phrase");
            writer.WriteString("value", Phrase);
            writer.WriteEndObject();
        }

        WriteRange(writer, "created", CreatedAfter, CreatedBefore);
        WriteRange(writer, "updated", UpdatedAfter, UpdatedBefore);
        if (AnyOf.Count > 0)
            WriteFilters(writer, "operations", AnyOf, "OR");
        writer.WriteEndObject();
    }

    internal static void WriteFilters(Utf8JsonWriter writer, string name, IEnumerable<AssetFilter> filters, string operation)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", operation);
        writer.WriteStartArray("iterable");
        foreach (var filter in filters)
            filter.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            writer.WriteStrings(name, values);
    }

    private static void WriteRange(Utf8JsonWriter writer, string name, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is null && to is null)
            return;
        writer.WriteStartObject(name);
        if (from is { } after)
            writer.WriteTimestamp("from", after);
        if (to is { } before)
            writer.WriteTimestamp("to", before);
        if (from is not null && to is not null)
            writer.WriteBoolean("between", true);
        writer.WriteEndObject();
    }
}
