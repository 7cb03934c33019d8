using System.Reflection;

namespace PiecesOs.Module;

/// <summary>
/// Colours as <c>$PSStyle</c> has them, which is there from PowerShell 7.2 on and takes them out again where output is
/// redirected inside PowerShell. None in Windows PowerShell, under <c>NO_COLOR</c>, where the user asked for plain text, and
/// where the whole process is redirected, unless the user asked for colours.
/// </summary>
internal static class ViewColour
{
    private static readonly object? s_style =
        typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(obj: null);

    private static readonly object? s_foreground = Get(s_style, "Foreground");
    private static readonly string? s_reset = Get(s_style, "Reset") as string;

    /// <summary>The text in the colour that <c>$PSStyle.Foreground</c> has under that name.</summary>
    public static string Apply(string text, string colour)
    {
        if (s_style is null || string.IsNullOrEmpty(text) || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            return text;
        var isWanted = Get(s_style, "OutputRendering")?.ToString() switch
        {
            "PlainText" => false,
            "Ansi" => true,
            _ => !Console.IsOutputRedirected,
        };
        return isWanted && Get(s_foreground, colour) is string code ? code + text + s_reset : text;
    }

    private static object? Get(object? style, string property) =>
        property.Length == 0 ? null : style?.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public)?.GetValue(style);
}
