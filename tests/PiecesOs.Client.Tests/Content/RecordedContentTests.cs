using System.Text;
using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

/// <summary>Content in the ways in which real servers were seen to send it, or to leave it out.</summary>
public class RecordedContentTests
{
    private const string Id = "00000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("""{"fragment":{"bytes":{"raw":[104,105],"base64":[]},"string":{"raw":"hi"} } }""")]
    [InlineData("""{"fragment":{"bytes":{"raw":[104,105]} },"file":{"string":{"raw":"hi"} } }""")]
    [InlineData("""{"fragment":{"string":{"raw":"hi"} },"file":{"bytes":{"raw":[104,105]} } }""")]
    public void Of_text_and_bytes_the_text_is_the_content(string format)
    {
        var content = Format(format).GetContent()!;

        content.IsSentAsText.ShouldBeTrue();
        content.GetText().ShouldBe("hi");
    }

    [Theory]
    [InlineData("""{"fragment":{"string":{"raw":""},"bytes":{"raw":[104,105]} } }""", "hi")]
    [InlineData("""{"fragment":{"bytes":{"raw":[]} },"file":{"bytes":{"raw":[104,105]} } }""", "hi")]
    [InlineData("""{"fragment":{"string":{"raw":""},"bytes":{"raw":[]} } }""", "")]
    public void Empty_text_beside_bytes_is_not_the_content(string format, string text) => Format(format).GetContent()!.GetText().ShouldBe(text);

    [Theory]
    [InlineData("TEXT", "text", "71,114,195,188,195,159,101,7,27,10", true)]
    [InlineData("CODE", "ps1", "104,105", true)]
    [InlineData("FILE", "md", "104,105", true)]
    [InlineData("UNKNOWN", "hljs-powershell", "104,105", true)]
    [InlineData("TEXT", "text", "239,187,191,104,105", true)]
    [InlineData("TEXT", "text", "", true)]
    [InlineData("TEXT", "text", "104,255,105", false)]
    [InlineData("TEXT", "text", "104,0,105,0", false)]
    [InlineData("IMAGE", "png", "104,105", false)]
    [InlineData("CODE", "png", "104,105", false)]
    [InlineData("FILE", "UNKNOWN", "104,105", false)]
    [InlineData("UNKNOWN", "pdf", "104,105", false)]
    public void Bytes_of_text_are_text(string generic, string specific, string bytes, bool isText)
    {
        var content = Format($$"""{"classification":{"generic":"{{generic}}","specific":"{{specific}}"},"file":{"bytes":{"raw":[{{bytes}}]} } }""").GetContent()!;

        content.IsText.ShouldBe(isText);
        content.IsSentAsText.ShouldBeFalse();
        var expected = bytes.Length == 0 ? [] : bytes.Split(',').Select(byte.Parse).ToArray();
        content.GetBytes().ShouldBe(expected);
        if (isText)
            Encoding.UTF8.GetBytes(content.GetText()).ShouldBe(expected, "text must be returned byte for byte");
    }

    [Fact]
    public void Long_text_in_bytes_is_checked_as_a_whole()
    {
        var text = string.Concat(Enumerable.Repeat("Grüße, 日本語 😀\n", 20000));
        var numbers = string.Join(',', Encoding.UTF8.GetBytes(text));

        Format($$"""{"classification":{"generic":"TEXT"},"file":{"bytes":{"raw":[{{numbers}}]} } }""").GetContent()!.IsText.ShouldBeTrue();
        Format($$"""{"classification":{"generic":"TEXT"},"file":{"bytes":{"raw":[{{numbers}},200]} } }""").GetContent()!.IsText.ShouldBeFalse();
    }

    [Fact]
    public void A_contentless_reference_does_not_hide_the_content_in_the_list_of_formats()
    {
        var asset = Asset("""
            {"id":"a","original":{"id":"f","reference":{"id":"f","asset":"a","classification":{"generic":"CODE","specific":"cs"} } },
             "preview":{"base":{"id":"f","reference":{"id":"f"} } },
             "formats":{"iterable":[{"id":"f","asset":{"id":"a"},"fragment":{"string":{"raw":"in the list"} } }]} }
            """);

        asset.HasContent().ShouldBeTrue();
        asset.GetContent()!.GetText().ShouldBe("in the list");
    }

    [Fact]
    public void The_text_that_was_read_in_an_image_is_not_the_image()
    {
        var asset = Asset("""
            {"id":"a","original":{"id":"image","reference":{"id":"image","classification":{"generic":"IMAGE","specific":"png"} } },
             "formats":{"iterable":[{"id":"image"},{"id":"ocr","role":"ADDITIONAL","file":{"bytes":{"raw":[104,105]} } }]} }
            """);

        asset.HasContent().ShouldBeFalse();
        asset.GetContent().ShouldBeNull();
    }

    [Fact]
    public void A_preview_is_not_the_original()
    {
        var asset = Asset("""
            {"id":"a","original":{"id":"o","reference":{"id":"o"} },"preview":{"base":{"id":"p","reference":{"id":"p","fragment":{"string":{"raw":"shown"} } } } } }
            """);

        asset.HasContent().ShouldBeFalse();
        asset.HasContent(preview: true).ShouldBeTrue();
        asset.GetContent()!.GetText().ShouldBe("shown");
    }

    [Fact]
    public async Task What_a_record_leaves_out_is_requested_from_its_formats()
    {
        await using var server = ScriptedServer.Start()
            .On($"GET /assets/{Id}", Reply.Json(Contentless))
            .On($"GET /assets/{Id}/formats", Reply.Json("""{"iterable":[{"id":"F","fragment":{"string":{"raw":"there"} } }]}"""));
        using var pieces = new TestPieces(server.Address);

        var asset = await new ContentReader(pieces.Client).ReadAsync(Id, cancellationToken: TestContext.Current.CancellationToken);

        asset.GetContent()!.GetText().ShouldBe("there");
        JsonElement.Parse(asset.ToJson()).GetProperty("formats").GetProperty("iterable").GetArrayLength().ShouldBe(1);
        server.Log.ShouldBe([$"GET /assets/{Id}?transferables=true", $"GET /assets/{Id}/formats?transferables=true"]);
    }

    [Theory]
    [InlineData(404, "Route not found")]
    [InlineData(200, """{"iterable":[{"id":"f"},{"id":"ocr","role":"ADDITIONAL"}]}""")]
    [InlineData(200, """{"iterable":[]}""")]
    [InlineData(200, "{}")]
    public async Task What_the_formats_leave_out_is_requested_from_the_one_format(int status, string formats)
    {
        var bytes = string.Join(',', Enumerable.Range(0, 5000).Select(number => (number % 256).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await using var server = ScriptedServer.Start()
            .On($"GET /assets/{Id}", Reply.Json(Contentless))
            .On($"GET /assets/{Id}/formats", Reply.Json(formats, status))
            .On("GET /format/f", Reply.Json($$"""{"id":"f","asset":{"id":"{{Id}}"},"file":{"bytes":{"raw":[{{bytes}}]} } }"""));
        using var pieces = new TestPieces(server.Address);

        var asset = await new ContentReader(pieces.Client).ReadAsync(Id, cancellationToken: TestContext.Current.CancellationToken);

        asset.GetContent()!.GetBytes().Length.ShouldBe(5000);
        asset.ToJson().ShouldContain(bytes);
        server.Log.ShouldBe([$"GET /assets/{Id}?transferables=true", $"GET /assets/{Id}/formats?transferables=true", "GET /format/f?transferable=true"]);
    }

    [Fact]
    public async Task An_asset_that_has_no_content_anywhere_is_returned_without()
    {
        await using var server = ScriptedServer.Start(Reply.Status(404, "Route not found")).On($"GET /assets/{Id}", Reply.Json(Contentless));
        using var pieces = new TestPieces(server.Address);

        var asset = await new ContentReader(pieces.Client).ReadAsync(Id, cancellationToken: TestContext.Current.CancellationToken);

        asset.GetContent().ShouldBeNull();
        asset.ToJson().ShouldBe(Contentless);
        server.Log.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_asset_with_content_costs_one_request()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"id":"a","original":{"id":"f","reference":{"id":"f","fragment":{"string":{"raw":"x"} } } } }"""));
        using var pieces = new TestPieces(server.Address);

        await new ContentReader(pieces.Client).ReadAsync("a", cancellationToken: TestContext.Current.CancellationToken);

        server.Log.ShouldBe(["GET /assets/a?transferables=true"]);
    }

    private static string Contentless => $$"""{"id":"{{Id}}","original":{"id":"f","reference":{"id":"f","asset":"{{Id}}"} },"preview":{"base":{"id":"f"} } }""";

    private static Asset Asset(string json) => new(JsonElement.Parse(json));

    private static AssetFormat Format(string json) => new(JsonElement.Parse(json));
}
