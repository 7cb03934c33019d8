using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets: all of them as they arrive (operation <c>assets_snapshot</c>), those with a certain name, or certain ones
/// (operation <c>assets_specific_asset_snapshot</c>). Content that the server leaves out is fetched (operations
/// <c>assets_specific_asset_formats_snapshot</c> and <c>format_snapshot</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesAsset", DefaultParameterSetName = "All", SupportsPaging = true)]
[OutputType(typeof(Asset))]
public sealed class GetPiecesAssetCommand : PiecesCmdlet
{
    /// <summary>Names to look for; wildcards are allowed, upper and lower case are alike. Ids are understood as well.</summary>
    [Parameter(ParameterSetName = "All", Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AssetNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The assets to get: ids, names, patterns, or objects that name an asset.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Asset", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Id { get; set; } = [];

    /// <summary>Leave the content out, which makes a large library come much faster.</summary>
    [Parameter]
    public SwitchParameter NoContent { get; set; }

    /// <summary>Include pseudo assets, which Pieces made up by itself.</summary>
    [Parameter(ParameterSetName = "All")]
    public SwitchParameter IncludePseudo { get; set; }

    /// <summary>How many assets are asked for at once; they are emitted in the order of the input.</summary>
    [Parameter(ParameterSetName = "ById")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        if (ParameterSetName == "All" && !NamesAreIds)
        {
            await ListAsync(client, cancellationToken).ConfigureAwait(false);
            return;
        }

        var assets = await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false);
        var references = EachAsync(NamesAreIds ? Name.Select(AssetReference.From) : Id, cancellationToken);
        await foreach (var reference in references.ConfigureAwait(false))
        {
            await ForInputInParallelAsync(reference.Input, ThrottleLimit, new GetJob(client, assets, reference, Transferables)).ConfigureAwait(false);
        }
    }

    /// <summary>Ids that were given without -Id, as people do.</summary>
    private bool NamesAreIds => Name.Length > 0 && Name.All(static name => InputObject.AsId(name) is not null);

    private bool Transferables => !NoContent;

    private async Task ListAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        if (PagingParameters.IncludeTotalCount)
            WriteObject(await TotalCountAsync(client, cancellationToken).ConfigureAwait(false));

        var page = new Page(PagingParameters);
        var patterns = Name.Select(static name => new NamePattern(name)).ToArray();
        bool? pseudo = IncludePseudo ? true : null;
        var removed = new RemovedIds();
        var written = new HashSet<Guid>();
        var withoutContent = new List<Asset>();
        var assets = client.Assets.AssetsSnapshotAsync(Transferables, pseudo: pseudo, removed: removed, cancellationToken: cancellationToken);
        await foreach (var asset in assets.ConfigureAwait(false))
        {
            if ((patterns.Length == 0 || NamePattern.AnyMatches(patterns, asset.Name)) && page.Takes())
            {
                if (NoContent || asset.HasContent())
                    Write(asset);
                else
                    withoutContent.Add(asset);
            }

            if (page.IsFull)
                break;
        }

        await WriteWithContentAsync(new ContentReader(client), withoutContent.Where(asset => !removed.Contains(asset.Id)), cancellationToken).ConfigureAwait(false);
        var late = removed.All.Where(id => Guid.TryParse(id, out var guid) && written.Contains(guid)).ToArray();
        if (late.Length > 0)
            WriteWarning($"The server says at the end of its list that assets were removed that are already returned: {DisplayText.Of(string.Join(", ", late))}");
        if (page.IsFull)
            return;
        foreach (var missing in patterns.Where(static pattern => pattern is { IsLiteral: true, HasMatched: false }))
            WriteError(AssetResolver.NotFound(missing.Text), missing.Text);

        void Write(Asset asset)
        {
            WriteObject(asset);
            if (Guid.TryParse(asset.Id, out var id))
                written.Add(id);
        }
    }

    /// <summary>Fetches the content that the list left out, one asset after the other, once the list has ended.</summary>
    private async Task WriteWithContentAsync(ContentReader content, IEnumerable<Asset> assets, CancellationToken cancellationToken)
    {
        foreach (var asset in assets)
        {
            await ForInputAsync(asset.Id, () => content.CompleteAsync(asset, preview: false, cancellationToken)).ConfigureAwait(false);
            WriteObject(asset);
        }
    }

    /// <summary>The number of assets, from their ids alone; of assets with a certain name it is not known beforehand.</summary>
    private async Task<PSObject> TotalCountAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        ulong count = 0;
        if (Name.Length > 0)
            return PagingParameters.NewTotalCount(count, accuracy: 0);
        bool? pseudo = IncludePseudo ? true : null;
        await foreach (var _ in client.Assets.AssetsIdentifiersSnapshotAsync(pseudo, cancellationToken).ConfigureAwait(false))
            count++;
        return PagingParameters.NewTotalCount(count, accuracy: 1);
    }

    private sealed record GetJob(PiecesClient Client, AssetResolver Assets, AssetReference Reference, bool Transferables) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var id = await Assets.GetIdAsync(Reference, cancellationToken).ConfigureAwait(false);
            emit(Transferables
                ? await new ContentReader(Client).ReadAsync(id, preview: false, cancellationToken).ConfigureAwait(false)
                : await Client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables: false, cancellationToken).ConfigureAwait(false));
        }
    }
}
