using System.Globalization;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>Text from the server as it may be shown; the views call it.</summary>
public static class DisplayText
{
    /// <summary>The text with each control or direction-changing character as a visible sign; see <see cref="VisibleText"/>.</summary>
    public static string Safe(string? text) => VisibleText.Of(text);

    /// <summary>An input object in a message, or several: its own text, made safe, without passwords in addresses, and not too long.</summary>
    internal static string Of(object target)
    {
        var text = Safe(UserInfo.Hide(target is object[] several ? string.Join(", ", several) : Convert.ToString(target, CultureInfo.InvariantCulture) ?? string.Empty));
        return text.Length <= 120 ? text : text.Substring(0, 117) + "...";
    }
}
