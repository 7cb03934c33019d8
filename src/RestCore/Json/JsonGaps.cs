using System.Runtime.InteropServices;
#if NET
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
#endif

namespace RestCore.Json;

/// <summary>What stands between the values in 64 bytes of JSON; bits as in <see cref="JsonBlock"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct JsonGaps
{
    private JsonGaps(ulong separators, ulong spaces, ulong controls)
    {
        Separators = separators;
        Spaces = spaces;
        Controls = controls;
    }

    /// <summary>Commas and colons.</summary>
    public ulong Separators { get; }

    /// <summary>Spaces.</summary>
    public ulong Spaces { get; }

    /// <summary>Control characters, tabs and line breaks among them.</summary>
    public ulong Controls { get; }

#if NET
    /// <summary>Reads the first 64 of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonGaps Of(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes.Slice(0, JsonBlock.Size));
        var quarter0 = Quarter(Vector128.LoadUnsafe(ref start));
        var quarter1 = Quarter(Vector128.LoadUnsafe(ref start, 16));
        var quarter2 = Quarter(Vector128.LoadUnsafe(ref start, 32));
        var quarter3 = Quarter(Vector128.LoadUnsafe(ref start, 48));
        return new JsonGaps(
            JsonBlock.Join(quarter0.Separators, quarter1.Separators, quarter2.Separators, quarter3.Separators),
            JsonBlock.Join(quarter0.Spaces, quarter1.Spaces, quarter2.Spaces, quarter3.Spaces),
            JsonBlock.Join(quarter0.Controls, quarter1.Controls, quarter2.Controls, quarter3.Controls));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Separators, uint Spaces, uint Controls) Quarter(Vector128<byte> bytes) => (
        (Vector128.Equals(bytes, Vector128.Create((byte)',')) | Vector128.Equals(bytes, Vector128.Create((byte)':'))).ExtractMostSignificantBits(),
        Vector128.Equals(bytes, Vector128.Create((byte)' ')).ExtractMostSignificantBits(),
        Vector128.LessThan(bytes, Vector128.Create((byte)' ')).ExtractMostSignificantBits());
#else
    /// <summary>Reads the first 64 of the bytes.</summary>
    public static JsonGaps Of(ReadOnlySpan<byte> bytes)
    {
        ulong separators = 0, spaces = 0, controls = 0;
        for (var i = 0; i < JsonBlock.Size; i++)
        {
            var bit = 1UL << i;
            if (bytes[i] is (byte)',' or (byte)':')
                separators |= bit;
            else if (bytes[i] == (byte)' ')
                spaces |= bit;
            else if (bytes[i] < (byte)' ')
                controls |= bit;
        }

        return new JsonGaps(separators, spaces, controls);
    }
#endif
}
