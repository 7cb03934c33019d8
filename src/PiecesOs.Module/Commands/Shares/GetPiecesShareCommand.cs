using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets shares: all of them as they arrive, those of certain assets (operation <c>shares_snapshot</c>), or certain ones
/// (operation <c>shares_specific_share_snapshot</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesShare", DefaultParameterSetName = "All", SupportsPaging = true)]
[OutputType(typeof(Share))]
public sealed class GetPiecesShareCommand : PiecesCmdlet
{
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private List<Share>? _allShares;
    private int _withoutTime;

    /// <summary>The shares to get: IDs, links, short codes, names, patterns, or share objects.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, Position = 0)]
    [Alias("Share", "ShareId", "Link")]
    [SupportsWildcards]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Id { get; set; } = [];

    /// <summary>The assets whose shares to get: objects, IDs, names or patterns.</summary>
    [Parameter(ParameterSetName = "ByAsset", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>Get only shares that were created longer ago: a number of days, or a duration.</summary>
    [Parameter]
    [AgeTransformation]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Return the shared assets without their content.</summary>
    [Parameter]
    public SwitchParameter NoContent { get; set; }

    private bool Transferables => !NoContent;

    /// <summary>The same time for the whole pipeline.</summary>
    private DateTimeOffset? CreatedBefore => OlderThan is { } age ? _started - age : null;

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        switch (ParameterSetName)
        {
            case "ById":
                await foreach (var reference in Targets.EachAsync(Id, cancellationToken).ConfigureAwait(false))
                    await ForInputAsync(reference.Input, () => GetAsync(server.Client, reference, cancellationToken)).ConfigureAwait(false);
                break;
            case "ByAsset":
                await foreach (var reference in Targets.EachAsync(Asset, cancellationToken).ConfigureAwait(false))
                    await ForInputAsync(reference.Input, () => GetOfAssetAsync(server, reference, cancellationToken)).ConfigureAwait(false);
                break;
            default:
                var page = new Page(this);
                page.WriteUnknownTotal();
                await page.WriteAsync(OldEnoughAsync(server.ListSharesAsync(Transferables, cancellationToken))).ConfigureAwait(false);
                break;
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        if (_withoutTime > 0)
            WriteWarning($"The server does not report when {Quantity.Of(_withoutTime, "share")} {(_withoutTime == 1 ? "was" : "were")} created, so -OlderThan leaves {(_withoutTime == 1 ? "it" : "them")} out.");
        return Task.CompletedTask;
    }

    private bool IsOldEnough(Share share)
    {
        if (CreatedBefore is not { } latest)
            return true;
        if (share.Created is null)
            _withoutTime++;
        return share.Created < latest;
    }

    private async IAsyncEnumerable<Share> OldEnoughAsync(IAsyncEnumerable<Share> shares)
    {
        await foreach (var share in shares.ConfigureAwait(false))
        {
            if (IsOldEnough(share))
                yield return share;
        }
    }

    private async Task GetAsync(PiecesClient client, ShareReference reference, CancellationToken cancellationToken)
    {
        var id = await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        var share = await client.Shares.SharesSpecificShareSnapshotAsync(id, Transferables, cancellationToken).ConfigureAwait(false);
        if (IsOldEnough(share))
            WriteObject(share);
    }

    private async Task GetOfAssetAsync(PiecesServer server, AssetReference reference, CancellationToken cancellationToken)
    {
        var id = await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        _allShares ??= await server.ListSharesAsync(Transferables, cancellationToken)
            .ToListAsync(static share => share, cancellationToken).ConfigureAwait(false);
        foreach (var share in _allShares)
        {
            if ((IsId(share.AssetId) || share.Assets.Any(asset => IsId(asset.Id))) && IsOldEnough(share))
                WriteObject(share);
        }

        bool IsId(string? other) => string.Equals(other, id, StringComparison.OrdinalIgnoreCase);
    }
}
