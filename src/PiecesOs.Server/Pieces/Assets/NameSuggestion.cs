namespace PiecesOs.Server.Pieces.Assets;

/// <summary>A name for an asset without one: that of its file, or its first meaningful line.</summary>
internal static class NameSuggestion
{
    /// <summary>What an asset is called until it has a name.</summary>
    public const string Placeholder = "Untitled Snippet";

    private const int MaxLength = 60;

    public static string? From(AssetSeed seed) =>
        string.IsNullOrWhiteSpace(seed.FileName) ? From(seed.Content.Head) : Path.GetFileName(seed.FileName);

    /// <summary>The first meaningful line of a text, or null.</summary>
    public static string? From(string content)
    {
        foreach (var line in content.AsSpan().EnumerateLines())
        {
            var text = line.Trim(" \t#/*<>!-;{}()[]\"'");
            if (text.Length >= 3)
                return text[..int.Min(text.Length, MaxLength)].Trim().ToString();
        }

        return null;
    }
}
