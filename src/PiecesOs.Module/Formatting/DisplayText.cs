using System.Globalization;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>Text from the server in a form that is safe to display. The views call it.</summary>
public static class DisplayText
{
    /// <summary>The text with each control or direction-changing character replaced by a visible one; see <see cref="VisibleText"/>.</summary>
    public static string Safe(string? text) => VisibleText.Of(text);

    /// <summary>One or several input objects as text for a message: safe to display, without passwords in addresses, and shortened.</summary>
    internal static string Of(object target)
    {
        var text = Safe(UserInfo.Hide(target is object[] several ? string.Join(", ", several) : Convert.ToString(target, CultureInfo.InvariantCulture) ?? string.Empty));
        return text.Length <= 120 ? text : text.Substring(0, 117) + "...";
    }
}

/// <summary>Numbers with their nouns, for messages.</summary>
internal static class Quantity
{
    /// <summary><c>1 asset</c>, <c>2 assets</c>.</summary>
    public static string Of(long count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary><c>1 second</c>, <c>0.5 seconds</c>.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds == 1 ? "1 second" : FormattableString.Invariant($"{time.TotalSeconds:0.###} seconds");
}
