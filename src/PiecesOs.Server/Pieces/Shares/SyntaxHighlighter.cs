using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using TextMateSharp.Grammars;
using TextMateSharp.Registry;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>
/// Finds the tokens of code with TextMate grammars. Anyone can request a page, so time and memory are limited: what does not
/// fit stays plain text.
/// </summary>
internal sealed class SyntaxHighlighter : IDisposable
{
    private const int MaxLineLength = 4000;
    private const long MaxCachedCharacters = 4 * 1024 * 1024;
    private static readonly TimeSpan MaxTimeForLine = TimeSpan.FromMilliseconds(200);

    /// <summary>Classifications whose name is not an extension that the grammars know.</summary>
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ash"] = "sh",
        ["bsh"] = "sh",
        ["cp"] = "cpp",
        ["ddl"] = "sql",
        ["dml"] = "sql",
        ["htm"] = "html",
        ["py3"] = "py",
        ["pyx"] = "py",
    };

    private readonly ConcurrentDictionary<string, Language?> _languages = new(StringComparer.OrdinalIgnoreCase);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCachedCharacters });
    private readonly SemaphoreSlim _busy = new(1);
    private readonly Lazy<RegistryOptions> _options = new(static () => new RegistryOptions(ThemeName.Light));
    private readonly Lazy<Registry> _registry;

    public SyntaxHighlighter() => _registry = new(() => new Registry(_options.Value));

    /// <summary>The name of the language of a classification; null if there is no grammar for it.</summary>
    public string? NameOf(string extension) => Find(extension)?.Name;

    /// <summary>
    /// The tokens of each line. There are fewer lines than in the text if the language is unknown, if another page is being
    /// prepared, or if the time is up.
    /// </summary>
    /// <param name="extension">The classification of the text.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="time">How long it may take.</param>
    public IReadOnlyList<SyntaxToken[]> Tokenize(string extension, string[] lines, TimeSpan time)
    {
        if (time <= TimeSpan.Zero || Find(extension) is not { } language)
            return [];
        var key = (language.Scope, Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(string.Join('\n', lines)))));
        if (_cache.TryGetValue(key, out IReadOnlyList<SyntaxToken[]>? cached))
            return cached!;

        // The registry is not thread-safe.
        if (!_busy.Wait(time))
            return [];
        try
        {
            var tokens = Tokenize(language.Scope, lines, Stopwatch.GetTimestamp(), time);
            if (tokens.Count == lines.Length)
                _cache.Set(key, tokens, new MemoryCacheEntryOptions { Size = lines.Sum(line => line.Length + 16L) });
            return tokens;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Either a fault of a grammar, or a platform without the native library: the text is shown without colors.
            return [];
        }
        finally
        {
            _busy.Release();
        }
    }

    public void Dispose()
    {
        _cache.Dispose();
        _busy.Dispose();
    }

    private IReadOnlyList<SyntaxToken[]> Tokenize(string scope, string[] lines, long started, TimeSpan time)
    {
        var found = new List<SyntaxToken[]>(lines.Length);
        if (_registry.Value.LoadGrammar(scope) is not { } grammar)
            return found;
        IStateStack? state = null;
        foreach (var line in lines)
        {
            if (Stopwatch.GetElapsedTime(started) > time)
                break;
            if (line.Length > MaxLineLength)
            {
                found.Add([]);
                continue;
            }

            var result = grammar.TokenizeLine(line, state, MaxTimeForLine);
            state = result.RuleStack;
            found.Add(Merge(result.Tokens, line.Length));
        }

        return found;
    }

    private static SyntaxToken[] Merge(IToken[] tokens, int length)
    {
        var merged = new List<SyntaxToken>();
        foreach (var token in tokens)
        {
            var (start, end) = (int.Min(token.StartIndex, length), int.Min(token.EndIndex, length));
            if (start >= end || StyleOf(token.Scopes) is not { } style)
                continue;
            if (merged.Count > 0 && merged[^1].End == start && merged[^1].Style == style)
                merged[^1] = merged[^1] with { End = end };
            else
                merged.Add(new SyntaxToken(start, end, style));
        }

        return [.. merged];
    }

    /// <summary>The class of the innermost scope that has one.</summary>
    private static char? StyleOf(List<string> scopes)
    {
        for (var i = scopes.Count - 1; i >= 0; i--)
        {
            if (StyleOf(scopes[i]) is { } style)
                return style;
        }

        return null;
    }

    private static char? StyleOf(string scope) =>
        Is(scope, "comment") ? 'c'
        : Is(scope, "string") || Is(scope, "markup.inserted") || Is(scope, "markup.inline.raw") ? 's'
        : Is(scope, "constant") ? 'n'
        : Is(scope, "keyword.operator") ? null
        : Is(scope, "keyword") || Is(scope, "storage") || Is(scope, "markup.heading") || Is(scope, "markup.deleted") ? 'k'
        : Is(scope, "entity.name.function") || Is(scope, "support.function") || Is(scope, "entity.other.attribute-name") ? 'f'
        : Is(scope, "entity.name.type") || Is(scope, "entity.name.tag") || Is(scope, "entity.name.class") || Is(scope, "support.type") || Is(scope, "support.class") ? 't'
        : null;

    private static bool Is(string scope, string name) =>
        scope.StartsWith(name, StringComparison.Ordinal) && (scope.Length == name.Length || scope[name.Length] == '.');

    private Language? Find(string extension) => extension.Length is 0 or > 40 ? null : _languages.GetOrAdd(extension, Load);

    private Language? Load(string extension)
    {
        var name = extension.StartsWith("hljs-", StringComparison.OrdinalIgnoreCase) ? extension[5..] : extension;
        var ending = "." + Extensions.GetValueOrDefault(name, name);
        var language = _options.Value.GetAvailableLanguages().FirstOrDefault(language =>
            (language.Extensions?.Contains(ending, StringComparer.OrdinalIgnoreCase) ?? false) || name.Equals(language.Id, StringComparison.OrdinalIgnoreCase));
        return language is null || _options.Value.GetScopeByLanguageId(language.Id) is not { Length: > 0 } scope
            ? null
            : new Language(language.Aliases?.FirstOrDefault() ?? language.Id, scope);
    }

    private sealed record Language(string Name, string Scope);
}

/// <summary>Part of a line, and the class that gives it its color.</summary>
internal readonly record struct SyntaxToken(int Start, int End, char Style);
