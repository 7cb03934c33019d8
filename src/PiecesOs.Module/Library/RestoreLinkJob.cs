using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>Stores a link of an export with its code. What it shows is stored too if it is no longer in the library, as an asset that lists omit.</summary>
/// <param name="Share">The link.</param>
/// <param name="Missing">The IDs of its assets that are neither in the export nor in the library.</param>
/// <param name="Copy">The file with what the link shows; <see langword="null"/> if the export has none.</param>
/// <param name="SourcePath">The folder of the export.</param>
/// <param name="Server">The server.</param>
/// <param name="Replace">Whether it can replace another version of it, or one that was revoked.</param>
internal sealed record RestoreLinkJob(
    Share Share, IReadOnlyList<string> Missing, string? Copy, string SourcePath, PiecesServer Server, bool Replace) : IPipelineJob
{
    public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
    {
        try
        {
            if (Copy is not null && Missing.Count == 1)
                await StoreCopyAsync(Missing[0], Copy, cancellationToken).ConfigureAwait(false);
            emit(await StoreAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not TerminatingErrorException)
        {
            emit(ResultOf(PiecesImportAction.Failed, reason: Server.DescribeFailure(e)));
            throw;
        }
    }

    /// <summary>The result for a link.</summary>
    public static PiecesImportResult ResultOf(Share share, string sourcePath, PiecesImportAction action, string? link = null, string? reason = null) => new()
    {
        Name = share.Name ?? share.Asset?.Name ?? share.Short,
        SourceId = share.Id,
        SourcePath = sourcePath,
        Id = action is PiecesImportAction.Created or PiecesImportAction.Replaced ? share.AssetId : null,
        Action = action,
        Reason = reason,
        Link = link,
        OriginalLink = share.Link,
    };

    private PiecesImportResult ResultOf(PiecesImportAction action, string? link = null, string? reason = null) => ResultOf(Share, SourcePath, action, link, reason);

    private async Task<PiecesImportResult> StoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stored = await Server.Client.Library.StoreShareAsync(Share, Replace, cancellationToken).ConfigureAwait(false);
            return stored.Outcome switch
            {
                StoreOutcome.Created => ResultOf(PiecesImportAction.Created, stored.Link),
                StoreOutcome.Replaced => ResultOf(PiecesImportAction.Replaced, stored.Link),
                _ => ResultOf(PiecesImportAction.Skipped, reason: RestoreTarget.IsThere),
            };
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.Conflict && !Replace)
        {
            if (await IsRevokedAsync(cancellationToken).ConfigureAwait(false))
                return ResultOf(PiecesImportAction.Skipped, reason: "It was revoked; -Force opens it again.");
            throw;
        }
    }

    private async Task<bool> IsRevokedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Server.Client.Share.ShareSnapshotAsync(Share.Id!, transferables: false, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (RestStatusException e)
        {
            return e.Status == HttpStatusCode.Gone;
        }
    }

    private async Task StoreCopyAsync(string id, string file, CancellationToken cancellationToken)
    {
        var content = SourceFile.ReadExactContent(file, Path.GetFileName(file), cancellationToken).Content;
        var seed = new SeedBody
        {
            Application = await Server.GetApplicationAsync(cancellationToken).ConfigureAwait(false),
            Content = content,
            Name = Share.Asset?.Name ?? Share.Name ?? Path.GetFileNameWithoutExtension(file),
            Language = Share.Asset?.Language,
            IsPseudo = true,
        };
        try
        {
            await Server.Client.Library.StoreAssetAsync(id, seed, cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.Conflict)
        {
            // Another link shows the same asset.
        }
    }
}
