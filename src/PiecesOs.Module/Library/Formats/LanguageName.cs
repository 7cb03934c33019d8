using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The names of a language in the forms.</summary>
/// <param name="Title">The name that people use.</param>
/// <param name="Name">The name that highlighters use, which is also the name of a folder.</param>
/// <param name="VSCode">The language ID of Visual Studio Code; <see langword="null"/> if the language is unknown or plain text.</param>
internal sealed record LanguageName(string Title, string Name, string? VSCode)
{
    private const int MaxBytes = 60;

    /// <summary>For each language, its file extensions, title, name, and language ID of Visual Studio Code if it differs from the name.</summary>
    private const string Table =
        """
        txt text log | Text | text | -
        ps1 | PowerShell | powershell
        py py3 pyw pyi pyx pxd pxi rpy cpy gyp gypi smk | Python | python
        ipynb | Jupyter Notebook | jupyter | json
        cs csx | C# | csharp
        vb | Visual Basic | vbnet | vb
        fs fsi fsx | F# | fsharp
        c h | C | c
        cpp hpp hh hxx inl ipp ixx cppm cp cc cxx ino | C++ | cpp
        m mm | Objective-C | objectivec | objective-c
        java | Java | java
        kt | Kotlin | kotlin | -
        scala sbt sc | Scala | scala | -
        groovy gradle | Groovy | groovy
        go | Go | go
        rs | Rust | rust
        swift | Swift | swift
        dart | Dart | dart
        js mjs htc node | JavaScript | javascript
        jsx | JavaScript React | jsx | javascriptreact
        ts | TypeScript | typescript
        tsx | TypeScript React | tsx | typescriptreact
        coffee | CoffeeScript | coffeescript
        json jsonml | JSON | json
        yaml yml | YAML | yaml
        toml tml | TOML | toml | -
        ini properties conf | INI | ini
        xml tld dtml rng rss opml xaml csproj fsproj sqlproj vbproj vcproj vcxproj dae props targets xsd | XML | xml
        xsl xslt | XSLT | xsl
        svg | SVG | svg | xml
        html htm shtml xhtml | HTML | html
        css | CSS | css
        scss | SCSS | scss
        less | Less | less
        vue | Vue | vue | -
        svelte | Svelte | svelte | -
        php php3 php4 php5 php7 php8 phps phpt phtml | PHP | php
        rb rbi rbx rjs rabl rake gemspec podspec jbuilder prawn thor | Ruby | ruby
        erb | ERB | erb | -
        pl pm pod t pmc | Perl | perl
        lua luau | Lua | lua
        r | R | r
        jl | Julia | julia
        sh bash bsh ash zsh ebuild eclass | Shell | bash | shellscript
        bat cmd | Batch | bat
        sql ddl dml | SQL | sql
        md mdown mdwn markdown markdn | Markdown | markdown
        tex ltx sty cls | LaTeX | latex
        csv | CSV | csv | -
        dockerfile | Dockerfile | dockerfile
        mk | Makefile | makefile
        cmake | CMake | cmake | -
        tf hcl | Terraform | hcl | -
        diff | Diff | diff
        hs hs-boot hsig | Haskell | haskell | -
        ml | OCaml | ocaml | -
        erl hrl escript | Erlang | erlang | -
        ex exs | Elixir | elixir | -
        elm | Elm | elm | -
        clj | Clojure | clojure
        lisp el | Lisp | lisp | -
        scm rkt | Scheme | scheme | -
        f03 f08 f18 f90 f95 | Fortran | fortran | -
        pas p | Pascal | pascal | -
        adb ads ada | Ada | ada | -
        asm s | Assembly | asm | -
        glsl | GLSL | glsl | -
        proto | Protocol Buffers | protobuf | -
        graphql | GraphQL | graphql | -
        vim | Vim script | vim | -
        nix | Nix | nix | -
        sol | Solidity | solidity | -
        zig | Zig | zig | -
        v sv | Verilog | verilog | -
        vhdl | VHDL | vhdl | -
        png jpg jpeg jpe jpgm gif bmp ico tif tiff webp eps ai eot svgz | Images | images | -
        mp2 mp2a mp3 mp4a oga ogg ogx wav weba | Audio | audio | -
        mp4 ogv avi qt webm jpgv | Video | video | -
        pdf doc docm docx dmg ppt pptm pptx xls xlsb xlsm xlsx xlt xltm xltx xla xlam xlc xlm rtx | Documents | documents | -
        zip gz jar rpm mpkg | Archives | archives | -
        bin exe class pyc wasm woff woff2 | Binary files | binary | -
        """;

    private static readonly Dictionary<string, LanguageName> s_names = Table.Split('\n')
        .Select(static line => line.Split('|').Select(static cell => cell.Trim()).ToArray())
        .Select(static cells => (Extensions: cells[0].Split(' '), Name: new LanguageName(cells[1], cells[2], cells.Length < 4 ? cells[2] : cells[3] == "-" ? null : cells[3])))
        .SelectMany(static row => row.Extensions, static (row, extension) => (extension, row.Name))
        .ToDictionary(static pair => pair.extension, static pair => pair.Name, StringComparer.Ordinal);

    /// <summary>Finds the names of a language.</summary>
    /// <param name="language">The language or file type, as Pieces names it.</param>
    /// <param name="isText">Whether the content is text, for an unknown language.</param>
    public static LanguageName Of(string? language, bool isText)
    {
        var extension = FileExtension.Of(language, isText).ToLowerInvariant();
        if (s_names.TryGetValue(extension, out var name))
            return name;
        var safe = SafeFileName.Short(extension, fallback: null, string.Empty, MaxBytes).ToString();
        return new LanguageName(extension, safe, VSCode: null);
    }
}
