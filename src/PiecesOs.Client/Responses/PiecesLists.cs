using System.Runtime.CompilerServices;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Reads the lists of Pieces OS. A list is requested each time it is enumerated. A response without the list is malformed.</summary>
internal static class PiecesLists
{
    private static readonly string[] s_iterable = ["iterable"];

    public static IAsyncEnumerable<Asset> ReadAssetsAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, RemovedIds? removed, CancellationToken cancellationToken) =>
        ReadAsync(send, s_iterable, static json => new Asset(json), static asset => asset.Id, removed ?? new RemovedIds(), cancellationToken);

    public static IAsyncEnumerable<AssetIdentifier> ReadIdentifiersAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, string[] listPath, CancellationToken cancellationToken) =>
        ReadAsync(send, listPath, static json => new AssetIdentifier(json), static identifier => identifier.Id, new RemovedIds(), cancellationToken);

    public static IAsyncEnumerable<AssetFormat> ReadFormatsAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken) =>
        ReadAsync(send, s_iterable, static json => new AssetFormat(json), static format => format.Id, new RemovedIds(), cancellationToken);

    public static IAsyncEnumerable<Share> ReadSharesAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken) =>
        ReadAsync(send, s_iterable, static json => new Share(json), static share => share.Id, new RemovedIds(), cancellationToken);

    public static IAsyncEnumerable<SearchedAsset> ReadFoundAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, string[] listPath, CancellationToken cancellationToken) =>
        ReadAsync(send, listPath, static json => new SearchedAsset(json), static _ => null, removed: null, cancellationToken);

    /// <summary>The shares that a change has created: at least one. The response is read to its end before the first is returned.</summary>
    public static async IAsyncEnumerable<Share> ReadCreatedSharesAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await send(cancellationToken).ConfigureAwait(false);
        var content = response.GetContent();
        var json = await content.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
        var list = json.ValueKind == JsonValueKind.Array ? json : json.Member("iterable");
        var removed = RemovedIds.In(json.Member("indices"));
        var shares = list.EnumerateArray().Where(share => !removed.Contains(PiecesResponses.IdOf(share))).ToArray();
        if (shares.Length == 0 || shares.Any(static share => PiecesResponses.IdOf(share) is null))
            throw content.Malformed($"a list of shares with IDs was expected, but it is {PiecesResponses.Describe(json)}");
        foreach (var share in shares)
            yield return new Share(share);
    }

    /// <summary>
    /// The elements of a list while they arrive, except those that a negative value in <c>indices</c> before them removes.
    /// <paramref name="removed"/> receives all removed IDs, complete when the list has ended.
    /// </summary>
    private static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<CancellationToken, Task<HttpResponseMessage>> send,
        string[] listPath,
        Func<JsonValue, T> create,
        Func<T, string?> idOf,
        RemovedIds? removed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await send(cancellationToken).ConfigureAwait(false);
        var content = response.GetContent();
        await foreach (var json in content.ReadListAsync(listPath, removed?.Siblings, isRequired: true, cancellationToken).ConfigureAwait(false))
        {
            if (json.ValueKind != JsonValueKind.Object)
                throw content.Malformed($"a list of objects was expected, but one of them is {PiecesResponses.Describe(json)}");
            var element = create(json);
            if (removed is null || removed.All.Count == 0 || !removed.Contains(idOf(element)))
                yield return element;
        }
    }
}
