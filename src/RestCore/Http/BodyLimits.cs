namespace RestCore.Http;

/// <summary>How long the body of an answer may take.</summary>
/// <param name="Silence">Between two pieces of it.</param>
/// <param name="RateWindow">The time in which at least <see cref="MinBytesPerSecond"/> have to arrive on average.</param>
/// <param name="Total">For all of it; <see langword="null"/> for a body that may be large.</param>
internal sealed record BodyLimits(TimeSpan Silence, TimeSpan RateWindow, TimeSpan? Total)
{
    /// <summary>A slower connection is not alive.</summary>
    public const int MinBytesPerSecond = 1024;
}
