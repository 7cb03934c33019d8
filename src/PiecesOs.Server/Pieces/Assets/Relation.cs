using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The members of an asset that are lists of other records, such as <c>tags</c>: <c>iterable</c> and <c>indices</c>.</summary>
internal static class Relation
{
    /// <summary>The relation that has no <c>indices</c>.</summary>
    public const string WithoutIndices = "sensitives";

    /// <summary>The names of the members.</summary>
    public static FrozenSet<string> Names { get; } =
        new[] { "websites", "tags", WithoutIndices, "persons", "annotations", "hints", "anchors" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The elements that still belong to the asset: those without a negative index.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement asset, string name)
    {
        var indices = asset.Object(name)?.Object("indices");
        return asset.Items(name).Where(item => !IsRemoved(indices, item.Text("id")));
    }

    /// <summary>The IDs of the elements, and whether each has a negative index.</summary>
    public static IEnumerable<(string Id, bool IsRemoved)> Ids(JsonElement relation)
    {
        var indices = relation.Object("indices");
        return relation.Items("iterable").Select(item => item.Text("id")).OfType<string>().Distinct(StringComparer.Ordinal).Select(id => (id, IsRemoved(indices, id)));
    }

    /// <summary>
    /// Makes each relation of an edited asset complete: every element has an index, negative ones stay. With
    /// <paramref name="before"/> an element that the edit left out stays too, with a negative index.
    /// </summary>
    public static void Normalize(JsonObject asset, JsonObject? before)
    {
        foreach (var name in Names)
        {
            if (asset[name] is not JsonObject relation)
                asset[name] = relation = [];
            if (relation["iterable"] is not JsonArray items)
                relation["iterable"] = items = [];
            if (name == WithoutIndices)
                continue;
            var removed = Removed(relation);
            if (before?[name]?["iterable"] is JsonArray old)
                KeepRemoved(old, items, removed);
            relation["indices"] = Indices(items, removed);
        }
    }

    private static HashSet<string> Removed(JsonObject relation) => relation["indices"] is JsonObject indices
        ? [.. indices.Where(index => index.Value is JsonValue value && value.TryGetValue<int>(out var position) && position < 0).Select(index => index.Key)]
        : [];

    private static void KeepRemoved(JsonArray old, JsonArray items, HashSet<string> removed)
    {
        var there = items.Select(Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in old)
        {
            if (Id(item) is { } id && there.Add(id))
            {
                items.Add(item!.DeepClone());
                removed.Add(id);
            }
        }
    }

    private static JsonObject Indices(JsonArray items, HashSet<string> removed)
    {
        var indices = new JsonObject();
        var position = 0;
        foreach (var id in items.Select(Id).OfType<string>())
            indices[id] = removed.Contains(id) ? -1 : position++;
        return indices;
    }

    private static string? Id(JsonNode? item) => item is JsonObject element && element["id"] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;

    private static bool IsRemoved(JsonElement? indices, string? id) =>
        id is not null && indices?.Get(id) is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var position) && position < 0;
}
