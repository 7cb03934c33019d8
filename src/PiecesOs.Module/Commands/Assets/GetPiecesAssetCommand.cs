using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets: all of them as they arrive (operation <c>assets_snapshot</c>), those with a certain name, or certain ones
/// (operation <c>assets_specific_asset_snapshot</c>). Filters use the list without content; then the content of the matching assets is
/// read (operation <c>assets_batch_fetch</c>). -Shared also reads the shares (operation <c>shares_snapshot</c>). Content that the server
/// omits is requested (operations <c>assets_specific_asset_formats_snapshot</c> and <c>format_snapshot</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesAsset", DefaultParameterSetName = "All", SupportsPaging = true)]
[OutputType(typeof(Asset))]
public sealed class GetPiecesAssetCommand : PiecesCmdlet
{
    private AssetCondition? _condition;

    /// <summary>Names to look for. Wildcards are allowed, and matching ignores case. IDs are accepted as well.</summary>
    [Parameter(ParameterSetName = "All", Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AssetNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The assets to get: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Asset", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Id { get; set; } = [];

    /// <summary>Get only assets in one of these languages or of one of these file types, in any spelling: PowerShell, ps1.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string[] Language { get; set; } = [];

    /// <summary>Get only assets with one of these tags. Wildcards are allowed, and matching ignores case.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Get only assets saved at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Get only assets saved at this time or earlier.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Get only assets changed at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Get only assets changed at this time or earlier.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>Get only assets of at least this size in bytes.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? MinSize { get; set; }

    /// <summary>Get only assets of at most this size in bytes.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? MaxSize { get; set; }

    /// <summary>Get only assets that have share links; with -Shared:$false, only those that have none.</summary>
    [Parameter]
    public SwitchParameter Shared { get; set; }

    /// <summary>Get only favorites; with -Favorite:$false, only the others.</summary>
    [Parameter]
    public SwitchParameter Favorite { get; set; }

    /// <summary>Leave the content out. A large library is then returned much faster.</summary>
    [Parameter]
    public SwitchParameter NoContent { get; set; }

    /// <summary>Include pseudo assets, which Pieces OS generates.</summary>
    [Parameter(ParameterSetName = "All")]
    public SwitchParameter IncludePseudo { get; set; }

    /// <summary>
    /// The maximum number of assets that are requested at a time. Output keeps the order of the input. The default is 1, because a real
    /// Pieces OS serves single records one at a time.
    /// </summary>
    [Parameter(ParameterSetName = "ById")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    private TargetResolver Targets => field ??= new TargetResolver(this);

    private bool IsFiltered => Language.Length > 0 || Tag.Length > 0 || CreatedAfter is not null || CreatedBefore is not null
        || UpdatedAfter is not null || UpdatedBefore is not null || MinSize is not null || MaxSize is not null
        || GivenSwitch(nameof(Shared)) is not null || GivenSwitch(nameof(Favorite)) is not null;

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        CheckRange(nameof(CreatedAfter), "not earlier than", nameof(CreatedBefore), CreatedAfter?.ToUniversalTime() >= CreatedBefore?.ToUniversalTime());
        CheckRange(nameof(UpdatedAfter), "not earlier than", nameof(UpdatedBefore), UpdatedAfter?.ToUniversalTime() >= UpdatedBefore?.ToUniversalTime());
        CheckRange(nameof(MinSize), "larger than", nameof(MaxSize), MinSize > MaxSize);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        if (IsFiltered)
            _condition ??= await CreateConditionAsync(server, cancellationToken).ConfigureAwait(false);
        if (ParameterSetName == "All" && !NamesIncludeIds)
        {
            await ListAsync(server, cancellationToken).ConfigureAwait(false);
            return;
        }

        var assets = await Targets.GetAssetResolverAsync(cancellationToken).ConfigureAwait(false);
        var references = NamesIncludeIds ? EachNamedAsync(server, cancellationToken) : Targets.EachAsync(Id, cancellationToken);
        await foreach (var reference in references.ConfigureAwait(false))
        {
            await ForInputInParallelAsync(reference.Input, ThrottleLimit, new GetJob(server, assets, reference, Transferables, _condition)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        if (_condition?.UnknownTags > 0)
            WriteWarning($"The server does not report the tags of {Quantity.Of(_condition.UnknownTags, "asset")}, so -Tag leaves out {(_condition.UnknownTags == 1 ? "this asset" : "these assets")}.");
        return Task.CompletedTask;
    }

    private static void CheckRange(string lower, string relation, string upper, bool isImpossible)
    {
        if (isImpossible)
            throw new TerminatingErrorException(ErrorFactory.Create(InputErrors.ImpossibleRange(lower, relation, upper), target: null));
    }

    /// <summary>Whether a switch was turned on or off; <see langword="null"/> if it was not specified.</summary>
    private bool? GivenSwitch(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out var value) && value is SwitchParameter given ? given.IsPresent : null;

    private async Task<AssetCondition> CreateConditionAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        var isShared = GivenSwitch(nameof(Shared));
        var shares = isShared is null ? [] : await server.Connection.Shares.ReadAsync(server, cancellationToken).ConfigureAwait(false);
        return new AssetCondition
        {
            Languages = Language,
            Tags = [.. Tag.Select(static tag => new NamePattern(tag))],
            Created = (Time(CreatedAfter), Time(CreatedBefore)),
            Updated = (Time(UpdatedAfter), Time(UpdatedBefore)),
            Size = (MinSize, MaxSize),
            IsFavorite = GivenSwitch(nameof(Favorite)),
            IsShared = isShared,
            SharedIds = new HashSet<string>(shares.SelectMany(static share => share.Assets.Select(static asset => asset.Id).Append(share.AssetId)).OfType<string>(), StringComparer.OrdinalIgnoreCase),
        };

        static DateTimeOffset? Time(DateTime? time) => time is { } given ? new DateTimeOffset(given.ToUniversalTime()) : null;
    }

    /// <summary>Whether IDs were specified as names, without -Id.</summary>
    private bool NamesIncludeIds => Name.Any(static name => InputObject.AsId(name) is not null);

    private bool Transferables => !NoContent;

    /// <summary>The assets in the order of -Name: for an ID this asset, for a name or pattern all assets that match. Names are listed once, if there are any.</summary>
    private async IAsyncEnumerable<AssetReference> EachNamedAsync(PiecesServer server, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<KnownAsset>? names = null;
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Name)
        {
            var reference = AssetReference.From(name);
            if (reference.Id is { } id)
            {
                found.Add(id);
                yield return reference;
                continue;
            }

            names ??= (await server.Connection.Assets.ReadAsync(server, cancellationToken).ConfigureAwait(false)).Assets;
            var pattern = new NamePattern(name);
            var matching = names.Where(asset => pattern.IsMatch(asset.Name)).ToArray();
            if (matching.Length == 0 && pattern.IsLiteral)
                yield return reference; // The lookup of the name reports it.
            foreach (var asset in matching.Where(asset => found.Add(asset.Id)))
                yield return AssetReference.Known(asset.Id, asset.Name);
        }
    }

    private async Task ListAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        if (PagingParameters.IncludeTotalCount)
            WriteObject(await TotalCountAsync(server.Client, cancellationToken).ConfigureAwait(false));

        var page = new Page(this);
        var patterns = Name.Select(static name => new NamePattern(name)).ToArray();
        var removed = new RemovedIds();
        var written = new HashSet<Guid>();
        var withoutContent = new List<Asset>();
        await foreach (var asset in FindAsync(server, patterns, removed, cancellationToken).ConfigureAwait(false))
        {
            if ((patterns.Length == 0 || NamePattern.AnyMatches(patterns, asset.Name)) && page.TryTake())
            {
                if (NoContent || asset.HasContent())
                    Write(asset);
                else
                    withoutContent.Add(asset);
            }

            if (page.IsFull)
                break;
        }

        await WriteWithContentAsync(server.Contents, withoutContent.Where(asset => !removed.Contains(asset.Id)), cancellationToken).ConfigureAwait(false);
        var late = removed.All.Where(id => Guid.TryParse(id, out var guid) && written.Contains(guid)).ToArray();
        if (late.Length > 0)
            WriteWarning($"At its end, the list reports these assets as removed, but they were already returned: {DisplayText.Of(string.Join(", ", late))}");
        if (page.IsFull)
            return;
        foreach (var missing in patterns.Where(static pattern => pattern is { IsLiteral: true, HasMatched: false }))
            WriteError(InputErrors.AssetNotFound(missing.Text), missing.Text);

        void Write(Asset asset)
        {
            WriteObject(asset);
            if (Guid.TryParse(asset.Id, out var id))
                written.Add(id);
        }
    }

    /// <summary>Requests the content that the list omits, one asset after another, after the list has ended.</summary>
    private async Task WriteWithContentAsync(ContentReader content, IEnumerable<Asset> assets, CancellationToken cancellationToken)
    {
        foreach (var asset in assets)
        {
            await ForInputAsync(asset.Id, () => content.CompleteAsync(asset, preview: false, cancellationToken)).ConfigureAwait(false);
            WriteObject(asset);
        }
    }

    /// <summary>
    /// The assets that the patterns and filters can match. If one name is requested, or if the session knows the names and few match, only
    /// those are read; with filters, the list without content and the content of those that match; otherwise all are. Concurrent commands
    /// that request one name share one list of names.
    /// </summary>
    private async IAsyncEnumerable<Asset> FindAsync(
        PiecesServer server, NamePattern[] patterns, RemovedIds removed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var relations = server.CreateRelationReader();
        var isOneName = patterns.Length == 1 && patterns[0].IsLiteral;
        if (patterns.Length > 0 && !IncludePseudo && (isOneName || server.Connection.Assets.Known is not null))
        {
            var (names, isCurrent) = await server.Connection.Assets.GetAsync(server, cancellationToken).ConfigureAwait(false);
            var matching = names.Assets.Where(asset => patterns.Any(pattern => pattern.IsMatch(asset.Name))).ToArray();
            if (isCurrent && (isOneName || matching.Length == 0 || server.Connection.Pace.IsFasterOneByOne(matching.Length)))
            {
                foreach (var known in matching)
                {
                    if (await ReadOneAsync(server, known.Id, cancellationToken).ConfigureAwait(false) is not { } asset)
                        continue;
                    NamePattern.AnyMatches(patterns, asset.Name);
                    if (_condition is null || await _condition.IsMatchAsync(asset, server, relations, isSingleRecord: true, cancellationToken).ConfigureAwait(false))
                        yield return asset;
                }

                yield break;
            }
        }

        bool? pseudo = IncludePseudo ? true : null;
        var selection = new AssetSelection(server, _condition, patterns, removed) { Pseudo = pseudo };
        var assets = _condition is null && !isOneName ? server.ListAssetsAsync(Transferables, pseudo, removed, cancellationToken)
            : NoContent ? selection.ListAsync(cancellationToken)
            : selection.ReadAsync(PageEnd, (id, failure) => WriteError(failure, id), cancellationToken);
        await foreach (var asset in assets.ConfigureAwait(false))
            yield return asset;
    }

    /// <summary>How many matching assets -Skip and -First need together.</summary>
    private ulong PageEnd => PagingParameters.First > ulong.MaxValue - PagingParameters.Skip ? ulong.MaxValue : PagingParameters.Skip + PagingParameters.First;

    /// <summary>Reads one of the assets, unless it was deleted in the meantime.</summary>
    private async Task<Asset?> ReadOneAsync(PiecesServer server, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await server.ReadAssetAsync(id, Transferables, cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (ErrorFactory.IsMissing(e))
        {
            return null;
        }
    }

    /// <summary>The number of assets, determined from their IDs. If names or filters are specified, the number is not known in advance.</summary>
    private async Task<PSObject> TotalCountAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        ulong count = 0;
        if (Name.Length > 0 || IsFiltered)
            return PagingParameters.NewTotalCount(count, accuracy: 0);
        bool? pseudo = IncludePseudo ? true : null;
        await foreach (var _ in client.Assets.AssetsIdentifiersSnapshotAsync(pseudo, cancellationToken).ConfigureAwait(false))
            count++;
        return PagingParameters.NewTotalCount(count, accuracy: 1);
    }

    private sealed record GetJob(PiecesServer Server, AssetResolver Assets, AssetReference Reference, bool Transferables, AssetCondition? Condition) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            var id = await Assets.GetIdAsync(Reference, cancellationToken).ConfigureAwait(false);
            var asset = Transferables
                ? await Server.Contents.ReadAsync(id, preview: false, cancellationToken).ConfigureAwait(false)
                : await Server.ReadAssetAsync(id, transferables: false, cancellationToken).ConfigureAwait(false);
            if (Condition is null || await Condition.IsMatchAsync(asset, Server, Server.CreateRelationReader(), isSingleRecord: true, cancellationToken).ConfigureAwait(false))
                emit(asset);
        }
    }
}
