using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Writes a library into a folder, asset by asset as the one list arrives, and reads it back.</summary>
internal sealed class LibraryExporter(PiecesClient client, ExportFolder folder, ThrottledProgress progress)
{
    /// <summary>How many assets may wait for their contents to be written.</summary>
    private const int MaxWaiting = 8;

    private readonly ContentFileNames _names = new();

    /// <summary>What has been written.</summary>
    public ExportCounts Counts { get; } = new();

    /// <summary>How many files of an earlier export lie there that this one does not know.</summary>
    public int LeftOver => Directory.EnumerateFiles(folder.Contents).Count() - Counts.Contents;

    /// <summary>Does it all.</summary>
    /// <exception cref="MalformedResponseException">The list broke off: what was written stays, without a manifest.</exception>
    /// <exception cref="InputException">A file cannot be written, or is not what was written.</exception>
    public async Task RunAsync(bool? pseudo, CancellationToken cancellationToken)
    {
        var version = await GetVersionAsync(cancellationToken).ConfigureAwait(false);
        folder.Prepare();
        using (var lines = new AssetLinesWriter(folder.UnfinishedAssets))
        using (var manifest = new ManifestWriter(folder.UnfinishedManifest, client.BaseAddress, version))
        {
            await WriteAssetsAsync(client.Assets.AssetsSnapshotAsync(pseudo: pseudo, cancellationToken: cancellationToken), lines, manifest, cancellationToken)
                .ConfigureAwait(false);
            manifest.Finish(lines.Finish(), Counts);
        }

        await VerifyAsync(cancellationToken).ConfigureAwait(false);
        folder.Finish();
    }

    private async Task<string?> GetVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.System.GetWellKnownVersionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException)
        {
            // Good to know, but no reason not to export.
            return null;
        }
    }

    /// <summary>Contents are written in the background, while the next assets arrive.</summary>
    private async Task WriteAssetsAsync(
        IAsyncEnumerable<Asset> assets, AssetLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
    {
        var writing = Task.CompletedTask;
        var arrived = new List<Asset>();
        try
        {
            await foreach (var asset in assets.ConfigureAwait(false))
            {
                lines.Write(asset);
                arrived.Add(asset);
                if (!writing.IsCompleted && arrived.Count < MaxWaiting)
                    continue;
                await writing.ConfigureAwait(false);
                progress.Report(() => FormattableString.Invariant($"{Counts.Assets} assets, {ViewText.Size(Counts.Bytes)}"));
                writing = WriteContentsAsync(arrived, manifest, cancellationToken);
                arrived = new List<Asset>();
            }
        }
        finally
        {
            // Also when the list broke off: what had come is written.
            await writing.ConfigureAwait(false);
            await WriteContentsAsync(arrived, manifest, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task WriteContentsAsync(List<Asset> assets, ManifestWriter manifest, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var asset in assets)
                manifest.Write(WriteContent(asset, cancellationToken));
        },
        CancellationToken.None);

    private ManifestEntry WriteContent(Asset asset, CancellationToken cancellationToken)
    {
        if (AssetFile.Of(asset) is not { } file)
        {
            Counts.Add();
            return new ManifestEntry(asset.Id, asset.Name, ContentFile: null, default);
        }

        using var content = file.Content.OpenRead();
        var digest = FileDigest.Of(content, cancellationToken);
        var name = _names.Take(asset, file.Name, Counts.Assets);
        var path = folder.ContentFile(name);
        var kept = IsThere(path, digest, cancellationToken);
        if (!kept)
        {
            if (File.Exists(path))
                folder.ForgetManifest();
            content.Position = 0;
            OutputFile.WriteInPlace(path, content);
        }

        Counts.Add(digest.Bytes, kept);
        return new ManifestEntry(asset.Id, asset.Name, name, digest);
    }

    private static bool IsThere(string path, FileDigest digest, CancellationToken cancellationToken)
    {
        var isThere = false;
        OutputFile.Attempt(path, () =>
        {
            var file = new FileInfo(path);
            isThere = file.Exists && file.Length == digest.Bytes && FileDigest.OfFile(path, cancellationToken) == digest;
        });
        return isThere;
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var damage = await ExportVerifier.FindDamageAsync(
            folder, folder.UnfinishedManifest, folder.UnfinishedAssets, ShowVerified, cancellationToken).ConfigureAwait(false);
        if (damage is not null)
            throw LibraryErrors.VerificationFailed(damage);
    }

    private void ShowVerified(int files) => progress.Report(
        () => FormattableString.Invariant($"{files} of {Counts.Contents} files verified"), (int)(100L * files / Counts.Contents));
}
