using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The SeededScoreIncrement of the asset and share operations.</summary>
internal static class ScoreIncrement
{
    private static readonly string[] Flags = ["reuse", "update", "reference", "priority", "searched"];

    /// <summary>The one true flag of each SeededScore that was sent; 500 if one has none or several.</summary>
    public static IReadOnlyList<string> Read(JsonElement body)
    {
        var found = new List<string>();
        foreach (var member in body.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object && member.Name != "schema"))
        {
            var set = Flags.Where(flag => member.Value.Flag(flag) == true).ToList();
            if (set.Count != 1)
                throw ApiError.InvalidBody($"{member.Name} needs exactly one of {string.Join(", ", Flags)} to be true.");
            found.Add(set[0]);
        }

        return found.Count > 0 ? found : throw ApiError.InvalidBody("The body names nothing to increment.");
    }

    /// <summary>Counts the flags in the <c>score</c> of an asset or share.</summary>
    public static void Apply(JsonObject scored, IEnumerable<string> flags)
    {
        if (scored["score"] is not JsonObject score)
        {
            scored["score"] = score = new JsonObject { ["manual"] = 0, ["automatic"] = 0 };
        }

        foreach (var flag in flags)
        {
            score[flag] = ((int?)score[flag] ?? 0) + 1;
            score["automatic"] = ((int?)score["automatic"] ?? 0) + 1;
        }
    }
}
