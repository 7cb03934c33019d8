using System.Text.Json.Nodes;
using PiecesOs.Server.Pieces.Assets;

namespace PiecesOs.Server.Pieces.Records;

/// <summary>Changes the copy of a record in an asset that is being edited.</summary>
internal static class RecordCopies
{
    /// <summary>Adds a copy. An annotation names its asset; the others have how they came to it.</summary>
    public static void Add(JsonObject asset, RecordType type, JsonObject record, string mechanism)
    {
        // One that was removed before may still be there, with a negative index.
        Remove(asset, type, (string)record["id"]!);
        var id = (string)asset["id"]!;
        var copy = RecordTable.WithoutAssets(record);
        if (type == RecordType.Annotation)
            copy["asset"] = new JsonObject { ["id"] = id };
        else
            copy["mechanisms"] = new JsonObject { [id] = mechanism };
        Items(asset, type).Add(copy);
    }

    /// <summary>Replaces what the copy says, but not what it says about the asset.</summary>
    public static void Replace(JsonObject asset, RecordType type, JsonObject record)
    {
        foreach (var copy in Items(asset, type).OfType<JsonObject>().Where(item => Is(item, (string)record["id"]!)))
        {
            foreach (var (name, value) in record.Where(member => member.Key != "id"))
                copy[name] = value?.DeepClone();
        }
    }

    /// <summary>Removes the copy and its index.</summary>
    public static void Remove(JsonObject asset, RecordType type, string id)
    {
        var items = Items(asset, type);
        foreach (var item in items.Where(item => Is(item, id)).ToList())
        {
            items.Remove(item);
            (asset[type.Many]!["indices"] as JsonObject)?.Remove((string)item!["id"]!);
        }
    }

    private static JsonArray Items(JsonObject asset, RecordType type)
    {
        if (asset[type.Many] is not JsonObject relation)
            asset[type.Many] = relation = [];
        if (relation["iterable"] is not JsonArray items)
            relation["iterable"] = items = [];
        return items;
    }

    private static bool Is(JsonNode? item, string id) => string.Equals(AssetFormats.Id(item), id, StringComparison.OrdinalIgnoreCase);
}
