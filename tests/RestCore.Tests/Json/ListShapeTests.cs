using System.Text;
using RestCore.Json;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>Every list is read cut in two at each of its offsets and byte by byte: the cuts must not show.</summary>
public class ListShapeTests
{
    [Theory]
    [InlineData("""{"iterable":[{"id":"a"},{"id":"b"}]}""", """{"id":"a"}|{"id":"b"}""")]
    [InlineData("""{"iterable":[{"id":"a"}],"after":{"x":[1,"]"]},"more":null}""", """{"id":"a"}""")]
    [InlineData("""{"schema":{"x":[{},"\"}"]},"n":-1.5e3,"iterable":[{"id":"a"}],"after":true}""", """{"id":"a"}""")]
    [InlineData("""{"a":"iterable","b":[],"c":{},"iterable":[{"id":"a"}]}""", """{"id":"a"}""")]
    [InlineData("""{"\u0069terable":[1]}""", "1")]
    [InlineData("""{"Iterable":[1],"iterable":[2]}""", "2")]
    [InlineData("""{"inner":{"iterable":[1]},"iterable":[2]}""", "2")]
    public async Task The_named_member_is_found_wherever_it_stands(string json, string expected) =>
        await ShouldReadAsync(json, expected.Split('|'), "iterable");

    [Theory]
    [InlineData("""{"results":{"iterable":[1,2]}}""")]
    [InlineData("""{"a":[0],"results":{"b":{"iterable":[0]},"iterable":[1,2],"c":3},"d":{"iterable":[0]}}""")]
    public async Task A_nested_list_is_found_by_its_path(string json) =>
        await ShouldReadAsync(json, ["1", "2"], "results", "iterable");

    [Theory]
    [InlineData("[1,2]")]
    [InlineData(" \r\n\t[ 1\t,\r\n2 ] \n")]
    public async Task A_bare_array_is_a_list(string json)
    {
        await ShouldReadAsync(json, ["1", "2"]);
        await ShouldReadAsync(json, ["1", "2"], "iterable");
    }

    [Theory]
    [InlineData("""{"iterable":[]}""")]
    [InlineData("""{"iterable": [ ] , "after":[1]}""")]
    [InlineData("""{"iterable":null}""")]
    [InlineData("""{"iterable": null , "after":[1]}""")]
    [InlineData("""{"other":[1]}""")]
    [InlineData("{}")]
    [InlineData(" { } ")]
    [InlineData("[]")]
    public async Task Empty_null_and_missing_lists_have_no_elements(string json) =>
        await ShouldReadAsync(json, [], "iterable");

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"iterable":null}""")]
    public async Task A_list_that_is_required_has_to_be_there(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var elements = JsonListReader.ReadAsync(stream, "things_list", ["iterable"], siblings: null, isRequired: true).GetAsyncEnumerator();

        await Should.ThrowAsync<MalformedResponseException>(async () => await elements.MoveNextAsync());
    }

    /// <summary>What begins like a number and does not end is not collected.</summary>
    [Fact]
    public async Task A_literal_of_1_MB_is_not_JSON()
    {
        var reading = await ListReading.OfAsync("[" + new string('1', 1024 * 1024) + "]");

        reading.Failure.ShouldBeOfType<MalformedResponseException>();
    }

    [Theory]
    [InlineData("""{"results":{}}""")]
    [InlineData("""{"results":null}""")]
    [InlineData("""{"results":{"iterable":null},"after":1}""")]
    [InlineData("""{"iterable":[1]}""")]
    public async Task A_path_that_ends_early_leads_to_no_elements(string json) =>
        await ShouldReadAsync(json, [], "results", "iterable");

    [Fact]
    public async Task Elements_of_every_kind_arrive_as_they_were_written()
    {
        string[] elements =
        [
            "0", "-1.50e+10", "123456789012345678901234567890", "true", "false", "null", "\"\"",
            """
            "a\"]},[{:\\"
            """,
            """
            "\\\\\" \u00e9 \ud83d\ude00"
            """,
            "\"é€😀\"",
            "[]", "{}", "[[],[[1]],{}]",
            """
            { "a" : [ { "b" : "}]" } ] , "a" : 2 }
            """,
        ];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = elements[i].Trim();
        await ShouldReadAsync("{\"iterable\":[" + string.Join(',', elements) + "]}", elements, "iterable");
    }

    [Fact]
    public async Task White_space_may_stand_between_all_tokens() =>
        await ShouldReadAsync(
            "\r\n{ \t\"a\" \n: 1 , \"iterable\"\t:\r\n[ {\"id\" : 1 }\n,\t\"x\" , 2 \r,null ] , \"b\" : { } }\n ",
            ["""{"id" : 1 }""", "\"x\"", "2", "null"],
            "iterable");

    [Fact]
    public async Task A_byte_order_mark_is_passed_over() => await ShouldReadAsync("\uFEFF{\"iterable\":[\"\uFEFF\"]}", ["\"\uFEFF\""], "iterable");

    private static async Task ShouldReadAsync(string json, string[] expected, params string[] path)
    {
        foreach (var reading in await ListReading.OfEverySplitAsync(Encoding.UTF8.GetBytes(json), path))
        {
            reading.Failure.ShouldBeNull();
            reading.Elements.ShouldBe(expected);
        }
    }
}
