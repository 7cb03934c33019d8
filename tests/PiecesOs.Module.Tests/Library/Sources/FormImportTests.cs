using System.Text;
using System.Text.Json;
using PiecesOs.Module.Tests.Library.Formats;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

/// <summary>Every form that Export-PiecesLibrary writes is read back.</summary>
public sealed class FormImportTests : FormatTest
{
    public FormImportTests() => Server.On("POST /assets/create", Reply.Json(Sample.Asset(77)));

    /// <summary>Notes have everything that a lossless export has, so both send the same requests.</summary>
    [Fact]
    public void Notes_send_the_same_seeds_as_the_lossless_export()
    {
        ConvertAll(LibraryForm.Markdown);
        PrepareLibrary();

        Import().With("ThrottleLimit", 1).Run();
        var lossless = SeedsSince(0);
        var sent = Server.Requests.Count;
        var results = Command<ImportPiecesLibraryCommand>().With("Path", "out").With("ThrottleLimit", 1).Run().OutputAs<PiecesImportResult>();

        results.Where(static result => result.Action != PiecesImportAction.Created).Select(static result => $"{result.Name}: {result.Reason}").ShouldBe(["without content: The note has no content."]);
        SeedsSince(sent).Order(StringComparer.Ordinal).ShouldBe(lossless.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(LibraryForm.Markdown)]
    [InlineData(LibraryForm.Files)]
    [InlineData(LibraryForm.VSCode)]
    [InlineData(LibraryForm.SnippetsLab)]
    [InlineData(LibraryForm.Raycast)]
    public void A_form_is_recognized_in_the_library_it_is_from(LibraryForm form)
    {
        ConvertAll(form);

        var results = Command<ImportPiecesLibraryCommand>().With("Path", "out").With("As", form.ToString()).Run().OutputAs<PiecesImportResult>();

        results.Where(static result => result.Action != PiecesImportAction.Skipped).Select(static result => $"{result.Name} {result.SourceId}: {result.Action} {result.Reason}")
            .ShouldBe(form == LibraryForm.Files ? ["image.txt images/image.txt: Created "] : [], "a second format of an asset is a file of its own");
        results.ShouldNotBeEmpty();
    }

    /// <summary>
    /// The seeds without what a note cannot say: whether content in an attachment was sent as text, and types of annotations that are
    /// not words.
    /// </summary>
    private string[] SeedsSince(int request) => [.. Server.Requests.Skip(request).Where(static one => one.Path == "/assets/create").Select(static one => Describe(one.Json.GetProperty("asset")))];

    private static string Describe(JsonElement seed)
    {
        var format = seed.GetProperty("format");
        var holder = format.TryGetProperty("fragment", out var fragment) ? fragment : format.GetProperty("file");
        var content = holder.TryGetProperty("string", out var text)
            ? Encoding.UTF8.GetBytes(text.GetProperty("raw").GetString()!)
            : [.. holder.GetProperty("bytes").GetProperty("raw").EnumerateArray().Select(static value => value.GetByte())];
        var language = holder.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("ext", out var ext) ? ext.GetString() : null;
        var user = JsonSerializer.Serialize(seed.GetProperty("metadata")).Replace("\"type\":\"x\\ny\"", "\"type\":\"DESCRIPTION\"", StringComparison.Ordinal);
        return $"{language} {System.Convert.ToHexString(content)} {user}";
    }
}
