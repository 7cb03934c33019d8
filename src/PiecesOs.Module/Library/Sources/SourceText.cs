namespace PiecesOs.Module;

/// <summary>The line ends of texts.</summary>
internal static class SourceText
{
    /// <summary>The text with LF for every kind of line end.</summary>
    public static string WithLf(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');
}
