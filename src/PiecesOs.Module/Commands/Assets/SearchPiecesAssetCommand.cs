using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Searches assets and returns the best matches first: by words (fuzzily), by tags (operation <c>assets_search_assets</c>), and with
/// filters that must all match (operation <c>assets_search_with_filters</c>).
/// </summary>
[Cmdlet(VerbsCommon.Search, "PiecesAsset", SupportsPaging = true)]
[OutputType(typeof(SearchedAsset))]
public sealed class SearchPiecesAssetCommand : PiecesCmdlet
{
    /// <summary>What to search for. Small spelling mistakes are tolerated.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [TextOnlyTransformation(AllowsNumber = true)]
    [ValidateNotNullOrEmpty]
    public string? Query { get; set; }

    /// <summary>Tags to search for. Together with a filter, an asset must have all of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Only assets in this language or of this file type, such as ps1.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>Only assets that contain these words.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Phrase { get; set; }

    /// <summary>Only assets that belong to these web addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Website { get; set; } = [];

    /// <summary>Only assets that belong to these persons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Person { get; set; } = [];

    /// <summary>Only assets saved at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Only assets saved at this time or earlier.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Only assets changed at this time or later.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? UpdatedAfter { get; set; }

    /// <summary>Only assets changed at this time or earlier.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? UpdatedBefore { get; set; }

    /// <summary>
    /// Filters of which at least one must match, in addition to all others: hashtables with the keys Language, Phrase, Tag, Website,
    /// Person, CreatedAfter, CreatedBefore, UpdatedAfter, UpdatedBefore.
    /// </summary>
    [Parameter]
    [AssetFilterTransformation]
    [ValidateNotNullOrEmpty]
    public AssetFilter[] AnyOf { get; set; } = [];

    /// <summary>Search only these assets: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNullOrEmpty]
    public AssetReference[] Within { get; set; } = [];

    /// <summary>Match case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Return the assets without their content.</summary>
    [Parameter]
    public SwitchParameter NoContent { get; set; }

    /// <summary>Include pseudo assets, which Pieces OS generates.</summary>
    [Parameter]
    public SwitchParameter IncludePseudo { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForInputAsync(Query, () => SearchAsync(cancellationToken));

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        var filter = OwnFilter();
        var hasFilter = filter is not null || AnyOf.Length > 0 || Within.Length > 0 || CaseSensitive;
        if (!hasFilter && Query is null && Tag.Length == 0)
            throw InputErrors.NothingToSearch();

        var within = await WithinIdsAsync(cancellationToken).ConfigureAwait(false);
        if (Within.Length > 0 && within.Count == 0)
            return; // No asset matches the patterns. An empty list would mean all assets.

        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var assets = server.Client.Assets;
        var transferables = !NoContent;
        bool? pseudo = IncludePseudo ? true : null;
        var found = server.Connection.Pace.ListAsync(
            server,
            "the search results",
            deadline => hasFilter
                ? assets.AssetsSearchWithFiltersAsync(InputOf(filter, within), transferables, pseudo, deadline, cancellationToken)
                : assets.AssetsSearchAssetsAsync(Query, Tag.Length > 0 ? Tag : null, transferables, pseudo, deadline, cancellationToken),
            cancellationToken);
        var page = new Page(this);
        page.WriteUnknownTotal();
        await page.WriteAsync(WithQueriesAsync(found, [Query, Phrase, .. AnyOf.Select(static any => any.Phrase)])).ConfigureAwait(false);
    }

    /// <summary>The results, each of which can find its line.</summary>
    private static async IAsyncEnumerable<SearchedAsset> WithQueriesAsync(IAsyncEnumerable<SearchedAsset> found, string?[] queries)
    {
        await foreach (var result in found.ConfigureAwait(false))
        {
            result.SetQueries(queries);
            yield return result;
        }
    }

    /// <summary>The filter of the cmdlet's own parameters; <see langword="null"/> if none except -Tag is specified.</summary>
    private AssetFilter? OwnFilter()
    {
        var isGiven = Language is not null || Phrase is not null || Website.Length > 0 || Person.Length > 0
            || CreatedAfter is not null || CreatedBefore is not null || UpdatedAfter is not null || UpdatedBefore is not null;
        return isGiven
            ? new AssetFilter
            {
                Language = Language,
                Phrase = Phrase,
                Websites = Website,
                Persons = Person,
                CreatedAfter = CreatedAfter,
                CreatedBefore = CreatedBefore,
                UpdatedAfter = UpdatedAfter,
                UpdatedBefore = UpdatedBefore,
            }
            : null;
    }

    private async Task<IReadOnlyList<string>> WithinIdsAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var reference in await Targets.AllAsync(Within, cancellationToken).ConfigureAwait(false))
            ids.Add(await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false));

        return ids.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
    }

    private AssetsSearchWithFiltersInput InputOf(AssetFilter? own, IReadOnlyList<string> within)
    {
        var filters = new List<AssetFilter>();
        if (own is not null)
            filters.Add(own);
        if (Tag.Length > 0)
            filters.Add(new AssetFilter { Tags = Tag });
        if (AnyOf.Length > 0)
            filters.Add(new AssetFilter { AnyOf = AnyOf });

        return new AssetsSearchWithFiltersInput
        {
            Query = Query,
            Filters = filters,
            WithinAssetIds = within,
            CaseSensitive = CaseSensitive ? true : null,
        };
    }
}
