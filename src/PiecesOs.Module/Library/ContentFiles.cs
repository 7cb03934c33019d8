using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The content files of an export. An existing file with the same content is kept.</summary>
/// <param name="folder">The folder of the export.</param>
/// <param name="keepsExisting">Whether the files of an earlier export stay unchanged until the new export is complete.</param>
internal sealed class ContentFiles(ExportFolder folder, bool keepsExisting)
{
    private readonly ContentFileNames _names = new();
    private readonly CompactStringSet _known = new();
    private readonly CompactStringSet _kept = new();

    /// <summary>Whether this export contains the file.</summary>
    public bool Contains(string? name) => _known.Contains(name);

    /// <summary>Adds an existing file of the earlier export.</summary>
    public void Add(string name) => _known.Add(name);

    /// <summary>Whether the file of an entry exists with the expected content.</summary>
    public bool Has(ManifestEntry entry, CancellationToken cancellationToken) =>
        entry.NamesFileInFolder && IsThere(folder.ContentFile(entry.ContentFile!), entry.Content, cancellationToken);

    /// <summary>The number of files in the folder that are not part of this export.</summary>
    public int CountUnknown() => Directory.EnumerateFiles(folder.Contents).Count(path => !_known.Contains(Path.GetFileName(path)));

    /// <summary>Writes the content of an asset, unless the file exists already.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="index">Its position in the list.</param>
    /// <param name="fileName">The name for the file.</param>
    /// <param name="content">The content stream, at its start.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The name of the file, and the digest of the content.</returns>
    public (string Name, FileDigest Digest) Write(
        Asset asset, int index, SafeFileName fileName, Stream content, CancellationToken cancellationToken)
    {
        var digest = FileDigest.Of(content, cancellationToken);
        var end = _names.GetSuffix(asset, index);
        var name = fileName.With(end);
        var kept = IsThere(folder.ContentFile(name), digest, cancellationToken);
        if (!kept && keepsExisting)
        {
            // The earlier export may have a file with that name, so other content needs another name.
            var other = fileName.With($"{end}-{digest.Sha256.Substring(0, 8)}");
            kept = IsThere(folder.ContentFile(other), digest, cancellationToken);
            if (kept || File.Exists(folder.ContentFile(name)))
                name = other;
        }

        if (!kept)
        {
            content.Position = 0;
            OutputFile.WriteInPlace(folder.ContentFile(name), content);
        }

        _known.Add(name);
        if (kept)
            _kept.Add(name);
        return (name, digest);
    }

    /// <summary>Whether the file existed before this export with the same content.</summary>
    public bool WasKept(string? name) => _kept.Contains(name);

    /// <summary>Removes a file from the export, and deletes it if this export wrote it.</summary>
    public void Remove(string name)
    {
        _known.Remove(name);
        var path = folder.ContentFile(name);
        if (!WasKept(name))
            OutputFile.Attempt(path, () => File.Delete(path));
    }

    /// <summary>Deletes files that the completed export has replaced. A file that cannot be deleted is counted as unknown.</summary>
    public void Delete(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            try
            {
                File.Delete(folder.ContentFile(name));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The result counts the file.
            }
        }
    }

    private static bool IsThere(string path, FileDigest digest, CancellationToken cancellationToken)
    {
        var isThere = false;
        OutputFile.Attempt(path, () =>
        {
            var file = new FileInfo(path);
            isThere = file.Exists && !OutputFile.IsLink(file) && digest.Bytes > 0 && file.Length == digest.Bytes && FileDigest.OfFile(path, cancellationToken) == digest;
        });
        return isThere;
    }
}
