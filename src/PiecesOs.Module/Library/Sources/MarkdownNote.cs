using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The text of a note below its properties: the annotations of the user, and the content.</summary>
/// <param name="Content">The content in the code fence; <see langword="null"/> if there is no complete one.</param>
/// <param name="Annotations">The annotations that the user wrote.</param>
internal sealed record MarkdownNote(string? Content, IReadOnlyList<SeededAnnotation> Annotations)
{
    private const string OwnCallout = "> [!note] ";
    private const string FavoriteMark = " ★";

    private static readonly Regex s_codeUnit = new("&#(?<unit>[0-9]{1,5});", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    /// <summary>Reads the lines after the properties.</summary>
    public static MarkdownNote Read(IReadOnlyList<string> lines, FrontMatter properties)
    {
        var annotations = new List<SeededAnnotation>();
        for (var at = properties.End; at < lines.Count;)
        {
            if (lines[at].StartsWith(OwnCallout, StringComparison.Ordinal))
            {
                var end = at + 1;
                while (end < lines.Count && lines[end].StartsWith(">", StringComparison.Ordinal))
                    end++;
                if (AnnotationOf(lines[at].Substring(OwnCallout.Length), lines.Skip(at + 1).Take(end - at - 1)) is { Text.Length: > 0 } annotation)
                    annotations.Add(annotation);
                at = end;
            }
            else if (properties.Text("content") == "fence" && Backticks(lines[at]) is >= 3 and var length)
            {
                return new MarkdownNote(ContentOf(lines, at + 1, length, properties), annotations);
            }
            else
            {
                at++;
            }
        }

        return new MarkdownNote(Content: null, annotations);
    }

    /// <summary>The label of a tag in the property <c>tags</c>.</summary>
    public static string LabelOf(string tag)
    {
        var label = new StringBuilder(tag.Length);
        var isInRun = false;
        for (var i = 0; i < tag.Length; i += char.IsSurrogatePair(tag, i) ? 2 : 1)
        {
            var isValid = IsInLabel(tag, i);
            if (isValid)
                label.Append(tag, i, char.IsSurrogatePair(tag, i) ? 2 : 1);
            else if (!isInRun)
                label.Append('-');
            isInRun = !isValid;
        }

        var text = label.ToString().Trim('-', '/');
        return text.Length > 0 && text.All(char.IsDigit) ? "_" + text : text;
    }

    private static bool IsInLabel(string tag, int at) => tag[at] is '_' or '-' or '/' || CharUnicodeInfo.GetUnicodeCategory(tag, at) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark;

    private static SeededAnnotation AnnotationOf(string title, IEnumerable<string> lines)
    {
        var isFavorite = title.EndsWith(FavoriteMark, StringComparison.Ordinal);
        var type = (isFavorite ? title.Substring(0, title.Length - FavoriteMark.Length) : title).Trim().ToUpperInvariant().Replace(' ', '_');
        var text = string.Join("\n", lines.Select(static line => line.StartsWith("> ", StringComparison.Ordinal) ? line.Substring(2) : line.Substring(1)));

        // The writer uses this word for types that it cannot write.
        return new SeededAnnotation(type is "ANNOTATION" or "" ? "DESCRIPTION" : type, s_codeUnit.Replace(text, static match => CodeUnit(match)))
        {
            IsFavorite = isFavorite ? true : null,
        };
    }

    private static string CodeUnit(Match match) =>
        ushort.TryParse(match.Groups["unit"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var unit) ? ((char)unit).ToString() : match.Value;

    /// <summary>The number of backticks at the beginning of a line.</summary>
    public static int Backticks(string line)
    {
        var length = 0;
        while (length < line.Length && line[length] == '`')
            length++;
        return length;
    }

    private static string? ContentOf(IReadOnlyList<string> lines, int start, int fence, FrontMatter properties)
    {
        var end = start;
        while (end < lines.Count && (lines[end].Length != fence || Backticks(lines[end]) != fence))
            end++;
        if (end == lines.Count)
            return null;
        if (end == start)
            return string.Empty;
        var lineEnd = properties.Text("line_ends") == "crlf" ? "\r\n" : "\n";
        return string.Join(lineEnd, lines.Skip(start).Take(end - start)) + (properties.IsTrue("final_newline") ? lineEnd : string.Empty);
    }
}
