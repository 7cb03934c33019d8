using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

/// <summary>Where content may be in an asset.</summary>
public class ContentPlaceTests
{
    private const string NoContent = """{"fragment":null,"file":null}""";

    [Theory]
    [InlineData("""{"fragment":{"string":{"raw":"hi"}}}""", true)]
    [InlineData("""{"fragment":{"bytes":{"raw":[104,105]}}}""", false)]
    [InlineData("""{"file":{"string":{"raw":"hi"}}}""", true)]
    [InlineData("""{"file":{"bytes":{"raw":[104,105]}}}""", false)]
    [InlineData("""{"fragment":null,"file":{"string":null,"bytes":{"raw":[104,105],"base64":null}}}""", false)]
    [InlineData("""{"fragment":{"string":{"raw":null},"bytes":{"raw":[104,105]}},"file":null}""", false)]
    [InlineData("""{"fragment":{"string":null,"bytes":null},"file":{"string":{"raw":"hi"}}}""", true)]
    public void It_is_a_string_or_bytes_of_a_fragment_or_a_file(string format, bool isText)
    {
        var content = AssetOf(original: Reference("f", format)).GetContent()!;

        content.IsText.ShouldBe(isText);
        content.GetText().ShouldBe("hi");
        content.GetBytes().ShouldBe("hi"u8.ToArray());
    }

    [Fact]
    public void Original_and_preview_are_distinguished()
    {
        var asset = AssetOf(original: Reference("o", Text("original")), preview: Reference("p", Text("preview")));

        asset.GetContent()!.GetText().ShouldBe("original");
        asset.GetContent(preview: true)!.GetText().ShouldBe("preview");
        asset.GetOriginalFormat()!.Id.ShouldBe("o");
        asset.GetPreviewFormat()!.Id.ShouldBe("p");
    }

    [Fact]
    public void Without_a_preview_the_original_is_shown()
    {
        var asset = AssetOf(original: Reference("o", Text("original")), preview: Reference("p", NoContent));

        asset.GetContent(preview: true)!.GetText().ShouldBe("original");
    }

    [Fact]
    public void Content_that_is_only_in_the_preview_is_found()
    {
        var asset = AssetOf(original: Reference("o", NoContent), preview: Reference("p", Text("preview")));

        asset.GetContent()!.GetText().ShouldBe("preview");
    }

    [Theory]
    [InlineData("""{"id":"o"}""", """{"id":"p"}""")]
    [InlineData("""{"id":"o","reference":null}""", """{"id":"p","reference":null}""")]
    [InlineData("\"o\"", "\"p\"")]
    public void Content_that_is_only_in_the_formats_is_found_by_id(string original, string preview)
    {
        var asset = AssetOf(
            original,
            preview,
            """{"id":"x","fragment":{"string":{"raw":"other"}}}""",
            """{"id":"p","fragment":{"string":{"raw":"preview"}}}""",
            """{"id":"o","file":{"bytes":{"raw":[1,2]}}}""");

        asset.GetContent()!.GetBytes().ShouldBe([1, 2]);
        asset.GetContent(preview: true)!.GetText().ShouldBe("preview");
        asset.GetFormats().Count.ShouldBe(3);
    }

    [Fact]
    public void Content_in_the_referenced_formats_of_a_flattened_asset_is_found()
    {
        var asset = AssetOf("\"o\"", "\"p\"", Reference("p", Text("preview")), Reference("o", Text("original")));

        asset.GetContent()!.GetText().ShouldBe("original");
        asset.GetContent(preview: true)!.GetText().ShouldBe("preview");
        asset.GetFormats()[1].GetContent()!.GetText().ShouldBe("original");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"original":null,"preview":null,"formats":null}""")]
    [InlineData("""{"original":{"id":"o","reference":null},"preview":{"base":null},"formats":{"iterable":null}}""")]
    [InlineData("""{"original":{"id":"o","reference":{"fragment":null,"file":null}},"formats":{"iterable":[]}}""")]
    [InlineData("""{"original":{"id":"o","reference":{"fragment":{"string":null,"bytes":null},"file":{}}}}""")]
    [InlineData("""{"original":{"id":"o"},"formats":{"iterable":[null,7,{"id":"other"}]}}""")]
    [InlineData("""{"original":7,"preview":[],"formats":"no"}""")]
    [InlineData("null")]
    public void Content_that_was_left_out_is_null(string json)
    {
        Asset(json).GetContent().ShouldBeNull();
        Asset(json).GetContent(preview: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"string":{"raw":""}}""", true)]
    [InlineData("""{"bytes":{"raw":[]}}""", false)]
    public void Empty_content_is_content(string fragment, bool isText)
    {
        var content = AssetOf(original: Reference("o", "{\"fragment\":" + fragment + "}")).GetContent()!;

        content.IsText.ShouldBe(isText);
        content.GetText().ShouldBeEmpty();
        content.GetBytes().ShouldBeEmpty();
    }

    [Fact]
    public void A_seed_has_content_in_the_same_places()
    {
        var text = new Seed(JsonElement.Parse("""{"asset":{"format":{"fragment":{"string":{"raw":"t"},"metadata":{"ext":"ps1"}}}}}"""));
        var bytes = new Seed(JsonElement.Parse("""{"asset":{"format":{"file":{"bytes":{"raw":[255]},"metadata":{"ext":"png"}}}}}"""));

        text.GetContent()!.GetText().ShouldBe("t");
        text.Language.ShouldBe("ps1");
        bytes.GetContent()!.GetBytes().ShouldBe([255]);
        bytes.Language.ShouldBe("png");
        new Seed(JsonElement.Parse("{}")).GetContent().ShouldBeNull();
    }

    private static Asset Asset(string json) => new(JsonElement.Parse(json));

    private static Asset AssetOf(string original = "null", string preview = "null", params string[] formats) =>
        Asset("{\"original\":" + original + ",\"preview\":{\"base\":" + preview + "},\"formats\":{\"iterable\":[" + string.Join(',', formats) + "]}}");

    private static string Text(string text) => "{\"fragment\":{\"string\":{\"raw\":\"" + text + "\"}}}";

    private static string Reference(string id, string format) =>
        "{\"id\":\"" + id + "\",\"reference\":{\"id\":\"" + id + "\"," + format[1..] + "}";
}
