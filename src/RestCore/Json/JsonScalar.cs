#if NET
using System.Runtime.CompilerServices;
#endif

namespace RestCore.Json;

/// <summary>Numbers and the three words of JSON.</summary>
internal static class JsonScalar
{
    /// <summary>Whether one begins here and ends where a value may end.</summary>
#if NET
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    public static bool IsAt(ReadOnlySpan<byte> json, int at)
    {
        var rest = json.Slice(at);
        var length = rest[0] switch
        {
            (byte)'n' => rest.StartsWith("null"u8) ? 4 : 0,
            (byte)'t' => rest.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => rest.StartsWith("false"u8) ? 5 : 0,
            _ => NumberLength(rest),
        };
        return length > 0 && length < rest.Length && rest[length] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
    }

    /// <summary>The length of the number, or 0 when there is none.</summary>
    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        var at = text[0] == (byte)'-' ? 1 : 0;
        var digits = DigitCount(text, at);
        if (digits == 0 || (digits > 1 && text[at] == (byte)'0'))
            return 0;
        at += digits;
        if (Is(text, at, (byte)'.'))
        {
            digits = DigitCount(text, at + 1);
            if (digits == 0)
                return 0;
            at += 1 + digits;
        }

        if (!Is(text, at, (byte)'e') && !Is(text, at, (byte)'E'))
            return at;
        at++;
        if (Is(text, at, (byte)'+') || Is(text, at, (byte)'-'))
            at++;
        digits = DigitCount(text, at);
        return digits == 0 ? 0 : at + digits;
    }

    private static bool Is(ReadOnlySpan<byte> text, int at, byte sign) => at < text.Length && text[at] == sign;

    private static int DigitCount(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        return end - at;
    }
}
