using System.Globalization;
using System.Text;

namespace PiecesOs.Module;

/// <summary>Text as a part of a Markdown file. <c>docs/markdown-vault.md</c> defines it.</summary>
internal static class MarkdownText
{
    /// <summary>The text on one line, with every character of Markdown escaped.</summary>
    public static string Inline(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in DisplayText.Safe(text))
        {
            if (char.IsWhiteSpace(character))
            {
                line.Append(' ');
                continue;
            }

            if (character < 128 && (char.IsPunctuation(character) || char.IsSymbol(character)))
                line.Append('\\');
            line.Append(character);
        }

        return line.ToString().Trim();
    }

    /// <summary>A link from one file of the folder to another.</summary>
    /// <param name="text">The text of the link.</param>
    /// <param name="from">The path of the file with the link.</param>
    /// <param name="to">The path of the other file.</param>
    public static string Link(string text, string from, string to)
    {
        var up = string.Concat(Enumerable.Repeat("../", from.Split('/').Length - 1));
        return $"[{Inline(text)}]({up}{string.Join("/", to.Split('/').Select(Uri.EscapeDataString))})";
    }

    /// <summary>A fence that is longer than any run of backticks in the text.</summary>
    public static string FenceOf(string text)
    {
        var longest = 2;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', longest + 1);
    }

    /// <summary>The lines of an annotation, from which its exact text can be read.</summary>
    public static IEnumerable<string> QuotedLines(string text)
    {
        var fence = (Character: '\0', Length: 0);
        foreach (var line in text.Split('\n'))
        {
            var (character, length, rest) = FenceAt(line);
            var isFence = fence.Length == 0
                ? length > 0 && !(character == '`' && rest.IndexOf('`') >= 0)
                : character == fence.Character && length >= fence.Length && rest.Trim().Length == 0;
            var encoded = Encode(line, isCode: fence.Length > 0 || isFence);
            if (isFence)
                fence = fence.Length == 0 ? (character, length) : ('\0', 0);
            yield return encoded.Length == 0 ? ">" : "> " + encoded;
        }
    }

    /// <summary>The run of at least three backticks or tildes at the start of a line, and what follows it.</summary>
    private static (char Character, int Length, string After) FenceAt(string line)
    {
        var start = 0;
        while (start < line.Length && start < 4 && line[start] == ' ')
            start++;
        if (start > 3 || start == line.Length || line[start] is not ('`' or '~'))
            return ('\0', 0, line);
        var end = start;
        while (end < line.Length && line[end] == line[start])
            end++;
        return end - start < 3 ? ('\0', 0, line) : (line[start], end - start, line.Substring(end));
    }

    private static string Encode(string line, bool isCode)
    {
        var encoded = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            var next = i + 1 < line.Length ? line[i + 1] : '\0';
            if (char.IsSurrogatePair(line, i))
                encoded.Append(character).Append(line[++i]);
            else if ((character == '&' && next == '#') || (!isCode && character is ('[' or ']') && next == character) || (char.IsControl(character) && character != '\t') || char.IsSurrogate(character))
                encoded.Append("&#").Append(((int)character).ToString(CultureInfo.InvariantCulture)).Append(';');
            else
                encoded.Append(character);
        }

        return encoded.ToString();
    }
}
