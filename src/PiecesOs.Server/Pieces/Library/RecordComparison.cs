using System.Text.Json.Nodes;

namespace PiecesOs.Server.Pieces.Library;

/// <summary>Compares records without what Pieces OS words anew each time it sends one: <c>readable</c> beside a <c>value</c>, such as "a day ago".</summary>
internal static class RecordComparison
{
    public static bool AreSame(JsonNode one, JsonNode other)
    {
        RemoveReadable(one);
        RemoveReadable(other);
        return JsonNode.DeepEquals(one, other);
    }

    private static void RemoveReadable(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RemoveReadable(item);
        }
        else if (node is JsonObject item)
        {
            if (item.ContainsKey("value"))
                item.Remove("readable");
            foreach (var (_, child) in item)
                RemoveReadable(child);
        }
    }
}
