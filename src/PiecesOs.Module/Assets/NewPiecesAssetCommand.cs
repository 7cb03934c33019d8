using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
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
    private protected override Task UseAsync(SeedBody seed, CancellationToken cancellationToken) => CreateAsync(seed, cancellationToken);

    private async Task SaveDraftAsync(Seed draft, CancellationToken cancellationToken)
    {
        if (await ShouldProcessAsync(DisplayText.Of(draft.Name ?? "draft"), Action).ConfigureAwait(false))
            await CreateAsync(JsonBody.From(draft.WriteTo), cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateAsync(JsonBody seed, CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);

        // The answer would repeat a large content several times over; nobody who just sent it needs that.
        bool? transferables = seed.IsLarge ? false : null;
        WriteObject(await client.Assets.AssetsCreateNewAssetAsync(seed, transferables, cancellationToken).ConfigureAwait(false));
    }
}
