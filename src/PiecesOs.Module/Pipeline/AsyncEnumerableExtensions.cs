namespace PiecesOs.Module;

/// <summary>Consumes asynchronous sequences.</summary>
internal static class AsyncEnumerableExtensions
{
    /// <summary>Returns all elements, each converted immediately, so that the original elements are not kept in memory.</summary>
    public static async Task<List<TResult>> ToListAsync<T, TResult>(
        this IAsyncEnumerable<T> source, Func<T, TResult> select, CancellationToken cancellationToken)
    {
        var list = new List<TResult>();
        await foreach (var element in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            list.Add(select(element));
        return list;
    }

    /// <summary>Passes each element to an action as it arrives.</summary>
    public static async Task ForEachAsync<T>(this IAsyncEnumerable<T> source, Action<object?> action)
    {
        await foreach (var element in source.ConfigureAwait(false))
            action(element);
    }
}
