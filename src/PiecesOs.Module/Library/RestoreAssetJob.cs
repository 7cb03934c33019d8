using System.Collections.Concurrent;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Stores an asset of an export as it is.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="SourcePath">The folder of the export.</param>
/// <param name="Server">The server.</param>
/// <param name="Replace">Whether it can replace another version of it.</param>
/// <param name="Losses">Receives the result if the export does not have all user data.</param>
/// <param name="IsConfirmed">Ends with the job. Its result is false, so that the library is read again for another path.</param>
internal sealed record RestoreAssetJob(
    Asset Asset, string SourcePath, PiecesServer Server, bool Replace, ConcurrentQueue<PiecesImportResult> Losses, TaskCompletionSource<bool> IsConfirmed) : IPipelineJob
{
    public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await Server.Client.Library.StoreAssetAsync(Asset, Replace, cancellationToken).ConfigureAwait(false);

            // Its time can be earlier than before, so the names of the session would not be updated.
            if (stored.Outcome == StoreOutcome.Replaced)
                Server.Connection.Assets.Remove(Asset.Id!);
            var result = stored.Outcome switch
            {
                StoreOutcome.Created => ResultOf(PiecesImportAction.Created, Asset.Id, notImported: [.. ImportMaterial.NotInRecord(Asset)]),
                StoreOutcome.Replaced => ResultOf(PiecesImportAction.Replaced, Asset.Id, notImported: [.. ImportMaterial.NotInRecord(Asset)]),
                _ => ResultOf(PiecesImportAction.Skipped, reason: RestoreTarget.IsThere),
            };
            emit(result);
            if (result.NotImported.Count > 0)
                Losses.Enqueue(result);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not TerminatingErrorException)
        {
            emit(ResultOf(PiecesImportAction.Failed, reason: Server.DescribeFailure(e)));
            throw;
        }
        finally
        {
            IsConfirmed.TrySetResult(false);
        }
    }

    private PiecesImportResult ResultOf(PiecesImportAction action, string? id = null, string? reason = null, IReadOnlyList<string>? notImported = null) =>
        new() { Name = ImportMaterial.NameOf(Asset), SourceId = Asset.Id, SourcePath = SourcePath, Id = id, Action = action, Reason = reason, NotImported = notImported ?? [] };
}
