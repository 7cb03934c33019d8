namespace PiecesOs.Client;

/// <summary>The languages and file types that Pieces OS knows (<c>ClassificationSpecificEnum</c>).</summary>
public static class Languages
{
    private const string All =
        """
        csx cs html htm shtml xhtml hs hs-boot hsig cpp cc cp cxx c h hh hpp hxx inl ipp ixx cppm csv doc docm docx exe gif
        ico jpe jpeg jpg jpgm jpgv log mp2 mp2a mp3 mp4 mp4a oga ogg ogv ogx ppt pptx pptm qt text tif tiff txt wav weba webm
        webp xla xlam xlc xlm xls xlsb xlsm xlsx xlt xltm xltx pdf png rpm zip woff woff2 svgz bin bmp eot gz jar mpkg ai eps
        dmg list rtx uri uris urls css dart java bsh js jsx mjs htc json ipynb gltf jsonml ps ssml wasm rtf cco pl pc pm pmc
        pod t xml tld dtml rng rss opml svg xaml sublime-snippet tmLanguage tmPreferences tmSnippet tmTheme csproj fsproj
        sqlproj vbproj vcproj vcxproj dae props targets xsd xsl xslt ecma node php php3 php4 php5 php7 php8 phps phpt phtml py
        py3 pyw pyi pyx pyx.in pxd pxd.in pxi pxi.in rpy cpy gyp gypi vpy smk wscript bazel bzl pyc class p pas curl mcurl go
        swift rs ts tsx rb rbi rbx rjs rabl rake capfile jbuilder gemspec podspec irbrc pryrc prawn thor Appfile Appraisals
        Berksfile Brewfile Cheffile Deliverfile Fastfile Gemfile Guardfile Podfile Rakefile Rantfile Scanfile simplecov
        Snapfile Thorfile Vagrantfile scala sbt sc cmd bat coffee erl hrl escript lua luau md mdown mdwn markdown markdn
        matlab m ps1 sh bash bashrc ash zsh .bash_aliases .bash_completions .bash_functions .bash_login .bash_logout
        .bash_profile .bash_variables .profile .textmate_init .zlogin .zlogout .zprofile .zshenv .zshrc PKGBUILD ebuild eclass
        r sql ddl dml tex ltx sty cls yaml yml toml tml Cargo.lock Gopkg.lock Pipfile poetry.lock uniform_resource_locator
        custom_url_scheme unix_file_path windows_file_path uniform_resource_identifier hljs-1c hljs-abnf hljs-accesslog
        hljs-actionscript hljs-ada hljs-angelscript hljs-apache hljs-applescript hljs-arcade hljs-arduino hljs-armasm
        hljs-asciidoc hljs-aspectj hljs-autohotkey hljs-autoit hljs-avrasm hljs-awk hljs-axapta hljs-bash hljs-basic hljs-bnf
        hljs-brainfuck hljs-cal hljs-capnproto hljs-ceylon hljs-clean hljs-clojure-repl hljs-clojure hljs-cmake
        hljs-coffeescript hljs-coq hljs-cos hljs-cpp hljs-crmsh hljs-crystal hljs-c hljs-cs hljs-csp hljs-css hljs-d hljs-dart
        hljs-delphi hljs-diff hljs-django hljs-dns hljs-dockerfile hljs-dos hljs-dsconfig hljs-dts hljs-dust hljs-ebnf
        hljs-elixir hljs-elm hljs-erb hljs-erlang-repl hljs-erlang hljs-excel hljs-fix hljs-flix hljs-fortran hljs-fsharp
        hljs-gams hljs-gauss hljs-gcode hljs-gherkin hljs-glsl hljs-gml hljs-go hljs-golo hljs-gradle hljs-groovy hljs-haml
        hljs-handlebars hljs-haskell hljs-haxe hljs-hsp hljs-htmlbars hljs-http hljs-hy hljs-inform7 hljs-ini hljs-irpf90
        hljs-isbl hljs-java hljs-javascript hljs-jboss-cli hljs-json hljs-julia-repl hljs-julia hljs-kotlin hljs-lasso
        hljs-ldif hljs-leaf hljs-less hljs-lisp hljs-livecodeserver hljs-livescript hljs-llvm hljs-lsl hljs-lua hljs-makefile
        hljs-markdown hljs-mathematica hljs-matlab hljs-maxima hljs-mel hljs-mercury hljs-mipsasm hljs-mizar hljs-mojolicious
        hljs-monkey hljs-moonscript hljs-n1ql hljs-nginx hljs-nimrod hljs-nix hljs-nsis hljs-objectivec hljs-ocaml
        hljs-openscad hljs-oxygene hljs-parser3 hljs-perl hljs-pf hljs-pgsql hljs-php hljs-plaintext hljs-pony hljs-powershell
        hljs-processing hljs-profile hljs-prolog hljs-properties hljs-protobuf hljs-puppet hljs-purebasic hljs-python hljs-q
        hljs-qml hljs-r hljs-reasonml hljs-rib hljs-roboconf hljs-routeros hljs-rsl hljs-ruby hljs-ruleslanguage hljs-rust
        hljs-sas hljs-scala hljs-scheme hljs-scilab hljs-scss hljs-shell hljs-smali hljs-smalltalk hljs-sml hljs-sqf hljs-sql
        hljs-stan hljs-stata hljs-step21 hljs-stylus hljs-subunit hljs-swift hljs-taggerscript hljs-tap hljs-tcl hljs-tex
        hljs-thrift hljs-tp hljs-twig hljs-typescript hljs-vala hljs-vbnet hljs-vbscript-html hljs-vbscript hljs-verilog
        hljs-vhdl hljs-vim hljs-x86asm hljs-xl hljs-xml hljs-xquery hljs-yaml hljs-toml hljs-zephir hljs-html groovy kt el clj
        ex adb ads agda elm exs glsl ml lean lisp rkt sparql vhdl zig dockerfile f03 f08 f18 f90 f95 jl mm scm sol sv asp cfm
        fs fsi fsx tf vba svelte vue scss feature ini ftl hcl abap nim cara jql
        """;

    /// <summary>Names and spellings that neither are in the document nor follow from it, each with what Pieces calls it.</summary>
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["assembly"] = "hljs-x86asm", ["asm"] = "hljs-x86asm", ["batch"] = "bat", ["batchfile"] = "bat", ["c#"] = "cs", ["csharp"] = "cs",
        ["c++"] = "cpp", ["docker"] = "dockerfile", ["f#"] = "fs", ["golang"] = "go", ["json5"] = "json", ["jsonc"] = "json", ["latex"] = "tex",
        ["make"] = "hljs-makefile", ["node.js"] = "js", ["nodejs"] = "js", ["objc"] = "m", ["objective-c"] = "m", ["plain text"] = "txt",
        ["proto"] = "hljs-protobuf", ["psd1"] = "ps1", ["psm1"] = "ps1", ["pwsh"] = "ps1", ["python3"] = "py", ["shell script"] = "sh",
        ["shellscript"] = "sh", ["terraform"] = "tf", ["vb.net"] = "hljs-vbnet", ["vb"] = "hljs-vbnet", ["visual basic"] = "hljs-vbnet",
    };

    /// <summary>Extensions that Pieces does not know, of file types that it does.</summary>
    private static readonly Dictionary<string, string> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["psm1"] = "ps1", ["psd1"] = "ps1", ["ps1xml"] = "xml", ["jsonc"] = "json", ["json5"] = "json",
    };

    /// <summary>Files that have no extension, by their whole names.</summary>
    private static readonly Dictionary<string, string> s_fileNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Containerfile"] = "dockerfile", ["Dockerfile"] = "dockerfile", ["GNUmakefile"] = "hljs-makefile", ["Makefile"] = "hljs-makefile", ["Jenkinsfile"] = "groovy",
    };

    private static readonly string[] s_all = All.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static readonly HashSet<string> s_known = new(s_all, StringComparer.Ordinal);

    /// <summary>The first of those that differ only in case.</summary>
    private static readonly Dictionary<string, string> s_ignoringCase = s_all
        .GroupBy(static language => language, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, in the order of the API document.</summary>
    public static IReadOnlyCollection<string> Known => s_known;

    /// <summary>What Pieces calls a language that is given in any spelling: <c>PS1</c>, <c>.ps1</c>, <c>PowerShell</c>. <see langword="null"/> if it does not know it.</summary>
    public static string? Find(string spelling)
    {
        var text = spelling.Trim();
        if (s_known.Contains(text))
            return text;
        var plain = text.TrimStart('.');
        if (s_names.TryGetValue(plain, out var named) || s_extensions.TryGetValue(plain, out named))
            return named;
        if (s_ignoringCase.TryGetValue(text, out var known) || s_ignoringCase.TryGetValue(plain, out known))
            return known;
        if (!s_ignoringCase.TryGetValue("hljs-" + plain.Replace(' ', '-'), out var grammar))
            return null;

        // A file type says the same as the name of a grammar, and more clients know it.
        var extension = FileExtension.Of(grammar, isText: true);
        return s_known.Contains(extension) && (extension != "txt" || grammar == "hljs-plaintext") ? extension : grammar;
    }

    /// <summary>Whether two names mean the same language: in any spelling, as the name of a grammar, or as another of its extensions.</summary>
    public static bool AreSame(string one, string other) => FileExtension.AreAlike(ExtensionOf(one), ExtensionOf(other));

    /// <summary>The type that a file name's extension, or for files like <c>Gemfile</c> the name itself, stands for.</summary>
    public static string? OfFile(string fileName)
    {
        if (s_known.Contains(fileName))
            return fileName;
        if (s_fileNames.TryGetValue(fileName, out var named))
            return named;
        var dot = fileName.LastIndexOf('.'); // A name can be any text, and Path.GetExtension of .NET Framework throws for 'a<b>.txt'.
        var extension = dot < 0 ? string.Empty : fileName.Substring(dot + 1);
        return Spelling(extension) ?? Spelling(extension.ToLowerInvariant());
    }

    /// <summary>Whether files of this name have no extension.</summary>
    public static bool IsWholeFileName(string fileName) => s_fileNames.ContainsKey(fileName);

    /// <summary>The usual extension of a language. A language that has none of its own, and is not text in general, is returned as it is.</summary>
    private static string ExtensionOf(string language)
    {
        var known = Find(language) ?? language.Trim();
        var extension = FileExtension.Of(known, isText: true);
        return extension != "txt" || known is "txt" or "text" or "hljs-plaintext" ? extension : known;
    }

    private static string? Spelling(string extension) =>
        s_extensions.TryGetValue(extension, out var language) ? language : s_known.Contains(extension) ? extension : null;
}
