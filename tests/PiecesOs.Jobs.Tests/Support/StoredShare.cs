using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A share as the server stores it.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Link">The link.</param>
/// <param name="Short">The short code.</param>
/// <param name="Name">The name, if it has one.</param>
/// <param name="Access">Who may open it.</param>
/// <param name="AssetIds">The assets that it contains.</param>
/// <param name="Score">The sum of its score counters.</param>
public sealed record StoredShare(string Id, string Link, string Short, string? Name, string Access, IReadOnlyList<string> AssetIds, int Score)
{
    /// <summary>Reads a share from the JSON of the server.</summary>
    public static StoredShare From(JsonElement share)
    {
        var assets = StoredAsset.Each(share, "assets").Select(static asset => asset.GetProperty("id").GetString()!).ToList();
        if (StoredAsset.Member(share, "asset") is { } single)
            assets.Insert(0, single.GetProperty("id").GetString()!);
        return new StoredShare(
            share.GetProperty("id").GetString()!,
            share.GetProperty("link").GetString()!,
            share.GetProperty("short").GetString()!,
            StoredAsset.Member(share, "name")?.GetString(),
            share.GetProperty("access").GetString()!,
            [.. assets.Distinct()],
            ScoreOf(share));
    }

    private static int ScoreOf(JsonElement share)
    {
        if (StoredAsset.Member(share, "score") is not { } score)
            return 0;
        return score.EnumerateObject()
            .Where(static counter => counter.Value.ValueKind == JsonValueKind.Number)
            .Sum(static counter => int.Parse(counter.Value.GetRawText(), CultureInfo.InvariantCulture));
    }
}
