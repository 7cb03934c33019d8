using System.Text;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>
/// Creates materials. Neighbors differ in name, language, size and content, so that any mix-up between them shows. The same
/// seed creates the same materials.
/// </summary>
public static class Materials
{
    private static readonly (string Extension, string Language)[] s_languages =
    [
        ("ps1", "ps1"), ("py", "py"), ("cs", "cs"), ("json", "json"), ("md", "md"), ("sql", "sql"), ("sh", "sh"), ("yaml", "yaml"), ("js", "js"),
        ("html", "html"), ("css", "css"), ("go", "go"), ("rs", "rs"), ("java", "java"), ("xml", "xml"), ("psm1", "ps1"), ("ts", "ts"), ("rb", "rb"),
    ];

    private static readonly (string Extension, string Language)[] s_binaries = [("png", "png"), ("bin", "bin"), ("gif", "gif"), ("zip", "zip"), ("pdf", "pdf")];

    private static readonly string[] s_names =
    [
        "plain {0}", "with  two spaces {0}", "[brackets] {0}", "dots.in.the.name.{0}", "Überschrift {0} – größer", "日本語 {0}", "rocket 🚀 {0}", "semi;colon, comma {0}",
        "quote's {0}", "$dollar `backtick {0}", "100% & more #{0}", "UPPER lower {0}", "(1) copy of {0}", "under_score-{0}", "plus+equals={0}", "ελληνικά {0}",
    ];

    private static readonly string[] s_words =
        ["retry", "backoff", "größe", "docker", "while", "λ", "日本", "return", "🚀", "<b>", "&amp;", "\"quoted\"", "'single'", "\\path", "null", "{}", "$x", "\t", "é"];

    /// <summary>Files: text in many languages, some binary, some with a name that does not determine the language.</summary>
    public static IReadOnlyList<Material> Files(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => File(number, random))];
    }

    /// <summary>Files, including a text file and a binary file of a few hundred KB.</summary>
    public static IReadOnlyList<Material> FilesWithLargeOnes(int seed, int count)
    {
        var random = new Random(seed);
        return
        [
            .. Files(seed, count - 2),
            Bytes(count - 2, random, 250_000),
            new Material(count - 1, "large.txt", "txt", Encoding.UTF8.GetBytes(Text(count - 1, random, lines: 6000)), IsText: true),
        ];
    }

    /// <summary>Texts with a name and a language.</summary>
    public static IReadOnlyList<Material> Rows(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => TextFile(number, random))];
    }

    private static Material File(int number, Random random) => (number % 23) switch
    {
        4 => Bytes(number, random, random.Next(1, 2000)),
        13 => Bytes(number, random, random.Next(2000, 10_000)),
        8 => TextFile(number, random) with { Name = NameOf(number) + "-no-extension", Language = null },
        17 => TextFile(number, random) with { Name = "Dockerfile", Language = null, HasFixedName = true },
        21 => TextFile(number, random) with { Name = ".gitignore", Language = null, HasFixedName = true },
        6 => TextFile(number, random) with { HasByteOrderMark = true },
        _ => TextFile(number, random),
    };

    private static Material TextFile(int number, Random random)
    {
        var (extension, language) = s_languages[number % s_languages.Length];
        return new Material(number, $"{NameOf(number)}.{extension}", language, Encoding.UTF8.GetBytes(TextOf(number, random)), IsText: true);
    }

    private static Material Bytes(int number, Random random, int size)
    {
        var (extension, language) = s_binaries[number % s_binaries.Length];
        var bytes = new byte[size + 5];
        random.NextBytes(bytes);
        bytes[0] = 0; // Never text.
        BitConverter.TryWriteBytes(bytes.AsSpan(1), number);
        return new Material(number, $"{NameOf(number)}.{extension}", language, bytes, IsText: false);
    }

    private static string NameOf(int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, s_names[number * 7 % s_names.Length], number);

    private static string TextOf(int number, Random random) =>
        number % 11 == 3 ? FormattableString.Invariant($"{number}") : Text(number, random, lines: random.Next(1, 30));

    private static string Text(int number, Random random, int lines)
    {
        var end = number % 3 == 0 ? "\r\n" : "\n";
        var text = new StringBuilder();
        for (var line = 0; line < lines; line++)
            text.Append("# item ").Append(number).Append(' ').AppendJoin(' ', random.GetItems(s_words, random.Next(1, 9))).Append(line == lines - 1 && number % 2 == 0 ? string.Empty : end);
        return text.ToString();
    }
}
