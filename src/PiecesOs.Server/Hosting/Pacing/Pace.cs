namespace PiecesOs.Server.Hosting.Pacing;

/// <summary>
/// Lets reads last as long as on a real server: a list of assets 47 ms an asset before its first byte, a single record
/// 125 ms, one after the other. The factor can change at any time and holds for the reads that begin after it.
/// </summary>
internal sealed class Pace(double factor) : IDisposable
{
    /// <summary>The largest factor.</summary>
    public const int MaxFactor = 100;

    private static readonly TimeSpan ListedAsset = TimeSpan.FromMilliseconds(47);
    private static readonly TimeSpan Record = TimeSpan.FromMilliseconds(125);

    private readonly SemaphoreSlim _records = new(1, 1);
    private double _factor = factor;

    /// <summary>How slow: 1 as measured, 0 not at all.</summary>
    public double Factor
    {
        get => Volatile.Read(ref _factor);
        set => Volatile.Write(ref _factor, value);
    }

    /// <summary>Whether a number can be a factor.</summary>
    public static bool IsFactor(double factor) => factor is >= 0 and <= MaxFactor;

    /// <summary>Waits as long as a list of so many assets takes. Lists do not wait for one another.</summary>
    public Task ListAsync(long assets, CancellationToken cancellation) => Task.Delay(ListedAsset * (assets * Factor), cancellation);

    /// <summary>Waits for the turn of a single record, and as long as it takes. A read that is canceled frees its turn.</summary>
    public async Task RecordAsync(CancellationToken cancellation)
    {
        await _records.WaitAsync(cancellation);
        try
        {
            await Task.Delay(Record * Factor, cancellation);
        }
        finally
        {
            _records.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _records.Dispose();
}
