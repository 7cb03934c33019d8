namespace PiecesOs.Module;

/// <summary>A number with its noun, for messages.</summary>
internal static class Quantity
{
    /// <summary><c>1 asset</c>, <c>2 assets</c>.</summary>
    public static string Of(long count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary><c>1 second</c>, <c>0.5 seconds</c>.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds == 1 ? "1 second" : FormattableString.Invariant($"{time.TotalSeconds:0.###} seconds");
}
