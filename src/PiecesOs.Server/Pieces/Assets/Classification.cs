using System.Collections.Frozen;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The ClassificationSpecificEnum values: their generic kind, and the value for a file name.</summary>
internal static class Classification
{
    /// <summary>The value for content that could not be classified.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>The value for plain text.</summary>
    public const string PlainText = "text";

    private static readonly FrozenSet<string> Images = Set("gif ico jpe jpeg jpg jpgm png tif tiff webp bmp svg svgz ai eps");
    private static readonly FrozenSet<string> Videos = Set("mp4 ogv webm mpkg qt");
    private static readonly FrozenSet<string> Texts = Set("text txt log md mdown mdwn markdown markdn rtx rtf csv hljs-plaintext");
    private static readonly FrozenSet<string> References = Set("uniform_resource_locator custom_url_scheme unix_file_path windows_file_path uniform_resource_identifier uri uris urls");
    private static readonly FrozenSet<string> Files = Set("doc docm docx exe ppt pptx pptm xls xlsx pdf rpm zip woff woff2 bin eot gz jar dmg mp3 mp2 wav oga ogg");

    private static readonly FrozenSet<string> Code = Set(
        "csx cs html htm xhtml hs cpp cc cp cxx c h hh hpp hxx css dart java bsh js jsx mjs json ipynb ps pl pm xml opml xaml csproj fsproj props "
        + "targets xsd xsl xslt php py py3 pyw pyi pyx bazel bzl p pas curl go swift rs ts tsx rb rake gemspec scala sbt sc cmd bat coffee erl hrl "
        + "lua matlab m ps1 sh bash ash zsh r sql ddl dml tex sty cls yaml yml toml groovy kt el clj ex agda elm exs glsl ml lean lisp rkt sparql "
        + "zig dockerfile f90 jl mm scm sol sv fs fsi fsx tf vba svelte vue scss feature ini hcl abap nim");

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["psm1"] = "ps1",
        ["psd1"] = "ps1",
        ["mts"] = "ts",
        ["cjs"] = "js",
        ["jsonc"] = "json",
        ["kts"] = "kt",
        ["conf"] = "ini",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The generic kind of a specific value.</summary>
    public static string Generic(string specific) =>
        Images.Contains(specific) ? "IMAGE"
        : Videos.Contains(specific) ? "VIDEO"
        : Texts.Contains(specific) ? "TEXT"
        : References.Contains(specific) ? "EXTERNAL_RESOURCE_REFERENCE"
        : Files.Contains(specific) ? "FILE"
        : Code.Contains(specific) || specific.StartsWith("hljs-", StringComparison.Ordinal) ? "CODE"
        : Unknown;

    /// <summary>The specific value of a file name, or null.</summary>
    public static string? FromFileName(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (name.Equals("Dockerfile", StringComparison.OrdinalIgnoreCase))
            return "dockerfile";
        var ext = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        if (Names.TryGetValue(ext, out var known))
            return known;
        return ext.Length > 0 && Generic(ext) != Unknown ? ext : null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
