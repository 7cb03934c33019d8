using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A folder of files: each file becomes an asset with the name of the file.</summary>
internal sealed class FilesSource(SourcePath path) : ILibrarySource
{
    /// <inheritdoc/>
    public long? Count => null;

    /// <summary>Whether a path is a folder. Its files can be anything.</summary>
    public static bool Recognizes(SourcePath path) => path.IsFolder && SourceFolder.Files(path.FullPath).Any();

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read(cancellationToken).ReadAsync(cancellationToken);

    /// <summary>Reads a file as an item. Empty files and symbolic links are skipped. A folder is one that could not be read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sourceId">Its path in the source.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static ImportItem ReadFile(FileSystemInfo file, string sourceId, CancellationToken cancellationToken)
    {
        try
        {
            if (OutputFile.IsLink(file))
                return ImportItem.Skipped(file.Name, sourceId, "It is a symbolic link, which is not followed.");
            if (file is not FileInfo info)
            {
                _ = SourceFolder.Entries((DirectoryInfo)file);
                return ImportItem.Skipped(file.Name, sourceId, "The folder could not be read.");
            }

            // A named pipe has the length 0 too, and opening it would block.
            if (SourceFile.Read(file.FullName, () => info.Length) == 0)
                return ImportItem.Skipped(file.Name, sourceId, "The file is empty.");
            var content = SourceFile.ReadContent(file.FullName, cancellationToken);

            // Text with a byte order mark is imported without it, but a file of an export has it because the asset has it.
            var exact = content.Digest.Bytes == info.Length ? content.Digest : SourceFile.Read(file.FullName, () => FileDigest.OfFile(file.FullName, cancellationToken));
            return ImportItem.Of(content with
            {
                SourceId = sourceId,
                Name = file.Name,
                Language = Languages.OfFile(file.Name),
                OtherFingerprints = [.. SourceName.OfFile(file.Name).Select(name => AssetFingerprint.OfFile(name, exact))],
            });
        }
        catch (InputException e)
        {
            return ImportItem.Failed(file.Name, sourceId, e);
        }
    }

    private IEnumerable<ImportItem> Read(CancellationToken cancellationToken)
    {
        foreach (var file in SourceFolder.Files(path.FullPath))
            yield return ReadFile(file, path.RelativeName(file.FullName), cancellationToken);
    }
}
