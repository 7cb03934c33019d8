using PiecesOs.Client;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// Saves text or files as assets (operation <c>assets_create_new_asset</c>). Each string or file becomes one asset. Files that
/// are text are saved as text, without a byte order mark; others as they are, byte for byte.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesAsset", DefaultParameterSetName = "Text", SupportsShouldProcess = true)]
[OutputType(typeof(Asset))]
public sealed class NewPiecesAssetCommand : MaterialCmdlet
{
    /// <summary>A draft to save, as New-PiecesAssetDraft returns it.</summary>
    [Parameter(ParameterSetName = "Draft", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Seed? Draft { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Create asset";

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        Draft is null ? base.ProcessAsync(cancellationToken) : ForInputAsync(Draft, () => SaveDraftAsync(Draft, cancellationToken));

    /// <inheritdoc/>
    private protected override IPipelineJob CreateJob(PiecesServer server, SeedMaterial material) => new CreateAssetJob(server, material);

    private async Task SaveDraftAsync(Seed draft, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(DisplayText.Of(draft.Name ?? "draft"), Action).ConfigureAwait(false))
            return;
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        WriteObject(await CreateAsync(server, JsonBody.From(draft.WriteTo), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Asset> CreateAsync(PiecesServer server, JsonBody seed, CancellationToken cancellationToken)
    {
        // The answer would repeat a large content several times over; nobody who just sent it needs that.
        bool? transferables = seed.IsLarge ? false : null;
        var asset = await server.Client.Assets.AssetsCreateNewAssetAsync(seed, transferables, cancellationToken).ConfigureAwait(false);
        server.Connection.Assets.Add(asset);
        return asset;
    }

    private sealed record CreateAssetJob(PiecesServer Server, SeedMaterial Material) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var seed = await Material.ToSeedAsync(Server, cancellationToken).ConfigureAwait(false);
            emit(await CreateAsync(Server, seed, cancellationToken).ConfigureAwait(false));
        }
    }
}
