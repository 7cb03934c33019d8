using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Shows what Pieces OS would make of text or files: name, language, tags, descriptions (operation <c>assets_draft</c>).
/// Nothing is saved; New-PiecesAsset saves the draft.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesAssetDraft", DefaultParameterSetName = "Text", SupportsShouldProcess = true)]
[OutputType(typeof(Seed))]
public sealed class NewPiecesAssetDraftCommand : MaterialCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Draft asset";

    /// <inheritdoc/>
    private protected override IPipelineJob CreateJob(PiecesServer server, SeedMaterial material) => new DraftJob(server, material);

    private sealed record DraftJob(PiecesServer Server, SeedMaterial Material) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var seed = await Material.ToSeedAsync(Server, cancellationToken).ConfigureAwait(false);
            emit(await Server.Client.Assets.AssetsDraftAsync(seed, transferables: null, cancellationToken).ConfigureAwait(false));
        }
    }
}
