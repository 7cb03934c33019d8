using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Reads the relations of assets by the name of the relation, one of <see cref="Asset.Relations"/>.</summary>
public static class RelationsApiExtensions
{
    /// <summary>The number of associations of a full page. Servers have no more than 500 in one.</summary>
    public const int PageSize = 50;

    private const string Tags = "tags";
    private const string Websites = "websites";

    /// <summary><c>tags_snapshot</c>: all tags, also those that no asset has.</summary>
    /// <exception cref="RestCore.RestStatusException">404: the server has no such path.</exception>
    public static IAsyncEnumerable<Tag> TagsSnapshotAsync(this IRelationsApi api, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(api.TagsSnapshotResponseAsync, static json => new Tag(json), cancellationToken);

    /// <summary><c>tag_to_asset_associations</c> and the same of websites and annotations: the IDs of the records that belong to an asset, page by page.</summary>
    /// <exception cref="RestCore.RestStatusException">404: the server has no such path, so the relation is unknown.</exception>
    /// <exception cref="RestCore.MalformedResponseException">A page is not one of this asset, or repeats the one before.</exception>
    public static async Task<IReadOnlyList<string>> ListAssociatedIdsAsync(
        this IRelationsApi api, string asset, string relation, CancellationToken cancellationToken = default)
    {
        var ids = new List<string>();
        var associations = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var offset = 0; ; offset += PageSize)
        {
            using var response = await api.ReadPageAsync(asset, relation, offset, cancellationToken).ConfigureAwait(false);
            var content = ResponseContent.Of(response);
            var json = await PiecesResponses.ReadObjectAsync(
                content, static json => json.Member("iterable").ValueKind == System.Text.Json.JsonValueKind.Array, "a page of associations", cancellationToken).ConfigureAwait(false);
            var removed = RemovedIds.In(json.Member("indices"));
            var page = json.Member("iterable").EnumerateArray().ToArray();
            var news = 0;
            foreach (var association in page)
            {
                if (PiecesResponses.IdOf(association) is not { } id || IdOf(association, "asset") is not { } owner || IdOf(association, MemberOf(relation)) is not { } other)
                    throw content.Malformed($"associations of assets were expected, but one of them is {PiecesResponses.Describe(association)}");
                if (!string.Equals(owner, asset, StringComparison.OrdinalIgnoreCase))
                    throw content.Malformed($"associations of the asset '{asset}' were expected, but one of them is of another");
                if (!associations.Add(id))
                    continue;
                news++;
                if (!removed.Contains(id))
                    ids.Add(other);
            }

            if (page.Length < PageSize)
                return ids.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            if (news == 0)
                throw content.Malformed("the page repeats the one before");
        }
    }

    /// <summary><c>tags_batch_fetch</c> and the same of websites and annotations: the records with these IDs.</summary>
    /// <exception cref="RestCore.RestStatusException">404: the server has no such path.</exception>
    public static IAsyncEnumerable<JsonValue> FetchRelatedAsync(
        this IRelationsApi api, string relation, IReadOnlyList<string> ids, NotFoundIds? notFound = null, CancellationToken cancellationToken = default) =>
        PiecesBatches.ReadAsync(
            relation,
            ids,
            (body, token) => relation switch
            {
                Tags => api.TagsBatchFetchResponseAsync(body, token),
                Websites => api.WebsitesBatchFetchResponseAsync(body, token),
                _ => api.AnnotationsBatchFetchResponseAsync(body, token),
            },
            static json => json,
            notFound,
            cancellationToken);

    private static Task<HttpResponseMessage> ReadPageAsync(
        this IRelationsApi api, string asset, string relation, int offset, CancellationToken cancellationToken) => relation switch
    {
        Tags => api.TagToAssetAssociationsResponseAsync(asset, PageSize, offset, cancellationToken),
        Websites => api.WebsiteToAssetAssociationsResponseAsync(asset, PageSize, offset, cancellationToken),
        "annotations" => api.AnnotationToAssetAssociationsResponseAsync(asset, PageSize, offset, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "There are no associations for this relation."),
    };

    private static string MemberOf(string relation) => relation.Substring(0, relation.Length - 1);

    /// <summary>The ID of one side of an association; servers were seen to send the ID alone, and objects with it are accepted.</summary>
    private static string? IdOf(JsonValue association, string side) => association.Member(side).AsText() ?? association.Member(side).Member("id").AsText();
}
