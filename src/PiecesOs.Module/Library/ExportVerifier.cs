using System.Text.Json;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Reads all files of an export again and compares them with its manifest.</summary>
internal static class ExportVerifier
{
    /// <summary>The number of files that are verified together, two at a time.</summary>
    private const int Together = 64;

    /// <summary>Returns the first file that does not match the manifest, or <see langword="null"/> if all do.</summary>
    /// <param name="folder">The export.</param>
    /// <param name="manifest">Its manifest, in its final or temporary location.</param>
    /// <param name="assets">Its assets, in their final or temporary location.</param>
    /// <param name="shares">Its shares, in their final or temporary location. The first exports have no such file.</param>
    /// <param name="onFile">Receives the number of verified files.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    public static async Task<ExportDamage?> FindDamageAsync(
        ExportFolder folder, string manifest, string assets, string shares, Action<int> onFile, CancellationToken cancellationToken)
    {
        var members = new JsonSiblings("formatVersion", "assetsFile", "sharesFile", "counts");
        var files = 0;
        var entries = 0;
        var waiting = new List<ManifestEntry>();
        try
        {
            // A named pipe has the length 0 too, and opening it would block.
            if (new FileInfo(manifest).Length == 0)
                return new ExportDamage(manifest, "is not a complete manifest");
            using var stream = File.OpenRead(manifest);
            await foreach (var json in JsonListReader.ReadAsync(stream, "manifest.json", ["assets"], members, isRequired: false, cancellationToken).ConfigureAwait(false))
            {
                if (IsNewerVersion(members))
                    break;
                entries++;
                var entry = ManifestEntry.From(json);
                if (entry.ContentFile is null)
                    continue;
                if (!entry.NamesFileInFolder)
                    return new ExportDamage(manifest, $"names a file outside the export, '{DisplayText.Safe(entry.ContentFile)}'");
                waiting.Add(entry);
                if (waiting.Count < Together)
                    continue;
                if (FindDamage(folder, waiting, cancellationToken) is { } damage)
                    return damage;
                onFile(files += waiting.Count);
                waiting.Clear();
            }

            if (waiting.Count > 0 && !IsNewerVersion(members))
            {
                if (FindDamage(folder, waiting, cancellationToken) is { } damage)
                    return damage;
                onFile(files += waiting.Count);
            }
        }
        catch (MalformedResponseException)
        {
            return new ExportDamage(manifest, "is not a complete manifest");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExportDamage(manifest, $"cannot be read: {DisplayText.Safe(e.Message)}");
        }

        if (IsNewerVersion(members))
            return new ExportDamage(manifest, "is of a later version of this module; update the module");
        if (members["counts"].Member("assets").AsInt64() != entries || members["counts"].Member("contents").AsInt64() != files)
            return new ExportDamage(manifest, "does not list as many assets as it counts");
        return Compare(assets, ManifestEntry.DigestIn(members["assetsFile"]), cancellationToken)
            ?? (members["sharesFile"].ValueKind == JsonValueKind.Object ? Compare(shares, ManifestEntry.DigestIn(members["sharesFile"]), cancellationToken) : null);
    }

    private static ExportDamage? FindDamage(ExportFolder folder, List<ManifestEntry> entries, CancellationToken cancellationToken) => entries
        .AsParallel().AsOrdered().WithDegreeOfParallelism(2).WithCancellation(cancellationToken)
        .Select(entry => Compare(folder.ContentFile(entry.ContentFile!), entry.Content, cancellationToken))
        .FirstOrDefault(static damage => damage is not null);

    private static ExportDamage? Compare(string path, FileDigest expected, CancellationToken cancellationToken)
    {
        try
        {
            // An empty file is not opened, because it could be a named pipe, which would block.
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

    private static bool IsNewerVersion(JsonSiblings members) =>
        members["formatVersion"].AsInt64() > ManifestWriter.FormatVersion;
}
