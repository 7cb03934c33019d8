using System.Buffers;
using System.Globalization;
using System.Text;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>Writes bytes as a JSON array of integers, which is how the API sends them.</summary>
internal static class ByteArrayWriter
{
    private const int Step = 16 * 1024;
    private static readonly byte[][] Digits = [.. Enumerable.Range(0, 256).Select(value => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>Writes <c>[1,2</c> for the first part and <c>,3,4</c> for later ones; the closing bracket is the caller's.</summary>
    public static int Write(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes, bool isFirst)
    {
        var written = 0;
        if (isFirst)
        {
            output.Write("["u8);
            written++;
        }

        var needsComma = !isFirst;
        while (!bytes.IsEmpty)
        {
            var step = bytes[..int.Min(bytes.Length, Step)];
            bytes = bytes[step.Length..];
            var target = output.GetSpan(step.Length * 4);
            var used = 0;
            foreach (var value in step)
            {
                if (needsComma)
                    target[used++] = (byte)',';
                needsComma = true;
                var digits = Digits[value];
                target[used++] = digits[0];
                if (digits.Length > 1)
                    target[used++] = digits[1];
                if (digits.Length > 2)
                    target[used++] = digits[2];
            }

            output.Advance(used);
            written += used;
        }

        return written;
    }
}
