using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>What a share is created from, by any operation.</summary>
internal sealed record ShareSeed(IReadOnlyList<string> Assets, string Access)
{
    private const int MaxNameLength = 100;

    /// <summary>The short name of the link, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the share is a collection even if it contains one asset.</summary>
    public bool IsCollection { get; init; }

    /// <summary>SeededDistribution objects.</summary>
    public IReadOnlyList<JsonElement> Distributions { get; init; } = [];

    /// <summary>Reads <c>access</c> and <c>users</c>, which all operations that create shares have.</summary>
    public static string ReadAccess(JsonElement body)
    {
        var access = body.Text("access");
        if (access is not "PUBLIC" and not "PRIVATE")
            throw ApiError.InvalidBody("access must be PUBLIC or PRIVATE.");
        if (access == "PRIVATE" && !body.Items("users").Any(user => user.Items("emails").Any()))
            throw ApiError.InvalidBody("access PRIVATE needs users with their emails.");
        return access;
    }

    /// <summary>Reads the optional name of a share, which becomes the short code of its link.</summary>
    public static string? ReadName(JsonElement body)
    {
        if (body.Text("name") is not { } name)
            return null;
        if (name.Length is 0 or > MaxNameLength || name.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            throw ApiError.InvalidBody($"name must have 1 to {MaxNameLength} characters and no spaces.");
        return name;
    }
}
