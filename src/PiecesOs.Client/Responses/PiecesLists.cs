using System.Runtime.CompilerServices;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Reads the lists of Pieces OS. A list is requested each time it is enumerated. A response without the list is malformed.</summary>
internal static class PiecesLists
{
    private static readonly string[] s_iterable = ["iterable"];

    /// <summary>The shares that a change has created: at least one. The response is read to its end before the first is returned.</summary>
    public static async IAsyncEnumerable<Share> ReadCreatedSharesAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await send(cancellationToken).ConfigureAwait(false);
        var content = ResponseContent.Of(response);
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
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<CancellationToken, Task<HttpResponseMessage>> send,
        Func<JsonValue, T> create,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        RemovedIds? removed = null,
        string[]? listPath = null)
    {
        removed ??= new RemovedIds();
        using var response = await send(cancellationToken).ConfigureAwait(false);
        var content = ResponseContent.Of(response);
        await foreach (var json in content.ReadListAsync(listPath ?? s_iterable, removed.Siblings, isRequired: true, cancellationToken).ConfigureAwait(false))
        {
            if (json.ValueKind != JsonValueKind.Object)
                throw content.Malformed($"a list of objects was expected, but one of them is {PiecesResponses.Describe(json)}");
            if (removed.All.Count == 0 || !removed.Contains(PiecesResponses.IdOf(json)))
                yield return create(json);
        }
    }
}
