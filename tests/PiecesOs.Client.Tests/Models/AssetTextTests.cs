using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

/// <summary>The content of an asset as properties, and the line of it that a search found.</summary>
public class AssetTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("one", 1)]
    [InlineData("one\n", 1)]
    [InlineData("one\r\ntwo\n\nfour", 4)]
    public void Text_that_came_along_is_a_property(string text, int lines)
    {
        var asset = WithText(text);

        asset.Text.ShouldBe(text);
        asset.LineCount.ShouldBe(lines);
        asset.Size.ShouldBe(text.Length);
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes() =>
        WithText("abc").Sha256.ShouldBe("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");

    [Fact]
    public void The_size_that_the_server_reports_comes_first() =>
        new Asset(JsonElement.Parse("""{"original":{"id":"f","reference":{"id":"f","bytes":{"value":7},"fragment":{"string":{"raw":"abc"}}}}}""")).Size.ShouldBe(7);

    [Fact]
    public void Binary_content_has_no_text()
    {
        var asset = new Asset(JsonElement.Parse("""{"original":{"id":"f","reference":{"id":"f","file":{"bytes":{"raw":[0,255]}}}}}"""));

        asset.Text.ShouldBeNull();
        asset.LineCount.ShouldBeNull();
        asset.Size.ShouldBe(2);
        asset.Sha256.ShouldNotBeNull().Length.ShouldBe(64);
    }

    [Theory]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"original":{"id":"f","reference":{"id":"f"}}}""")]
    public void Without_content_they_are_null(string json)
    {
        var asset = new Asset(JsonElement.Parse(json));

        (asset.Text, asset.LineCount, asset.Size, asset.Sha256).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void Bytes_that_are_none_have_no_hash() =>
        new Asset(JsonElement.Parse("""{"original":{"id":"f","reference":{"id":"f","file":{"bytes":{"raw":[1000]}}}}}""")).Sha256.ShouldBeNull();

    [Fact]
    public void Lists_are_texts_that_can_be_read()
    {
        var asset = new Asset(JsonElement.Parse("""{"tags":{"iterable":[{"id":"1","text":"one"},{"id":"2","text":"two"},{"id":"3"}]}}"""));

        asset.Tags.ShouldBe(["one", "two"]);
        asset.Tags.ToString().ShouldBe("one, two");
        asset.GetTags().Select(tag => tag.Id).ShouldBe(["1", "2", "3"]);
    }

    [Theory]
    [InlineData("retry", "with Retry", 2)]
    [InlineData("retry backoff", "backoff and retry", 3)]
    [InlineData("and retry", "backoff and retry", 3)]
    [InlineData("nothing found", null, null)]
    public void The_line_that_matches_is_found(string query, string? line, int? number)
    {
        var found = Found(query);

        found.Line.ShouldBe(line);
        found.LineNumber.ShouldBe(number);
    }

    [Fact]
    public void The_most_important_text_comes_first() => Found("first", "retry").Line.ShouldBe("the first line");

    [Fact]
    public void Without_a_search_there_is_no_line() => Found([null]).Line.ShouldBeNull();

    private static SearchedAsset Found(params string?[] queries)
    {
        var found = new SearchedAsset(JsonElement.Parse("""{"asset":{"original":{"id":"f","reference":{"id":"f","fragment":{"string":{"raw":"the first line\nwith Retry\nbackoff and retry"}}}}}}"""));
        found.SetQueries(queries);
        return found;
    }

    private static Asset WithText(string text) =>
        new(JsonElement.Parse($$"""{"original":{"id":"f","reference":{"id":"f","fragment":{"string":{"raw":{{JsonSerializer.Serialize(text)}} } } } } }"""));
}
