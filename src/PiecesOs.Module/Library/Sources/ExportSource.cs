using System.Runtime.CompilerServices;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>An export of Export-PiecesLibrary in the lossless form.</summary>
internal sealed class ExportSource : ILibrarySource
{
    private readonly ExportedLibrary _export;

    private ExportSource(ExportedLibrary export) => _export = export;

    /// <summary>The export, from which a library that stores records as they are is restored.</summary>
    public ExportedLibrary Export => _export;

    /// <inheritdoc/>
    public long? Count => _export.ContentCount;

    /// <summary>
    /// Whether a folder is an export, complete or not, or is another form that has the export from which it was made. Only notes are
    /// preferred to the export inside them, because a user works on them.
    /// </summary>
    public static bool Recognizes(SourcePath path) => path.IsFolder && (IsExport(path.FullPath) || (IsExport(InnerFolder(path)) && !MarkdownVaultSource.Recognizes(path)));

    /// <summary>Compares all files with their hashes and opens the export.</summary>
    /// <exception cref="InputException">It is not complete, or it is damaged.</exception>
    public static async Task<ILibrarySource> OpenAsync(SourcePath path, Action<int> onFile, CancellationToken cancellationToken)
    {
        var folder = !IsExport(path.FullPath) && IsExport(InnerFolder(path)) ? InnerFolder(path) : path.FullPath;
        return new ExportSource(await ExportedLibrary.OpenAsync(folder, onFile, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var asset in _export.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
            yield return ItemOf(asset);
    }

    /// <summary>The folder in which other forms keep the export from which they were made.</summary>
    private static string InnerFolder(SourcePath path) => Path.Combine(path.FullPath, ".pieces-library");

    /// <summary>A manifest.json alone can belong to anything, and an incomplete export must not be mistaken for a folder of files.</summary>
    private static bool IsExport(string path)
    {
        var folder = new ExportFolder(path);
        return File.Exists(folder.Assets) || File.Exists(folder.UnfinishedAssets) || (File.Exists(folder.CurrentManifest) && Directory.Exists(folder.Contents));
    }

    private static ImportItem ItemOf(Asset asset)
    {
        if (asset.Deleted is not null)
            return ImportItem.Skipped(asset.Name, asset.Id, "It was deleted before the export.");
        try
        {
            return ImportMaterial.Of(asset) is { } material
                ? ImportItem.Of(material) with { Name = asset.Name }
                : ImportItem.Skipped(asset.Name, asset.Id, "The export does not contain its content.");
        }
        catch (InvalidDataException e)
        {
            return ImportItem.Skipped(asset.Name, asset.Id, e.Message);
        }
    }
}
