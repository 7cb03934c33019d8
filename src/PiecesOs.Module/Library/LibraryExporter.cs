using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Writes a library into a folder, asset by asset as the one list arrives, adds what the list left out, and reads it back.</summary>
/// <param name="server">The server.</param>
/// <param name="folder">The folder.</param>
/// <param name="progress">Shows how far it is.</param>
/// <param name="report">Receives what could not be read of an asset, with the id of the asset.</param>
internal sealed class LibraryExporter(PiecesServer server, ExportFolder folder, ThrottledProgress progress, Action<Exception, object?> report)
{
    /// <summary>How many assets may wait for their contents to be written.</summary>
    private const int MaxWaiting = 8;

    private readonly ContentFileNames _names = new();
    private readonly ListSurvey _survey = new();

    /// <summary>Of each asset in the order of the list, whether its content lay there already.</summary>
    private readonly List<bool> _kept = [];

    /// <summary>What has been written.</summary>
    public ExportCounts Counts { get; } = new();

    /// <summary>How many files of an earlier export lie there that this one does not know.</summary>
    public int LeftOver => Directory.EnumerateFiles(folder.Contents).Count() - Counts.Contents;

    /// <summary>Does it all.</summary>
    /// <param name="pseudo">Whether pseudo assets are included.</param>
    /// <param name="mayBecomeEmpty">Whether an export without assets may take the place of one with assets.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MalformedResponseException">The list broke off: what was written stays, without a manifest.</exception>
    /// <exception cref="InputException">A file cannot be written, or is not what was written.</exception>
    public async Task RunAsync(bool? pseudo, bool mayBecomeEmpty, CancellationToken cancellationToken)
    {
        var version = await GetVersionAsync(cancellationToken).ConfigureAwait(false);
        folder.Prepare();
        var removed = new RemovedIds();
        using (var lines = new AssetLinesWriter(folder.UnfinishedAssets))
        using (var manifest = new ManifestWriter(folder.UnfinishedManifest, server.Client.BaseAddress, version))
        {
            var assets = server.ListAssetsAsync(transferables: true, pseudo, removed, cancellationToken);
            await WriteAssetsAsync(assets, lines, manifest, cancellationToken).ConfigureAwait(false);
            manifest.Finish(lines.Finish(), Counts);
        }

        await _survey.CompareSampleAsync(server, cancellationToken).ConfigureAwait(false);
        if (_survey.HasFoundIncomplete || await HasWrittenAsync(removed, cancellationToken).ConfigureAwait(false))
            await CompleteAsync(version, removed, cancellationToken).ConfigureAwait(false);
        await VerifyAsync(cancellationToken).ConfigureAwait(false);
        if (Counts.Assets == 0 && !mayBecomeEmpty && await ExportVerifier.CountAssetsAsync(folder, cancellationToken).ConfigureAwait(false) is > 0 and var before)
            throw LibraryErrors.LibraryEmpty(folder.Root, before);
        folder.Finish();
    }

    /// <summary>Whether an asset was written before the list said that it is removed. Most lists name deleted assets in their indices alone.</summary>
    private async Task<bool> HasWrittenAsync(RemovedIds removed, CancellationToken cancellationToken)
    {
        if (removed.All.Count == 0)
            return false;
        using var listed = File.OpenRead(folder.UnfinishedManifest);
        await foreach (var json in JsonListReader.ReadAsync(listed, "manifest.json", ["assets"], cancellationToken).ConfigureAwait(false))
        {
            if (removed.Contains(ManifestEntry.From(json).Id))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Writes the assets once more, now that the list has ended: without those that it says are removed, and with what it left out.
    /// </summary>
    private async Task CompleteAsync(string? version, RemovedIds removed, CancellationToken cancellationToken)
    {
        using (var lines = new AssetLinesWriter(folder.CompletedAssets))
        using (var manifest = new ManifestWriter(folder.CompletedManifest, server.Client.BaseAddress, version))
        using (var listed = File.OpenRead(folder.UnfinishedManifest))
        {
            await using var entries = JsonListReader.ReadAsync(listed, "manifest.json", ["assets"], cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
            var index = 0;
            await foreach (var asset in AssetLines.ReadAsync(folder.UnfinishedAssets, cancellationToken).ConfigureAwait(false))
            {
                await entries.MoveNextAsync();
                var entry = ManifestEntry.From(entries.Current);
                if (removed.Contains(asset.Id))
                {
                    Remove(entry, _kept[index]);
                }
                else
                {
                    if (_survey.IsIncomplete(asset))
                    {
                        await CompleteAsync(asset, cancellationToken).ConfigureAwait(false);
                        if (entry.ContentFile is null)
                            entry = WriteContent(asset, index, cancellationToken);
                    }

                    lines.Write(asset);
                    manifest.Write(entry);
                }

                index++;
                progress.Report(() => FormattableString.Invariant($"{index} assets completed"), (int)(100L * index / _kept.Count));
            }

            manifest.Finish(lines.Finish(), Counts);
        }

        folder.UseCompleted();
    }

    /// <summary>Requests what the record of the list left out, one request after the other.</summary>
    private async Task CompleteAsync(Asset asset, CancellationToken cancellationToken)
    {
        try
        {
            if (_survey.RelationsMissingIn(asset).ToArray() is { Length: > 0 } relations)
            {
                var single = await server.ReadAssetAsync(asset.Id!, transferables: !asset.HasContent(), cancellationToken).ConfigureAwait(false);
                asset.TakeRelations(single, relations);
                if (!asset.HasContent())
                    asset.TakeContent(single);
            }

            await server.Contents.CompleteAsync(asset, preview: false, cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // It was deleted after the list was made, or the server has no single records: the list is all there is.
        }
        catch (RestStatusException e)
        {
            Counts.AddIncomplete();
            report(e, asset.Id);
        }
    }

    private void Remove(ManifestEntry entry, bool kept)
    {
        Counts.RemoveAsset();
        if (entry.ContentFile is null)
            return;
        Counts.RemoveContent(entry.Content.Bytes, kept);
        var path = folder.ContentFile(entry.ContentFile);
        if (!kept)
            OutputFile.Attempt(path, () => File.Delete(path));
    }

    private async Task<string?> GetVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await server.Client.System.GetWellKnownVersionAsync(cancellationToken).ConfigureAwait(false);
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
                _survey.Add(asset);
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
            {
                var index = Counts.Assets;
                Counts.AddAsset();
                _kept.Add(false);

                // A preview is no substitute before the original has been requested by itself.
                manifest.Write(asset.HasContent() ? WriteContent(asset, index, cancellationToken) : EntryWithoutContent(asset));
            }
        },
        CancellationToken.None);

    private static ManifestEntry EntryWithoutContent(Asset asset) => new(asset.Id, asset.Name, ContentFile: null, default);

    private ManifestEntry WriteContent(Asset asset, int index, CancellationToken cancellationToken)
    {
        if (AssetFile.Of(asset) is not { } file)
            return EntryWithoutContent(asset);

        using var content = file.Content.OpenRead();
        var digest = FileDigest.Of(content, cancellationToken);
        var name = _names.Take(asset, file.Name, index);
        var path = folder.ContentFile(name);
        var kept = IsThere(path, digest, cancellationToken);
        if (!kept)
        {
            if (File.Exists(path))
                folder.ForgetManifest();
            content.Position = 0;
            OutputFile.WriteInPlace(path, content);
        }

        _kept[index] = kept;
        Counts.AddContent(digest.Bytes, kept);
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
