namespace PiecesOs.Module;

/// <summary>The names of snippets, and what exports made of them.</summary>
internal static class SourceName
{
    /// <summary>The title of a snippet; if it has several parts, with that of the part.</summary>
    public static string? Of(string? title, string? part, int parts)
    {
        if (parts <= 1 || part is null || part == title)
            return title ?? part;
        return title is null ? part : $"{title} - {part}";
    }

    /// <summary>The name, or <see langword="null"/> if it is one that exports give to assets without a name, such as <c>Untitled 1a2b3c4d</c>.</summary>
    public static string? Given(string? name)
    {
        const string Untitled = "Untitled ";
        const int Digits = 8;
        var plain = name is null ? null : WithoutNumber(name) ?? name;
        return plain is null or "" || (plain.Length == Untitled.Length + Digits && plain.StartsWith(Untitled, StringComparison.Ordinal) && plain.Skip(Untitled.Length).All(Uri.IsHexDigit)) ? null : name;
    }

    /// <summary>A name without the number that makes it unique, as in <c>main (2)</c>; <see langword="null"/> if it has none.</summary>
    public static string? WithoutNumber(string name)
    {
        var open = name.LastIndexOf(" (", StringComparison.Ordinal);
        var digits = name.Length - open - 3;
        return open > 0 && name[name.Length - 1] == ')' && digits > 0 && name.Skip(open + 2).Take(digits).All(char.IsDigit) ? name.Substring(0, open) : null;
    }

    /// <summary>
    /// The names that Save-PiecesAsset and exports would have given a file but for other files of the same name: <c>main.ps1</c> for
    /// itself, for <c>main (2).ps1</c> and for <c>main.1a2b3c4d.ps1</c>.
    /// </summary>
    public static IEnumerable<string> OfFile(string fileName)
    {
        yield return fileName;
        var stem = Path.GetFileNameWithoutExtension(fileName);
        if (WithoutNumber(stem) is { } plain)
            yield return plain + Path.GetExtension(fileName);
        var digest = stem.LastIndexOf('.');
        var end = stem.IndexOf('-', digest + 1);
        var length = (end < 0 ? stem.Length : end) - digest - 1;
        if (digest > 0 && length == 8 && stem.Skip(digest + 1).Take(length).All(static digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f')))
            yield return stem.Substring(0, digest) + Path.GetExtension(fileName);
    }
}
