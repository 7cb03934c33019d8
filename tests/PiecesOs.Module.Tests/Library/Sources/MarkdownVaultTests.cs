using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

/// <summary>Notes as docs/markdown-vault.md describes them.</summary>
public sealed class MarkdownVaultTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    private const string Note =
        """
        ---
        pieces_note: 1
        id: "9f1c2d3e-0000-4000-8000-000000000001"
        name: "Parse [[x]] in C#: \u0007 \"it\""
        aliases: ["Parse [[x]] in C#"]
        language: "cs"
        created: "2025-05-20T12:41:46.211Z"
        favorite: true
        tags: ["parsing","how-to-parse-a-link","_2026"]
        own_tags: ["parsing","2026"]
        other_tags: ["how to parse a link"]
        websites: ["https://example.org/a","https://example.org/b"]
        website_names: ["An example",""]
        links: ["https://jwaf.pieces.cloud/?p=24e242a85e"]
        content: "fence"
        line_ends: "crlf"
        final_newline: false
        bytes: 31
        sha256: "b94d"
        ---

        # Parse \[\[x\]\] in C\#

        > [!note] Description ★
        > What the user wrote about &#91;[it&#93;], &#38;#91; and &#7;.
        >
        > Second paragraph.

        > [!note] Git commit
        > By hand.

        > [!info] Explanation
        > What Pieces generated.

        ````csharp
        var fence = "```";
        > [!note] Description
        > not an annotation
        ````

        Text of the user after the content.

        ```
        not the content
        ```

        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_note_comes_back_with_everything_the_user_wrote(string lineEnds)
    {
        Write("vault/csharp/note.md", Note.ReplaceLineEndings(lineEnds));

        ImportTwice("vault").Single().SourceId.ShouldBe("9f1c2d3e-0000-4000-8000-000000000001");

        (await StoredAsync()).Single().ShouldBe(new Imported(
            "Parse [[x]] in C#: \u0007 \"it\"",
            "cs",
            "var fence = \"```\";\r\n> [!note] Description\r\n> not an annotation",
            true,
            "parsing|2026",
            "DESCRIPTION:What the user wrote about [[it]], &#91; and \u0007.\n\nSecond paragraph.|GIT_COMMIT:By hand.",
            "https://example.org/a An example|https://example.org/b https://example.org/b",
            true));
    }

    [Fact]
    public async Task Content_and_tags_that_were_changed_in_the_note_are_imported_as_they_are_now()
    {
        Write("vault/note.md", Note
            .Replace("\"_2026\"]", "\"_2026\",\"added/in-the-vault\"]", StringComparison.Ordinal)
            .Replace("var fence", "var changed", StringComparison.Ordinal));

        ImportAll("vault");

        var stored = (await StoredAsync()).Single();
        stored.Content.ShouldStartWith("var changed");
        stored.Tags.ShouldBe("parsing|2026|added/in-the-vault");
    }

    /// <summary>Obsidian rewrites the properties as YAML when a user edits one of them.</summary>
    [Fact]
    public async Task Properties_that_an_editor_rewrote_are_read()
    {
        Write("vault/note.md",
            """
            ---
            pieces_note: 1
            id: 9f1c2d3e-0000-4000-8000-000000000001
            name: "It's: \"quoted\""
            language: ps1
            favorite: false
            tags:
              - a
              - new-one
            own_tags:
              - a
            other_tags: []
            websites:
              - https://example.org/a
            content: fence
            line_ends: lf
            final_newline: true
            ---
            ```powershell
            Get-Date
            ```
            """);

        ImportAll("vault");

        (await StoredAsync()).Single().ShouldBe(new Imported(
            "It's: \"quoted\"", "ps1", "Get-Date\n", true, "a|new-one", "", "https://example.org/a https://example.org/a", false));
    }

    [Fact]
    public async Task Attachments_are_read_byte_for_byte()
    {
        byte[] bytes = [0, 1, 255, 13, 10];
        Write("vault/a.md", Properties("image", "png", "attachment: \"attachments/image.png\""));
        Write("vault/b.md", Properties("log", "txt", "attachment: \"attachments/log.txt\""));
        Write("vault/attachments/log.txt", "\uFEFFone\r\ntwo\nthree");
        Folder.Write("vault/attachments/image.png", bytes);

        ImportTwice("vault").Count.ShouldBe(2, "attachments are not notes");

        (await StoredAsync()).Select(static one => (one.Name, one.Content, one.IsText)).ShouldBe([("image", Convert.ToHexString(bytes), false), ("log", "\uFEFFone\r\ntwo\nthree", true)]);
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("attachments/../../secret.txt")]
    [InlineData("attachments/link.txt")]
    [InlineData("linked/secret.txt")]
    [InlineData("attachments")]
    [InlineData("missing.txt")]
    [InlineData("C:secret.txt")]
    [InlineData("..\\\\secret.txt")]
    [InlineData("")]
    public async Task An_attachment_outside_the_vault_is_not_read(string path)
    {
        Write("secret.txt", "secret");
        Write("vault/attachments/real.txt", "real");
        Write("vault/note.md", Properties("bad", "txt", $"attachment: \"{path}\""));
        File.CreateSymbolicLink(Folder.PathOf("vault", "attachments", "link.txt"), Folder.PathOf("secret.txt"));
        Directory.CreateSymbolicLink(Folder.PathOf("vault", "linked"), Folder.Path);

        var result = ImportAll("vault").Single();

        result.Action.ShouldBe(PiecesImportAction.Skipped);
        result.Reason!.ShouldStartWith("The attachment ");
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_notes_and_damaged_notes_are_skipped_with_a_reason_and_pages_of_the_export_without_one()
    {
        Write("vault/csharp/note.md", Note);
        Write("vault/Index.md", "---\npieces_index: 1\n---\n\n# Index\n");
        Write("vault/mine.md", "# My own note\n");
        Write("vault/empty.md", "");
        Write("vault/later.md", "---\npieces_note: 2\nname: \"later\"\n---\n");
        Write("vault/open.md", Properties("open", "txt", "line_ends: \"lf\"").Replace("\"attachment\"", "\"fence\"", StringComparison.Ordinal) + "```\nno end\n");
        Write("vault/none.md", Properties("none", "txt", "x: 1").Replace("\"attachment\"", "\"none\"", StringComparison.Ordinal));
        Write("vault/.pieces-library/assets.jsonl", "");
        Write("vault/readme.txt", "not a note");

        var results = ImportTwice("vault");

        results.Select(static one => (one.Name, one.Reason)).ShouldBe(
        [
            ("Parse [[x]] in C#: \u0007 \"it\"", null), ("empty.md", "It is not a note of an export."), ("later", "The note is of a later version of this module."),
            ("mine.md", "It is not a note of an export."), ("none", "The note has no content."), ("open", "The code fence of the note is missing or is not closed."),
        ]);
        (await StoredAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("how to: parse, a link!", "how-to-parse-a-link")]
    [InlineData("a- b", "a--b")]
    [InlineData("2026", "_2026")]
    [InlineData("-x/", "x")]
    [InlineData("!!", "")]
    [InlineData("Größe_é", "Größe_é")]
    [InlineData("😀 ok", "ok")]
    public void Labels_of_tags(string tag, string label) => MarkdownNote.LabelOf(tag).ShouldBe(label);

    private static string Properties(string name, string language, string more) =>
        $"---\npieces_note: 1\nname: \"{name}\"\nlanguage: \"{language}\"\ncontent: \"attachment\"\n{more}\n---\n\n# {name}\n";
}
