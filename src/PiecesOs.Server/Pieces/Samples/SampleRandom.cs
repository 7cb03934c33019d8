namespace PiecesOs.Server.Pieces.Samples;

/// <summary>SplitMix64: the same numbers for the same seed on every runtime, which System.Random does not promise.</summary>
internal sealed class SampleRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The numbers of one sample.</summary>
    public static SampleRandom Of(int seed, int index) => new(((ulong)(uint)seed << 32) | (uint)index);

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)(mixed % (ulong)limit);
    }
}
