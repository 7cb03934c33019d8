using System.Linq;
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
        AssetFormat?[] formats = preview ? [asset.PreviewFormat, asset.OriginalFormat] : [asset.OriginalFormat, asset.PreviewFormat];
        foreach (var format in formats.OfType<AssetFormat>())
        {
            if (format.Content is not { } content)
                continue;
            var language = format.Language ?? asset.Language;
            return new AssetFile(content, language, SafeFileName.From(asset.Name, asset.Id, language, content.IsText));
        }

        return null;
    }
}
