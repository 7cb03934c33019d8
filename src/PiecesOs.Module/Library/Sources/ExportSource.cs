using System.Runtime.CompilerServices;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An export of Export-PiecesLibrary in the lossless form.</summary>
internal sealed class ExportSource : ILibrarySource
{
    /// <summary>The folder in which exports of other forms keep their lossless export.</summary>
    public const string InnerFolder = ".pieces-library";

    private readonly ExportedLibrary _export;

    private ExportSource(ExportedLibrary export) => _export = export;

    /// <inheritdoc/>
    public long? Count => _export.ContentCount;

    /// <summary>
    /// Whether a folder is an export, complete or not. A manifest.json alone can belong to anything, and an incomplete export must not
    /// be mistaken for a folder of files.
    /// </summary>
    public static bool Recognizes(SourcePath path)
    {
        var folder = new ExportFolder(path.FullPath);
        return path.IsFolder && (File.Exists(folder.Assets) || File.Exists(folder.UnfinishedAssets) || (File.Exists(folder.CurrentManifest) && Directory.Exists(folder.Contents)));
    }

    /// <summary>Compares all files with their hashes and opens the export.</summary>
    /// <exception cref="InputException">It is not complete, or it is damaged.</exception>
    public static async Task<ILibrarySource> OpenAsync(SourcePath path, Action<int> onFile, CancellationToken cancellationToken)
    {
        var inner = Path.Combine(path.FullPath, InnerFolder);
        var folder = !Recognizes(path) && Directory.Exists(inner) ? inner : path.FullPath;
        return new ExportSource(await ExportedLibrary.OpenAsync(folder, onFile, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var asset in _export.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
            yield return ItemOf(asset);
    }

    private static ImportItem ItemOf(Asset asset)
    {
        if (asset.Deleted is not null)
            return ImportItem.Skipped(asset.Name, asset.Id, "It was deleted before the export.");
        try
        {
            return ImportMaterial.Of(asset) is { } material
                ? ImportItem.Of(material)
                : ImportItem.Skipped(asset.Name, asset.Id, "The export does not contain its content.");
        }
        catch (InvalidDataException e)
        {
            return ImportItem.Skipped(asset.Name, asset.Id, e.Message);
        }
    }
}
