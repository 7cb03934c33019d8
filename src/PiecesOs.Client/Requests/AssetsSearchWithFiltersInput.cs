using System.Text.Json;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The body of <c>assets_search_with_filters</c>.</summary>
public sealed class AssetsSearchWithFiltersInput : JsonBody
{
    /// <summary>The text to search for, fuzzily.</summary>
    public string? Query { get; init; }

    /// <summary>Search only these assets.</summary>
    public IReadOnlyList<string> WithinAssetIds { get; init; } = [];

    /// <summary>Filters that must all fit.</summary>
    public IReadOnlyList<AssetFilter> Filters { get; init; } = [];

    /// <summary>Whether matching is case-sensitive.</summary>
    public bool? CaseSensitive { get; init; }

    /// <inheritdoc/>
    public override Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        if (Query is not null)
            writer.WriteString("query", Query);
        if (WithinAssetIds.Count > 0)
            WriteSpace(writer);
        if (Filters.Count > 0)
            AssetFilter.WriteFilters(writer, "filters", Filters, "AND");
        if (CaseSensitive is { } casing)
            writer.WriteBoolean("casing", casing);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private void WriteSpace(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("space");
        writer.WriteStartObject("identifers"); // The API's own spelling.
        writer.WriteStartArray("iterable");
        foreach (var id in WithinAssetIds)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
