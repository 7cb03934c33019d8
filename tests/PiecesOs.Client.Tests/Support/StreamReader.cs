namespace PiecesOs.Client.Tests.Support;

/// <summary>Reads a stream frame by frame; a frame that does not come fails the test instead of hanging it.</summary>
internal sealed class StreamReader<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = new(Patience.Limit);
    private readonly IAsyncEnumerator<IReadOnlyList<T>> _frames;

    public StreamReader(Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<T>>> stream) =>
        _frames = stream(_limit.Token).GetAsyncEnumerator(_limit.Token);

    /// <summary>The next frame.</summary>
    public async Task<IReadOnlyList<T>> NextAsync() =>
        await TryNextAsync() ?? throw new InvalidOperationException("The stream has ended.");

    /// <summary>The next frame; <see langword="null"/> at the end of the stream.</summary>
    public async Task<IReadOnlyList<T>?> TryNextAsync() => await _frames.MoveNextAsync() ? _frames.Current : null;

    /// <summary>Everything up to the first item that fits, which is the last.</summary>
    public async Task<List<T>> UntilAsync(Func<T, bool> fits)
    {
        var items = new List<T>();
        while (true)
        {
            items.AddRange(await NextAsync());
            if (items.Exists(item => fits(item)))
                return items[..(items.FindIndex(item => fits(item)) + 1)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _frames.DisposeAsync();
        _limit.Dispose();
    }
}
