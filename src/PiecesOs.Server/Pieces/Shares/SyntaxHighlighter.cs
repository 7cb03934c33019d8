using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ColorCode;
using ColorCode.Common;
using ColorCode.Compilation;
using ColorCode.Parsing;
using Microsoft.Extensions.Caching.Memory;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>
/// Finds the tokens of code with ColorCode. Anyone can request a page, so the time and the memory are limited: what does not
/// fit stays plain text.
/// </summary>
internal sealed class SyntaxHighlighter : IDisposable
{
    private const long MaxCachedCharacters = 4 * 1024 * 1024;
    private static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(10);

    /// <summary>The classifications whose name ColorCode does not know.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["c"] = "cpp",
        ["cc"] = "cpp",
        ["cp"] = "cpp",
        ["cxx"] = "cpp",
        ["h"] = "cpp",
        ["hh"] = "cpp",
        ["hpp"] = "cpp",
        ["hxx"] = "cpp",
        ["csx"] = "c#",
        ["fsi"] = "f#",
        ["fsx"] = "f#",
        ["f90"] = "fortran",
        ["xhtml"] = "html",
        ["svelte"] = "html",
        ["vue"] = "html",
        ["jsx"] = "javascript",
        ["mjs"] = "javascript",
        ["ipynb"] = "json",
        ["markdn"] = "markdown",
        ["mdown"] = "markdown",
        ["mdwn"] = "markdown",
        ["py3"] = "python",
        ["pyi"] = "python",
        ["pyw"] = "python",
        ["pyx"] = "python",
        ["ddl"] = "sql",
        ["dml"] = "sql",
        ["tsx"] = "typescript",
        ["csproj"] = "xml",
        ["fsproj"] = "xml",
        ["opml"] = "xml",
        ["props"] = "xml",
        ["svg"] = "xml",
        ["targets"] = "xml",
        ["xsd"] = "xml",
        ["xsl"] = "xml",
        ["xslt"] = "xml",
    };

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCachedCharacters });
    private readonly LanguageRepository _languages = new(Languages.All.Concat(SimpleLanguage.All).ToDictionary(language => language.Id, StringComparer.OrdinalIgnoreCase));
    private readonly LanguageParser _parser;

    public SyntaxHighlighter() => _parser = new LanguageParser(new LimitedCompiler(), _languages);

    /// <summary>The name of the language of a classification; null if there is none.</summary>
    public string? NameOf(string extension) => Find(extension)?.Name;

    /// <summary>The tokens of each line; none where the language is unknown, or after the time is up.</summary>
    /// <param name="extension">The classification of the text.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="time">How long it may take.</param>
    public IReadOnlyList<SyntaxToken[]> Tokenize(string extension, string[] lines, TimeSpan time)
    {
        if (time <= TimeSpan.Zero || Find(extension) is not { } language)
            return [.. Enumerable.Repeat<SyntaxToken[]>([], lines.Length)];
        var text = string.Join('\n', lines);
        var key = (language.Id, Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(text))));
        return _cache.GetOrCreate(key, entry =>
        {
            entry.Size = text.Length + (16L * lines.Length);
            entry.AbsoluteExpirationRelativeToNow = CacheTime;
            return Split(StylesOf(text, language, time), lines);
        })!;
    }

    public void Dispose() => _cache.Dispose();

    /// <summary>The style of each character, or NUL.</summary>
    private char[] StylesOf(string text, ILanguage language, TimeSpan time)
    {
        var styles = new char[text.Length];
        var started = Stopwatch.GetTimestamp();
        var position = 0;
        try
        {
            _parser.Parse(text, language, (part, scopes) =>
            {
                foreach (var scope in scopes)
                    Apply(scope, styles.AsSpan(position, part.Length));
                position += part.Length;
                if (Stopwatch.GetElapsedTime(started) > time)
                    throw new RegexMatchTimeoutException();
            });
        }
        catch (RegexMatchTimeoutException)
        {
            // The rest is plain.
        }

        return styles;
    }

    private static void Apply(Scope scope, Span<char> styles)
    {
        if (StyleOf(scope.Name) is { } style)
            styles.Slice(scope.Index, scope.Length).Fill(style);
        foreach (var child in scope.Children)
            Apply(child, styles);
    }

    private static SyntaxToken[][] Split(char[] styles, string[] lines)
    {
        var tokens = new SyntaxToken[lines.Length][];
        var start = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            tokens[i] = TokensOf(styles.AsSpan(start, lines[i].Length));
            start += lines[i].Length + 1;
        }

        return tokens;
    }

    private static SyntaxToken[] TokensOf(ReadOnlySpan<char> styles)
    {
        var tokens = new List<SyntaxToken>();
        for (var i = 0; i < styles.Length;)
        {
            var length = styles[i..].IndexOfAnyExcept(styles[i]);
            var end = length < 0 ? styles.Length : i + length;
            if (styles[i] != '\0')
                tokens.Add(new SyntaxToken(i, end, styles[i]));
            i = end;
        }

        return [.. tokens];
    }

    private static char? StyleOf(string scope) => scope switch
    {
        ScopeName.Comment or ScopeName.HtmlComment or ScopeName.XmlComment or ScopeName.XmlDocComment or ScopeName.XmlDocTag => 'c',
        ScopeName.String or ScopeName.StringCSharpVerbatim or ScopeName.JsonString or ScopeName.HtmlAttributeValue or ScopeName.XmlAttributeValue
            or ScopeName.XmlCDataSection or ScopeName.CssPropertyValue or ScopeName.MarkdownCode => 's',
        ScopeName.Number or ScopeName.JsonNumber or ScopeName.JsonConst or ScopeName.StringEscape or ScopeName.BuiltinValue or ScopeName.HtmlEntity => 'n',
        ScopeName.Keyword or ScopeName.ControlKeyword or ScopeName.PseudoKeyword or ScopeName.PreprocessorKeyword or ScopeName.MarkdownHeader => 'k',
        ScopeName.BuiltinFunction or ScopeName.SqlSystemFunction or ScopeName.PowerShellCommand or ScopeName.HtmlAttributeName or ScopeName.XmlAttribute
            or ScopeName.CssPropertyName or ScopeName.JsonKey or ScopeName.PowerShellParameter => 'f',
        ScopeName.ClassName or ScopeName.Type or ScopeName.TypeVariable or ScopeName.Constructor or ScopeName.NameSpace or ScopeName.HtmlElementName
            or ScopeName.XmlName or ScopeName.CssSelector or ScopeName.PowerShellType or ScopeName.PowerShellAttribute or ScopeName.Attribute => 't',
        _ => null,
    };

    private ILanguage? Find(string extension)
    {
        var name = extension.StartsWith("hljs-", StringComparison.OrdinalIgnoreCase) ? extension[5..] : extension;
        return name.Length == 0 ? null : _languages.FindById(Aliases.GetValueOrDefault(name, name));
    }

    /// <summary>Compiles each language once, with a limit for the time that one match takes.</summary>
    private sealed class LimitedCompiler : ILanguageCompiler
    {
        private static readonly TimeSpan MaxMatchTime = TimeSpan.FromMilliseconds(250);
        private readonly ConcurrentDictionary<string, CompiledLanguage> _compiled = new(StringComparer.Ordinal);
        private readonly LanguageCompiler _compiler = new([], new ReaderWriterLockSlim());

        public CompiledLanguage Compile(ILanguage language) => _compiled.GetOrAdd(language.Id, _ =>
        {
            var compiled = _compiler.Compile(language);
            return new CompiledLanguage(compiled.Id, compiled.Name, new Regex(compiled.Regex.ToString(), compiled.Regex.Options, MaxMatchTime), compiled.Captures);
        });
    }
}

/// <summary>Part of a line, and the class that gives it its color.</summary>
internal readonly record struct SyntaxToken(int Start, int End, char Style);
