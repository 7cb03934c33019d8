namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The <c>readable</c> of a ByteDescriptor.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB"];

    public static string Readable(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return FormattableString.Invariant($"{value:0.##} {Units[unit]}");
    }
}
