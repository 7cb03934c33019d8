using System.Runtime.CompilerServices;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>Lists without what they say is removed.</summary>
internal static class PresentList
{
    /// <summary>
    /// The elements of a list while they arrive, except those that a negative value in <c>indices</c> before them removes.
    /// <paramref name="removed"/> receives all removed ids, complete when the list has ended.
    /// An answer without the list is malformed.
    /// </summary>
    public static async IAsyncEnumerable<T> GetPresentAsync<T>(
        this RestClient rest,
        RestRequest request,
        IReadOnlyList<string> listPath,
        Func<JsonValue, T> create,
        Func<T, string?> idOf,
        RemovedIds? removed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        removed ??= new RemovedIds();
        await foreach (var element in rest.GetListAsync(request, listPath, rest.EachObject(request, create), removed.Siblings, isRequired: true, cancellationToken).ConfigureAwait(false))
        {
            if (removed.All.Count == 0 || !removed.Contains(idOf(element)))
                yield return element;
        }
    }
}
