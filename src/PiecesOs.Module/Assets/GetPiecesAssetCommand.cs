using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets: all of them as they arrive (operation <c>assets_snapshot</c>), those with a certain name, or certain ones
/// (operation <c>assets_specific_asset_snapshot</c>).
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

    /// <summary>
    /// How many assets are requested at once; they are returned in the order of the input. The default is 1, because a real Pieces
    /// OS serves single records one at a time.
    /// </summary>
    [Parameter(ParameterSetName = "ById")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        if (ParameterSetName == "All" && !NamesAreIds)
        {
            await ListAsync(server, cancellationToken).ConfigureAwait(false);
            return;
        }

        var assets = await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false);
        var references = EachAsync(NamesAreIds ? Name.Select(AssetReference.From) : Id, cancellationToken);
        await foreach (var reference in references.ConfigureAwait(false))
        {
            await ForInputInParallelAsync(reference.Input, ThrottleLimit, new GetJob(server.Client, assets, reference, Transferables)).ConfigureAwait(false);
        }
    }

    /// <summary>Ids that were given without -Id, as people do.</summary>
    private bool NamesAreIds => Name.Length > 0 && Name.All(static name => InputObject.AsId(name) is not null);

    /// <summary>Content is the server's default.</summary>
    private bool? Transferables => NoContent ? false : null;

    private async Task ListAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        if (PagingParameters.IncludeTotalCount)
            WriteObject(await TotalCountAsync(server.Client, cancellationToken).ConfigureAwait(false));

        var page = new Page(PagingParameters);
        var patterns = Name.Select(static name => new NamePattern(name)).ToArray();
        await foreach (var asset in FindAsync(server, patterns, cancellationToken).ConfigureAwait(false))
        {
            if ((patterns.Length == 0 || NamePattern.AnyMatches(patterns, asset.Name)) && page.Takes())
                WriteObject(asset);
            if (page.IsFull)
                return;
        }

        foreach (var missing in patterns.Where(static pattern => pattern is { IsLiteral: true, HasMatched: false }))
            WriteError(AssetResolver.NotFound(missing.Text), missing.Text);
    }

    /// <summary>
    /// The assets that the patterns may fit: those alone, when the session knows the names and they are few; otherwise all.
    /// </summary>
    private async IAsyncEnumerable<Asset> FindAsync(
        PiecesServer server, NamePattern[] patterns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (patterns.Length > 0 && !IncludePseudo && server.Connection.Assets.Known is not null)
        {
            var (names, isCurrent) = await server.Connection.Assets.GetAsync(server, cancellationToken).ConfigureAwait(false);
            var fitting = names.Assets.Where(asset => patterns.Any(pattern => pattern.Fits(asset.Name))).ToArray();
            if (isCurrent && (fitting.Length == 0 || server.Connection.Pace.IsQuickerOneByOne(fitting.Length)))
            {
                foreach (var known in fitting)
                {
                    if (await ReadOneAsync(server, known.Id, cancellationToken).ConfigureAwait(false) is { } asset)
                        yield return asset;
                }

                yield break;
            }
        }

        bool? pseudo = IncludePseudo ? true : null;
        await foreach (var asset in server.ListAssetsAsync(Transferables, pseudo, cancellationToken).ConfigureAwait(false))
            yield return asset;
    }

    /// <summary>One of the assets, unless it was deleted meanwhile.</summary>
    private async Task<Asset?> ReadOneAsync(PiecesServer server, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await server.ReadAssetAsync(id, Transferables, cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
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

    private sealed record GetJob(PiecesClient Client, AssetResolver Assets, AssetReference Reference, bool? Transferables) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var id = await Assets.GetIdAsync(Reference, cancellationToken).ConfigureAwait(false);
            emit(await Client.Assets.AssetsSpecificAssetSnapshotAsync(id, Transferables, cancellationToken).ConfigureAwait(false));
        }
    }
}
