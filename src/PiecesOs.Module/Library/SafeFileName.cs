using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// A file name derived from the name of an asset. It is valid on Windows, macOS and Linux, stays in its folder, is not a device
/// name, is not hidden, and contains no invisible characters.
/// </summary>
internal sealed class SafeFileName
{
    private const int MaxUnits = 120;
    private const int MaxBytes = 240;
    private const char Substitute = '_';
    private const string NotAllowed = "<>:\"/\\|?*";

    /// <summary>Project files that do not run anything. Only they keep the dot that hides them.</summary>
    private static readonly string[] s_projectFiles =
    [
        ".clang-format", ".dockerignore", ".editorconfig", ".env", ".eslintrc", ".gitattributes", ".gitignore", ".gitmodules", ".markdownlint.json",
        ".npmignore", ".prettierignore", ".prettierrc",
    ];

    /// <summary>Extensions of files that Windows runs when they are opened. A name with such an ending gets the extension of its language.</summary>
    private static readonly string[] s_executableExtensions = ["com", "cpl", "hta", "jse", "lnk", "msi", "pif", "reg", "scf", "scr", "url", "vbe", "vbs", "wsf", "wsh"];

    private readonly string _stem;
    private readonly string _extension;
    private readonly int _maxStemBytes;

    private SafeFileName(string stem, string extension, int maxStemBytes = MaxBytes)
    {
        _stem = stem;
        _extension = extension;
        _maxStemBytes = maxStemBytes;
    }

    /// <summary>Whether a file of this name, which starts with a dot, is one of the project files that keep their names.</summary>
    public static bool IsProjectFile(string name) => s_projectFiles.Contains(name, StringComparer.Ordinal);

    /// <summary>Creates the name for a content file.</summary>
    /// <param name="name">The asset name, which can be any text.</param>
    /// <param name="fallback">The name to use if no valid characters remain, such as the ID.</param>
    /// <param name="language">The language or file type, which determines the extension unless the name already has it.</param>
    /// <param name="isText">Whether the content is text, for an unknown language.</param>
    public static SafeFileName From(string? name, string? fallback, string? language, bool isText)
    {
        if (name is not null && IsProjectFile(name))
            return new SafeFileName(name, string.Empty);
        var clean = Clean(name, fallback);
        var extension = FileExtension.Of(language, isText);
        return HasExtension(clean, extension, language)
            ? new SafeFileName(Usable(Path.GetFileNameWithoutExtension(clean)), Path.GetExtension(clean))
            : new SafeFileName(Usable(clean), "." + extension);
    }

    /// <summary>Creates a short name with a certain extension.</summary>
    /// <param name="name">The name, which can be any text.</param>
    /// <param name="fallback">The name to use if no valid characters remain.</param>
    /// <param name="extension">The extension with its dot, or an empty text.</param>
    /// <param name="maxStemBytes">The maximum length before the extension, in bytes of UTF-8.</param>
    public static SafeFileName Short(string? name, string? fallback, string extension, int maxStemBytes) => new(Usable(Clean(name, fallback)), extension, maxStemBytes);

    /// <summary>The name with a suffix before its extension that makes it unique. A name that is too long is shortened.</summary>
    public string With(string suffix)
    {
        // Only a name without a suffix can remain hidden.
        var stem = suffix.Length > 0 && _stem[0] == '.' ? Substitute + _stem.Substring(1) : _stem;
        return Shorten(stem, suffix, _extension, _maxStemBytes) + suffix + _extension;
    }

    /// <summary>The name.</summary>
    public override string ToString() => With(string.Empty);

    private static bool HasExtension(string name, string extension, string? language)
    {
        var known = Languages.OfFile(name);
        if (Path.GetExtension(name).TrimStart('.') is not { Length: > 0 } own)
            return Languages.IsWholeFileName(name) || (known is not null && FileExtension.IsFileName(known) && FileExtension.Of(known, isText: true) == extension);
        if (known is null)
            return FileExtension.AreAlike(own, extension) || LooksLikeFileName(name, own);
        return FileExtension.AreAlike(own, extension) || FileExtension.IsVague(language) || FileExtension.AreAlike(FileExtension.Of(known, isText: true), extension);
    }

    /// <summary>Whether an extension that Pieces does not know is a real one, such as that of <c>main.bicep</c>, and not the end of a sentence.</summary>
    private static bool LooksLikeFileName(string name, string extension) =>
        extension.Length <= 12
        && extension.Any(char.IsLetter)
        && extension.All(static character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
        && !name.Any(char.IsWhiteSpace)
        && !s_executableExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static string Clean(string? name, string? fallback) =>
        Clean(name) is { Length: > 0 } clean ? clean : Clean(fallback) is { Length: > 0 } other ? other : "asset";

    private static string Clean(string? text)
    {
        if (text is null)
            return string.Empty;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                clean.Append(text[i++]).Append(text[i]);
            else
                clean.Append(IsUnsafe(text[i]) ? Substitute : text[i]);
        }

        // Some file systems consider the composed and the decomposed form equal, so names use one form.
        var name = Trim(clean.ToString().Normalize());

        // A name of only dots and substitutes is meaningless, and a leading dot would hide the file or make it a startup file.
        if (name.All(static character => character is Substitute or '.' or ' '))
            return string.Empty;
        return name[0] == '.' ? Substitute + name.Substring(1) : name;
    }

    private static bool IsUnsafe(char character) =>
        NotAllowed.IndexOf(character) >= 0
        || char.IsControl(character)
        || char.IsSurrogate(character)
        || character is '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\uFDD0' and <= '\uFDEF') or (>= '\uFFF9' and <= '\uFFFB') or '\uFFFE' or '\uFFFF';

    private static string Usable(string stem)
    {
        var trimmed = Trim(stem);
        return IsDevice(trimmed) ? Substitute + trimmed : trimmed;
    }

    /// <summary>Whether Windows considers the name a device. It ignores everything after the first dot.</summary>
    private static bool IsDevice(string stem)
    {
        var name = stem.Split('.')[0].TrimEnd().ToUpperInvariant();
        if (name is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$" or "CLOCK$")
            return true;
        var isPort = name.Length == 4 && (name.StartsWith("COM", StringComparison.Ordinal) || name.StartsWith("LPT", StringComparison.Ordinal));
        return isPort && name[3] is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3';
    }

    private static string Trim(string name)
    {
        var start = 0;
        while (start < name.Length && char.IsWhiteSpace(name[start]))
            start++;
        var end = name.Length;
        while (end > start && (char.IsWhiteSpace(name[end - 1]) || name[end - 1] == '.'))
            end--;
        return name.Substring(start, end - start);
    }

    /// <summary>As many whole characters of the stem as fit.</summary>
    private static string Shorten(string stem, string suffix, string extension, int maxStemBytes)
    {
        var units = MaxUnits - suffix.Length - extension.Length;
        var bytes = Math.Min(maxStemBytes, MaxBytes - Encoding.UTF8.GetByteCount(extension)) - Encoding.UTF8.GetByteCount(suffix);
        var length = 0;
        while (length < stem.Length)
        {
            var size = char.IsSurrogatePair(stem, length) ? 2 : 1;
            bytes -= Encoding.UTF8.GetByteCount(stem.Substring(length, size));
            if (bytes < 0 || length + size > units)
                return Trim(stem.Substring(0, length));
            length += size;
        }

        return stem;
    }
}
