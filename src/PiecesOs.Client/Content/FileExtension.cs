namespace PiecesOs.Client;

/// <summary>The extension of a file that holds content of a language or file type, as Pieces OS names them.</summary>
public static class FileExtension
{
    private const int MaxLength = 16;

    /// <summary>Languages whose name is not the extension itself.</summary>
    private const string NotTheirOwn =
        """
        ada: hljs-ada
        applescript: hljs-applescript
        ino: hljs-arduino
        s: hljs-armasm
        asm: hljs-x86asm hljs-mipsasm hljs-avrasm
        adoc: hljs-asciidoc
        ahk: hljs-autohotkey
        au3: hljs-autoit
        awk: hljs-awk
        bas: hljs-basic
        bat: hljs-dos
        c: hljs-c
        clj: hljs-clojure hljs-clojure-repl
        cmake: hljs-cmake
        coffee: hljs-coffeescript
        cpp: hljs-cpp
        cr: hljs-crystal
        cs: hljs-cs
        css: hljs-css
        d: hljs-d
        dart: hljs-dart
        pas: hljs-delphi
        diff: hljs-diff
        dockerfile: hljs-dockerfile
        dts: hljs-dts
        ex: hljs-elixir
        elm: hljs-elm
        erb: hljs-erb
        erl: hljs-erlang hljs-erlang-repl
        f90: hljs-fortran
        feature: hljs-gherkin
        fs: hljs-fsharp
        gcode: hljs-gcode
        glsl: hljs-glsl
        go: hljs-go
        gradle: hljs-gradle
        groovy: hljs-groovy
        haml: hljs-haml
        hbs: hljs-handlebars hljs-htmlbars
        hs: hljs-haskell
        hx: hljs-haxe
        html: hljs-html
        http: hljs-http
        ini: hljs-ini
        java: hljs-java
        jl: hljs-julia hljs-julia-repl
        js: hljs-javascript node
        json: hljs-json
        kt: hljs-kotlin
        less: hljs-less
        lisp: hljs-lisp
        ll: hljs-llvm
        ls: hljs-livescript
        lua: hljs-lua
        m: hljs-matlab hljs-objectivec matlab
        md: hljs-markdown
        mk: hljs-makefile
        ml: hljs-ocaml
        nim: hljs-nimrod
        conf: hljs-apache hljs-nginx
        nix: hljs-nix
        nsi: hljs-nsis
        php: hljs-php
        pl: hljs-perl
        pp: hljs-puppet
        pde: hljs-processing
        pro: hljs-prolog
        properties: hljs-properties
        proto: hljs-protobuf
        ps1: hljs-powershell
        py: hljs-python hljs-django wscript
        q: hljs-q
        qml: hljs-qml
        r: hljs-r
        rb: hljs-ruby capfile irbrc pryrc Appfile Appraisals Berksfile Brewfile Cheffile Deliverfile Fastfile Gemfile Guardfile Podfile Rakefile Rantfile Scanfile simplecov Snapfile Thorfile Vagrantfile
        re: hljs-reasonml
        rs: hljs-rust
        sas: hljs-sas
        scala: hljs-scala
        scm: hljs-scheme
        scss: hljs-scss
        sh: hljs-bash hljs-shell bashrc PKGBUILD .bash_aliases .bash_completions .bash_functions .bash_login .bash_logout .bash_profile .bash_variables .profile .textmate_init
        zsh: .zlogin .zlogout .zprofile .zshenv .zshrc
        sql: hljs-sql hljs-pgsql hljs-n1ql
        st: hljs-smalltalk
        stan: hljs-stan
        styl: hljs-stylus
        swift: hljs-swift
        tcl: hljs-tcl
        tex: hljs-tex
        thrift: hljs-thrift
        toml: hljs-toml Cargo.lock Gopkg.lock Pipfile poetry.lock
        ts: hljs-typescript
        twig: hljs-twig
        txt: hljs-plaintext text uniform_resource_locator custom_url_scheme unix_file_path windows_file_path uniform_resource_identifier
        v: hljs-verilog
        vala: hljs-vala
        vb: hljs-vbnet
        vbs: hljs-vbscript
        vhdl: hljs-vhdl
        vim: hljs-vim
        xml: hljs-xml
        xq: hljs-xquery
        yaml: hljs-yaml
        """;

    /// <summary>Spellings of the same thing: a name with one of them needs no other.</summary>
    private static readonly string[][] s_alike =
    [
        ["cpp", "cc", "cp", "cxx", "c++"], ["html", "htm"], ["jpg", "jpeg", "jpe"], ["js", "mjs", "cjs"],
        ["md", "markdown", "mdown", "markdn", "mdwn"], ["ps1", "psm1", "psd1"], ["sh", "bash"], ["tif", "tiff"],
        ["toml", "tml", "lock"], ["txt", "text"], ["yaml", "yml"],
    ];

    private static readonly Dictionary<string, string> s_extensions = NotTheirOwn.Split('\n')
        .Select(static line => line.Trim().Split([": "], StringSplitOptions.None))
        .SelectMany(static line => line[1].Split(' '), static (line, language) => (Language: language, Extension: line[0]))
        .ToDictionary(static pair => pair.Language, static pair => pair.Extension, StringComparer.Ordinal);

    /// <summary>The extension, without a dot: <c>txt</c> for text and <c>bin</c> for bytes when the language says nothing.</summary>
    public static string Of(string? language, bool isText)
    {
        if (language is null or "UNKNOWN")
            return isText ? "txt" : "bin";
        if (s_extensions.TryGetValue(language, out var extension))
            return extension;
        var isUsable = Languages.Known.Contains(language, StringComparer.Ordinal) || (language.Length is > 0 and <= MaxLength && language.All(IsPlain));
        return isUsable && !language.StartsWith("hljs-", StringComparison.Ordinal) ? language : Of(language: null, isText);
    }

    /// <summary>Whether the language says so little that the extension in a name says more.</summary>
    public static bool IsVague(string? language) => language is null or "UNKNOWN" or "txt" or "text" or "bin" or "hljs-plaintext";

    /// <summary>Whether the language is that of files with one certain name, such as <c>Gemfile</c>.</summary>
    public static bool IsFileName(string language) =>
        s_extensions.ContainsKey(language) && !language.StartsWith("hljs-", StringComparison.Ordinal) && (char.IsUpper(language[0]) || language[0] == '.');

    /// <summary>Whether two extensions mean the same.</summary>
    public static bool AreAlike(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase) || s_alike.Any(alike => Has(alike, one) && Has(alike, other));

    private static bool Has(string[] extensions, string extension) => extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static bool IsPlain(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '+';
}
