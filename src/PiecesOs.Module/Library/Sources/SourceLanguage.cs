using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The languages that other programs name in their own way.</summary>
internal static class SourceLanguage
{
    private const string Lexer = "Lexer";

    /// <summary>Names that neither are those of Pieces nor follow from them: of Ace (massCode), VS Code, and Pygments (SnippetsLab).</summary>
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["apache_conf"] = "hljs-apache", ["apacheconf"] = "hljs-apache", ["abap"] = "abap", ["bash"] = "sh", ["bashsession"] = "sh", ["batchfile"] = "bat", ["c_cpp"] = "cpp",
        ["commonlisp"] = "lisp", ["css.django"] = "css", ["dockerfile"] = "dockerfile", ["emacslisp"] = "lisp", ["html_elixir"] = "html", ["html_ruby"] = "erb",
        ["htmldjango"] = "hljs-django", ["javascript+php"] = "js", ["javascript react"] = "jsx", ["javascriptreact"] = "jsx", ["jupyter notebook"] = "ipynb", ["jsonc"] = "json", ["latex_tex"] = "tex", ["markdown"] = "md", ["mysql"] = "sql",
        ["nginxconf"] = "hljs-nginx", ["objectivec"] = "m", ["objective-cpp"] = "mm", ["objectivecpp"] = "mm", ["pgsql"] = "sql", ["plain_text"] = "txt",
        ["plaintext"] = "txt", ["plsql"] = "sql", ["postgres"] = "sql", ["postgresql"] = "sql", ["postgressql"] = "sql", ["python3"] = "py", ["s"] = "r",
        ["sqlite3"] = "sql", ["sqlserver"] = "sql", ["text"] = "txt", ["transactsql"] = "sql", ["tsql"] = "sql", ["typescript react"] = "tsx", ["typescriptreact"] = "tsx", ["protocol buffers"] = "hljs-protobuf", ["vim script"] = "hljs-vim", ["vb"] = "hljs-vbnet",
        ["vbnet"] = "hljs-vbnet", ["viml"] = "hljs-vim", ["zsh"] = "zsh",
    };

    /// <summary>What Pieces calls a language; <see langword="null"/> if it is unknown, so that Pieces OS guesses.</summary>
    /// <param name="name">The name in the source.</param>
    public static string? Find(string? name)
    {
        if (name is null || string.IsNullOrWhiteSpace(name))
            return null;
        var plain = name.Trim();
        if (plain.Length > Lexer.Length && plain.EndsWith(Lexer, StringComparison.Ordinal))
            plain = plain.Substring(0, plain.Length - Lexer.Length);
        return s_names.TryGetValue(plain, out var known)
            ? known
            : Languages.Find(plain) ?? Languages.Find(plain.Replace('_', ' ')) ?? Languages.Find(plain.Replace('_', '-')) ?? Languages.Find(plain.Replace("_", string.Empty));
    }
}
