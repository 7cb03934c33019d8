using System.Reflection;

namespace PiecesOs.Module;

/// <summary>
/// The colors of <c>$PSStyle</c>, which exists since PowerShell 7.2 and is removed from redirected PowerShell output. There are no
/// colors in Windows PowerShell, with <c>NO_COLOR</c>, with plain text rendering, and if the output of the process is redirected,
/// unless the user requested ANSI rendering.
/// </summary>
internal static class ViewColor
{
    private static readonly object? s_style =
        typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(obj: null);

    private static readonly object? s_foreground = Get(s_style, "Foreground");
    private static readonly string? s_reset = Get(s_style, "Reset") as string;

    /// <summary>The text in the color of <c>$PSStyle.Foreground</c> with that name.</summary>
    public static string Apply(string text, string color)
    {
        if (s_style is null || string.IsNullOrEmpty(text) || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            return text;
        var isWanted = Get(s_style, "OutputRendering")?.ToString() switch
        {
            "PlainText" => false,
            "Ansi" => true,
            _ => !Console.IsOutputRedirected,
        };
        return isWanted && Get(s_foreground, color) is string code ? code + text + s_reset : text;
    }

    private static object? Get(object? style, string property) =>
        property.Length == 0 ? null : style?.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public)?.GetValue(style);
}
