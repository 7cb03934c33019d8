using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Reads all files of an export again and compares them with its manifest.</summary>
internal static class ExportVerifier
{
    /// <summary>The first file that is not as the manifest says; <see langword="null"/> when all are.</summary>
    /// <param name="folder">The export.</param>
    /// <param name="manifest">Its manifest, in its place or not yet.</param>
    /// <param name="assets">Its assets, in their place or not yet.</param>
    /// <param name="onFile">Receives the number of files read so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ExportDamage?> FindDamageAsync(
        ExportFolder folder, string manifest, string assets, Action<int> onFile, CancellationToken cancellationToken)
    {
        var members = new JsonSiblings("formatVersion", "assetsFile", "counts");
        var files = 0;
        var entries = 0;
        try
        {
            // A named pipe is empty too, and opening it would block.
            if (new FileInfo(manifest).Length == 0)
                return new ExportDamage(manifest, "is not a whole manifest");
            using var stream = File.OpenRead(manifest);
            await foreach (var json in JsonListReader.ReadAsync(stream, "manifest.json", ["assets"], members, isRequired: false, cancellationToken).ConfigureAwait(false))
            {
                if (IsFromTheFuture(members))
                    break;
                entries++;
                var entry = ManifestEntry.From(json);
                if (entry.ContentFile is null)
                    continue;
                if (!entry.NamesFileInFolder)
                    return new ExportDamage(manifest, $"names a file outside the export, '{DisplayText.Safe(entry.ContentFile)}'");
                if (Compare(folder.ContentFile(entry.ContentFile), entry.Content, cancellationToken) is { } damage)
                    return damage;
                onFile(++files);
            }
        }
        catch (MalformedResponseException)
        {
            return new ExportDamage(manifest, "is not a whole manifest");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExportDamage(manifest, $"cannot be read: {DisplayText.Safe(e.Message)}");
        }

        if (IsFromTheFuture(members))
            return new ExportDamage(manifest, "is of a later version of this module; update the module");
        if (members["counts"].Member("assets").AsInt64() != entries || members["counts"].Member("contents").AsInt64() != files)
            return new ExportDamage(manifest, "does not list as many assets as it counts");
        return Compare(assets, ManifestEntry.DigestIn(members["assetsFile"]), cancellationToken);
    }

    private static ExportDamage? Compare(string path, FileDigest expected, CancellationToken cancellationToken)
    {
        try
        {
            // Nothing empty is opened: it could be a named pipe, which would block.
            var length = new FileInfo(path).Length;
            if (length != expected.Bytes)
                return new ExportDamage(path, FormattableString.Invariant($"has {length} bytes instead of {expected.Bytes}"));
            if (length == 0)
                return null;
            using var file = FileDigest.OpenRead(path);
            return FileDigest.Of(file, cancellationToken) == expected ? null : new ExportDamage(path, "has other content than its hash says");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ExportDamage(path, "is missing");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExportDamage(path, $"cannot be read: {DisplayText.Safe(e.Message)}");
        }
    }

    private static bool IsFromTheFuture(JsonSiblings members) =>
        members["formatVersion"].AsInt64() > ManifestWriter.FormatVersion;
}
