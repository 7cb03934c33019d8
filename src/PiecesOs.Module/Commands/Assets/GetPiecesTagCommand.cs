using System.Net;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Gets the tags of the library (operation <c>tags_snapshot</c>) and the number of assets that have each, from the list of assets without
/// content (operation <c>assets_snapshot</c>). Tags that the list lacks are requested for each asset (operation
/// <c>assets_specific_asset_snapshot</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesTag")]
[OutputType(typeof(PiecesTag))]
public sealed class GetPiecesTagCommand : PiecesCmdlet
{
    private IReadOnlyList<PiecesTag>? _tags;

    /// <summary>The tags to get. Wildcards are allowed, and matching ignores case.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Tag")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _tags ??= await ReadAsync(await GetServerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var patterns = Name.Select(static name => new NamePattern(name)).ToArray();
        foreach (var tag in _tags.Where(tag => patterns.Length == 0 || NamePattern.AnyMatches(patterns, tag.Name)))
            WriteObject(tag);
        foreach (var missing in patterns.Where(static pattern => pattern is { IsLiteral: true, HasMatched: false }))
            WriteError(InputErrors.TagNotFound(missing.Text), missing.Text);
    }

    private async Task<IReadOnlyList<PiecesTag>> ReadAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        var counter = new TagCounter();
        var removed = new RemovedIds();
        var lacking = new List<Asset>();
        await foreach (var asset in server.ListAssetsAsync(transferables: false, removed: removed, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (asset.LacksRelation("tags"))
                lacking.Add(asset);
            else
                counter.Add(asset);
        }

        var relations = server.CreateRelationReader();
        var unknown = 0;
        foreach (var asset in lacking.Where(asset => !removed.Contains(asset.Id)))
        {
            await relations.CompleteAsync(asset, ["tags"], isSingleRecord: false, cancellationToken).ConfigureAwait(false);
            if (asset.LacksRelation("tags"))
                unknown++;
            counter.Add(asset);
        }

        if (unknown > 0)
            WriteWarning($"The server does not report all tags of {Quantity.Of(unknown, "asset")}, so the counts may be too small.");
        await AddUnusedAsync(counter, server, cancellationToken).ConfigureAwait(false);
        return counter.Tags;
    }

    /// <summary>Adds the tags that no asset has, if the server lists tags.</summary>
    private static async Task AddUnusedAsync(TagCounter counter, PiecesServer server, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var tag in server.Client.Relations.TagsSnapshotAsync(cancellationToken).ConfigureAwait(false))
                counter.Add(tag);
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.NotFound)
        {
            // An older server. Each of its tags belongs to an asset.
        }
    }
}
