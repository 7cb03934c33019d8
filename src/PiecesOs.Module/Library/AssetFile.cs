using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An asset's content as a file: what is in it, and what to call it.</summary>
/// <param name="Content">The content.</param>
/// <param name="Language">The language or file type of just that content.</param>
/// <param name="Name">A name for the file.</param>
internal sealed record AssetFile(AssetContent Content, string? Language, SafeFileName Name)
{
    /// <summary>The file, or <see langword="null"/> when the asset came without content.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="preview">Prefer the form to show to the form that was saved.</param>
    public static AssetFile? Of(Asset asset, bool preview = false)
    {
        var format = asset.GetContentFormat(preview);
        if (format?.Content is not { } content)
            return null;
        var language = format.Language ?? asset.Language;
        return new AssetFile(content, language, SafeFileName.From(asset.Name, asset.Id, language, content.IsText));
    }
}
