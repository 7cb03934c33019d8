using System.Text;

namespace PiecesOs.Module;

/// <summary>The body of a VS Code snippet. A backslash escapes <c>$</c>, <c>}</c> and <c>\</c> in it.</summary>
internal static class VSCodeBody
{
    /// <summary>
    /// The text that a person would expect. A body without tab stops, placeholders and variables is plain text, so the escapes are
    /// removed. A body with them stays exactly as it was written, because it is not valid without its escapes.
    /// </summary>
    public static string ToText(string body)
    {
        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\' && i + 1 < body.Length && body[i + 1] is '$' or '}' or '\\')
                text.Append(body[++i]);
            else if (body[i] == '$' && IsPlaceholder(body, i + 1))
                return body;
            else
                text.Append(body[i]);
        }

        return text.ToString();
    }

    /// <summary>Whether what follows a dollar sign makes it a tab stop, a placeholder or a variable: <c>$1</c>, <c>${1:name}</c>, <c>$NAME</c>.</summary>
    private static bool IsPlaceholder(string body, int at)
    {
        if (at < body.Length && body[at] == '{')
            at++;
        return at < body.Length && body[at] is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';
    }
}
