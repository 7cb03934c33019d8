namespace PiecesOs.Module;

/// <summary>Reads sequences to their end.</summary>
internal static class AsyncEnumerableExtensions
{
    /// <summary>All elements, each reduced at once to what is needed of it, so that whole elements are not kept.</summary>
    public static async Task<List<TResult>> ToListAsync<T, TResult>(
        this IAsyncEnumerable<T> source, Func<T, TResult> select, CancellationToken cancellationToken)
    {
        var list = new List<TResult>();
        await foreach (var element in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            list.Add(select(element));
        return list;
    }

    /// <summary>Passes each element on as it arrives.</summary>
    public static async Task ForEachAsync<T>(this IAsyncEnumerable<T> source, Action<object?> action)
    {
        await foreach (var element in source.ConfigureAwait(false))
            action(element);
    }
}
