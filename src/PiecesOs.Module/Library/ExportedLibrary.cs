using System.Runtime.CompilerServices;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A complete export in the library format, all files of which were compared with their hashes.</summary>
internal sealed class ExportedLibrary
{
    private readonly ExportFolder _folder;

    private ExportedLibrary(ExportFolder folder, int contents)
    {
        _folder = folder;
        ContentCount = contents;
    }

    /// <summary>The folder.</summary>
    public string Path => _folder.Root;

    /// <summary>The number of assets with content.</summary>
    public int ContentCount { get; }

    /// <summary>Verifies an export and opens it.</summary>
    /// <param name="path">The folder of the export.</param>
    /// <param name="onFile">Receives the number of verified files.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    /// <exception cref="InputException">The folder has no complete export, or the export is damaged.</exception>
    public static async Task<ExportedLibrary> OpenAsync(string path, Action<int> onFile, CancellationToken cancellationToken)
    {
        var folder = new ExportFolder(path);
        if (!File.Exists(folder.CurrentManifest))
            throw LibraryErrors.NoExport(folder.Root);
        var contents = 0;
        var damage = await ExportVerifier.FindDamageAsync(folder, folder.CurrentManifest, folder.CurrentAssets, folder.CurrentShares, Count, cancellationToken).ConfigureAwait(false);
        return damage is null ? new ExportedLibrary(folder, contents) : throw LibraryErrors.Damaged(damage);

        void Count(int files)
        {
            contents = files;
            onFile(files);
        }
    }

    /// <summary>The assets, one after another, whole, with content.</summary>
    public IAsyncEnumerable<Asset> ReadAssetsAsync(CancellationToken cancellationToken) => JsonLines.ReadAssetsAsync(_folder.CurrentAssets, cancellationToken);

    /// <summary>The shares of the library, one after another. The first exports have none.</summary>
    public async IAsyncEnumerable<Share> ReadSharesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(_folder.CurrentShares))
            yield break;
        await foreach (var share in JsonLines.ReadSharesAsync(_folder.CurrentShares, cancellationToken).ConfigureAwait(false))
            yield return share;
    }

    /// <summary>The file with what a link shows, if the asset is no longer in the library; see <see cref="LinkList"/>. <see langword="null"/> if there is none.</summary>
    public string? FindLinkContent(Share share)
    {
        if (share.Id is not { Length: > 0 } id || !Directory.Exists(_folder.LinkContents))
            return null;
        var mark = "." + id.Substring(0, Math.Min(8, id.Length));
        var files = Directory.EnumerateFiles(_folder.LinkContents)
            .Where(file => System.IO.Path.GetFileName(file) is var name && (name.EndsWith(mark, StringComparison.OrdinalIgnoreCase) || System.IO.Path.GetFileNameWithoutExtension(name).EndsWith(mark, StringComparison.OrdinalIgnoreCase)))
            .Take(2).ToArray();
        return files.Length == 1 ? files[0] : null;
    }
}
