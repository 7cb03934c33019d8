using System.Collections.Generic;
using System.Threading.Tasks;

namespace PiecesOs.Client.Tests.Support;

internal static class AsyncSequence
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var item in source)
            list.Add(item);
        return list;
    }
}
