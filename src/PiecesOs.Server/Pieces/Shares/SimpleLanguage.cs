using ColorCode;
using ColorCode.Common;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>Languages that ColorCode lacks, as comments, strings, numbers and keywords.</summary>
internal sealed class SimpleLanguage : ILanguage
{
    // ColorCode ignores white space in patterns, and # starts a comment there.
    private const string DoubleSlash = @"//[^\n]*";
    private const string SlashStar = @"/\*[\s\S]*?(?:\*/|\z)";
    private const string Hash = @"(?<![^\s;])\#[^\n]*";
    private const string DoubleQuoted = @"""(?:[^""\\\n]|\\.)*""?";
    private const string SingleQuoted = @"'(?:[^'\\\n]|\\.)*'?";
    private const string Character = @"'(?:[^'\\\n]|\\.[^'\n]{0,8})'";
    private const string Backquoted = "`[^`]*`?";

    private readonly HashSet<string> _aliases;

    private SimpleLanguage(string id, string name, string aliases, string[] comments, string[] strings, string keywords)
    {
        Id = id;
        Name = name;
        _aliases = new(aliases.Split(' '), StringComparer.OrdinalIgnoreCase);
        Rules =
        [
            .. comments.Select(pattern => Rule(pattern, ScopeName.Comment)),
            .. strings.Select(pattern => Rule(pattern, ScopeName.String)),
            Rule($@"(?<![\w-])(?:{keywords.Replace(' ', '|')})(?![\w-])", ScopeName.Keyword),
            Rule(@"(?<![\w.])\d[\w.]*", ScopeName.Number),
        ];
    }

    public static IEnumerable<ILanguage> All { get; } =
    [
        new SimpleLanguage(
            "go", "Go", "golang", [DoubleSlash, SlashStar], [DoubleQuoted, Backquoted, Character],
            "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var nil true false"),
        new SimpleLanguage(
            "rs", "Rust", "rust", [DoubleSlash, SlashStar], [DoubleQuoted, Character],
            "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type unsafe use where while"),
        new SimpleLanguage(
            "sh", "Shell", "ash bash bsh zsh shell", [Hash], [DoubleQuoted, "'[^']*'?"],
            "if then elif else fi for while until do done case esac in function return local export readonly select set unset exit echo"),
        new SimpleLanguage("yaml", "YAML", "yml", [Hash], [DoubleQuoted, SingleQuoted], "true false null yes no on off"),
        new SimpleLanguage("toml", "TOML", "ini", [Hash, @"(?<=^|\n);[^\n]*"], [DoubleQuoted, SingleQuoted], "true false"),
        new SimpleLanguage(
            "rb", "Ruby", "ruby rake gemspec", [Hash], [DoubleQuoted, SingleQuoted],
            "alias and begin break case class def do else elsif end ensure false for if in module next nil not or redo require rescue retry return self super then true undef unless until when while yield"),
        new SimpleLanguage(
            "kt", "Kotlin", "kotlin", [DoubleSlash, SlashStar], [DoubleQuoted, Character],
            "abstract as break class companion continue data do else enum false final for fun if import in interface internal is null object open override package private protected public return sealed super suspend this throw true try typealias val var when while"),
        new SimpleLanguage(
            "swift", "Swift", "swift", [DoubleSlash, SlashStar], [DoubleQuoted],
            "as async await break case catch class continue default defer do else enum extension false for func guard if import in init internal let nil private protocol public return self static struct super switch throw throws true try var where while"),
        new SimpleLanguage(
            "dart", "Dart", "dart", [DoubleSlash, SlashStar], [DoubleQuoted, SingleQuoted],
            "abstract as async await break case catch class const continue default do else enum extends false final for if implements import in is late new null required return static super switch this throw true try var void while with yield"),
        new SimpleLanguage(
            "lua", "Lua", "lua", [@"--[^\n]*"], [DoubleQuoted, SingleQuoted],
            "and break do else elseif end false for function goto if in local nil not or repeat return then true until while"),
        new SimpleLanguage(
            "dockerfile", "Dockerfile", "containerfile", [Hash], [DoubleQuoted],
            "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"),
    ];

    public string Id { get; }

    public string Name { get; }

    public string CssClassName => Id;

    public string? FirstLinePattern => null;

    public IList<LanguageRule> Rules { get; }

    public bool HasAlias(string lang) => _aliases.Contains(lang);

    private static LanguageRule Rule(string pattern, string scope) => new(pattern, new Dictionary<int, string> { [0] = scope });
}
