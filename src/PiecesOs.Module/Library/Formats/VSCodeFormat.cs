using System.Text;

namespace PiecesOs.Module;

/// <summary>
/// A file of Visual Studio Code snippets. Inserting a snippet inserts the content of the asset, with the line ends and the
/// indentation of the editor.
/// </summary>
internal sealed class VSCodeFormat : ILibraryFormat
{
    private const string FileName = "pieces.code-snippets";
    private const int MaxBytes = 100 * 1024;
    private const int MaxPrefix = 40;

    private static readonly string[] s_lineEnds = ["\r\n", "\n", "\r"];

    public async Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken)
    {
        using var json = new JsonOutput(files);

        // JavaScript would set the prototype of the object instead of a member.
        var names = new UniqueTexts(StringComparer.Ordinal, "__proto__");
        var prefixes = new UniqueTexts(StringComparer.OrdinalIgnoreCase);
        json.Writer.WriteStartObject();
        await foreach (var item in LibraryItem.ReadAsync(library, cancellationToken).ConfigureAwait(false))
        {
            if (item.Content?.GetText(MaxBytes) is not { Length: > 0 } text)
            {
                files.AddLeftOut();
                continue;
            }

            files.AddAsset();
            json.Writer.WriteStartObject(names.GetUnique(item.Title, " ({0})"));
            json.Writer.WriteString("prefix", prefixes.GetUnique(PrefixOf(item), "-{0}"));
            json.Writer.WriteStartArray("body");
            foreach (var line in text.Split(s_lineEnds, StringSplitOptions.None))
                json.Writer.WriteStringValue(Escape(line));
            json.Writer.WriteEndArray();
            if (item.Description is { } description)
                json.Writer.WriteString("description", description);
            if (item.Language.VSCode is { } language)
                json.Writer.WriteString("scope", language);
            json.Writer.WriteEndObject();
            json.Flush();
        }

        json.Writer.WriteEndObject();
        json.Save(FileName);
    }

    /// <summary>Escapes the characters that have a meaning in a snippet.</summary>
    private static string Escape(string line) => line.Replace("\\", "\\\\").Replace("$", "\\$").Replace("}", "\\}");

    /// <summary>The letters and digits of the name, in lowercase, with hyphens between them.</summary>
    private static string PrefixOf(LibraryItem item)
    {
        var prefix = new StringBuilder(MaxPrefix);
        foreach (var character in string.Concat(item.Title.Where(IsNormalizable)).Normalize())
        {
            if (prefix.Length >= MaxPrefix)
                break;
            if (char.IsLetterOrDigit(character))
                prefix.Append(char.ToLowerInvariant(character));
            else if (prefix.Length > 0 && prefix[prefix.Length - 1] != '-')
                prefix.Append('-');
        }

        return prefix.ToString().Trim('-') is { Length: > 0 } usable ? usable : item.Untitled.ToLowerInvariant().Replace(' ', '-');
    }

    /// <summary>Lone surrogates and noncharacters have no normal form. No surrogate is a letter.</summary>
    private static bool IsNormalizable(char character) => !char.IsSurrogate(character) && character is not ((>= '\uFDD0' and <= '\uFDEF') or >= '\uFFFE');
}
