#if NET
using System.Numerics;
#endif

namespace RestCore.Json;

/// <summary>Counts bits, on every runtime.</summary>
internal static class BitCount
{
    /// <summary>How many bits are set.</summary>
#if NET
    public static int Of(ulong bits) => BitOperations.PopCount(bits);
#else
    public static int Of(ulong bits)
    {
        bits -= (bits >> 1) & 0x5555_5555_5555_5555;
        bits = (bits & 0x3333_3333_3333_3333) + ((bits >> 2) & 0x3333_3333_3333_3333);
        return (int)((((bits + (bits >> 4)) & 0x0F0F_0F0F_0F0F_0F0F) * 0x0101_0101_0101_0101) >> 56);
    }
#endif

    /// <summary>How many bits below the lowest one that is set.</summary>
#if NET
    public static int BelowLowest(ulong bits) => BitOperations.TrailingZeroCount(bits);
#else
    public static int BelowLowest(ulong bits) => Of((bits & (0 - bits)) - 1);
#endif
}
