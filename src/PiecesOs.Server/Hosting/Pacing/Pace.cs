namespace PiecesOs.Server.Hosting.Pacing;

/// <summary>
/// Delays reads as on a real server: a list of assets by 47 ms an asset before its first byte, a single record by
/// 125 ms, one after the other. The factor can change at any time, and applies to reads that begin after it.
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

    /// <summary>Waits as long as a real server needs for a list of so many assets. Lists do not wait for one another.</summary>
    public Task ListAsync(long assets, CancellationToken cancellation) => Task.Delay(ListedAsset * (assets * Factor), cancellation);

    /// <summary>Waits until no other record is being read, and then for the time of one record. A canceled read makes room for the next.</summary>
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

    public void Dispose() => _records.Dispose();
}
