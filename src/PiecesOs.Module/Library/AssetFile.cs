using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The content of an asset as a file, and the name of the file.</summary>
/// <param name="Content">The content.</param>
/// <param name="Language">The language or file type of this content.</param>
/// <param name="Name">A name for the file.</param>
internal sealed record AssetFile(AssetContent Content, string? Language, SafeFileName Name)
{
    /// <summary>The file, or <see langword="null"/> if the asset has no content.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="preview">Prefer the preview format to the format that was saved.</param>
    public static AssetFile? Of(Asset asset, bool preview = false)
    {
        var format = asset.GetContentFormat(preview);
        if (format?.GetContent() is not { } content)
            return null;
        var language = format.Language ?? asset.Language;
        return new AssetFile(content, language, SafeFileName.From(asset.Name, asset.Id, language, content.IsText));
    }
}
