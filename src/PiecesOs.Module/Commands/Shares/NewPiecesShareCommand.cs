using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Makes shares of assets (operation <c>shares_create_new_share</c>): one for each, or with -AsCollection one for all of them.
/// New-PiecesLink does the same for what is not an asset yet.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesShare", DefaultParameterSetName = "Each", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class NewPiecesShareCommand : LinkCmdlet
{
    /// <summary>The assets to share: objects, ids, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>Put all assets behind one link.</summary>
    [Parameter(ParameterSetName = "Collection", Mandatory = true)]
    public SwitchParameter AsCollection { get; set; }

    /// <summary>A name for the link, which must not be taken.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    private protected override string? LinkName => Name;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (AsCollection)
        {
            Collect(Asset);
            return Task.CompletedTask;
        }

        return ForEachAssetAsync(Asset, "Create share", cancellationToken, (client, asset) => new ShareJob(client, asset, Access, User, Name));
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => WithCollectionAsync(Name, "Create share", cancellationToken, async references =>
    {
        var assets = new List<Asset>();
        foreach (var reference in references)
            assets.Add(await GetWholeAsync(reference, cancellationToken).ConfigureAwait(false));
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await client.Shares.SharesCreateNewShareAsync(assets, Access, User, Name, transferables: null, cancellationToken)
            .ForEachAsync(WriteObject).ConfigureAwait(false);
    });

    private sealed record ShareJob(PiecesClient Client, ReferencedAsset Asset, ShareAccess Access, string[] User, string? Name) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var asset = await Asset.GetWholeAsync(cancellationToken).ConfigureAwait(false);
            await Client.Shares.SharesCreateNewShareAsync([asset], Access, User, Name, transferables: null, cancellationToken)
                .ForEachAsync(emit).ConfigureAwait(false);
        }
    }
}
