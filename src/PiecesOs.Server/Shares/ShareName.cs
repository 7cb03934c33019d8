using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Shares;

/// <summary>Reads the optional name of a share, which becomes the short code of its link.</summary>
internal static class ShareName
{
    private const int Longest = 100;

    public static string? Read(JsonElement body)
    {
        if (body.Text("name") is not { } name)
            return null;
        if (name.Length is 0 or > Longest || name.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            throw ApiError.Unusable($"name must have 1 to {Longest} characters and no blanks.");
        return name;
    }
}
