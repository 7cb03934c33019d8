using System.Text.Json.Nodes;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>Changes to the JSON of a correct response.</summary>
internal static class JsonFaults
{
    /// <summary>Repeats the elements of the list in the response.</summary>
    public static string RepeatRecords(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        foreach (var name in new[] { "iterable", "result" })
        {
            if (root[name] is not JsonArray list)
                continue;
            foreach (var element in list.ToArray())
                list.Add(element?.DeepClone());
        }

        return root.ToJsonString();
    }

    /// <summary>Replaces every number with another one.</summary>
    public static string ReplaceNumbers(string json, string number)
    {
        var root = JsonNode.Parse(json)!;
        Replace(root, number);
        return root.ToJsonString();
    }

    private static void Replace(JsonNode node, string number)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToArray())
            {
                if (IsNumber(value))
                    members[name] = JsonNode.Parse(number);
                else if (value is not null)
                    Replace(value, number);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (IsNumber(list[i]))
                    list[i] = JsonNode.Parse(number);
                else if (list[i] is { } element)
                    Replace(element, number);
            }
        }
    }

    private static bool IsNumber(JsonNode? node) => node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number;
}
