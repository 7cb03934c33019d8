using System.Text;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>Malformed text: the elements before the fault are returned, then the fault is reported with its position.</summary>
public class MalformedListTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData(" \n ", 3, 0)]
    [InlineData("not JSON", 0, 0)]
    [InlineData("<html><body>Hello</body></html>", 0, 0)]
    [InlineData("\"text\"", 0, 0)]
    [InlineData("null", 0, 0)]
    [InlineData("[1,,2]", 3, 1)]
    [InlineData("[,1]", 1, 0)]
    [InlineData("[1,]", 3, 1)]
    [InlineData("[1 2]", 3, 1)]
    [InlineData("[1:2]", 2, 1)]
    [InlineData("[1}", 2, 1)]
    [InlineData("[1]]", 3, 1)]
    [InlineData("[1]x", 3, 1)]
    [InlineData("[1][2]", 3, 1)]
    [InlineData("[1,tru]", 6, 1)]
    [InlineData("[1,truth]", 6, 1)]
    [InlineData("[01]", 2, 0)]
    [InlineData("[1,NaN]", 3, 1)]
    [InlineData("[1,'a']", 3, 1)]
    [InlineData("[1,\"abc", 7, 1)]
    [InlineData("[1,\"a\\x\"]", 6, 1)]
    [InlineData("[1,{\"a\":1]]", 9, 1)]
    [InlineData("[1,[1}]", 5, 1)]
    [InlineData("[1,{\"a\" 1}]", 8, 1)]
    [InlineData("[1,{\"a\":}]", 8, 1)]
    [InlineData("[1,\n{\"a\":1,\n\"b\":x}]", 16, 1)]
    public async Task A_bare_list_reports_where_it_is_malformed(string json, long offset, int elementsBefore) =>
        await ShouldFailAsync(json, offset, elementsBefore);

    [Theory]
    [InlineData("{\"iterable\":[1]}}", 16, 1)]
    [InlineData("{\"iterable\":[1]} {}", 17, 1)]
    [InlineData("{\"iterable\":[1]]", 15, 1)]
    [InlineData("{\"iterable\":[1],}", 16, 1)]
    [InlineData("{\"iterable\":[1] \"a\":2}", 16, 1)]
    [InlineData("{\"iterable\":[1],\"a\" 2}", 20, 1)]
    [InlineData("{\"iterable\":[1],\"a\":}", 20, 1)]
    [InlineData("{\"iterable\":[1],\"a\":}}", 20, 1)]
    [InlineData("{\"iterable\":[1],\"a\":]}", 20, 1)]
    [InlineData("{\"iterable\":[1],\"a\":,\"b\":1}", 20, 1)]
    [InlineData("{\"iterable\" [1]}", 12, 0)]
    [InlineData("{iterable:[1]}", 1, 0)]
    [InlineData("{,\"iterable\":[1]}", 1, 0)]
    [InlineData("{\"a\":},\"iterable\":[1]}", 5, 0)]
    [InlineData("{\"a\":1,,\"iterable\":[1]}", 7, 0)]
    [InlineData("{1:2,\"iterable\":[1]}", 1, 0)]
    [InlineData("{\"iterable\":nul}", 15, 0)]
    [InlineData("{\"a\":tru,\"iterable\":[1]}", 8, 0)]
    [InlineData("{\"a\":[1},\"iterable\":[1]}", 7, 0)]
    [InlineData("{\"a\":{\"b\":[{}]],\"iterable\":[1]}", 14, 0)]
    [InlineData("{\"iterable\":[1],\"a\":{\"b\" 1}}", 25, 1)]
    [InlineData("{\"iterable\":[1],\"a\":[1,\n\n,2]}", 25, 1)]
    public async Task An_object_around_the_list_reports_where_it_is_malformed(string json, long offset, int elementsBefore) =>
        await ShouldFailAsync(json, offset, elementsBefore, "iterable");

    [Theory]
    [InlineData("{\"iterable\":\"text\"}")]
    [InlineData("{\"iterable\":{\"a\":1}}")]
    [InlineData("{\"iterable\":12}")]
    [InlineData("{\"iterable\":oops}")]
    public async Task A_list_that_is_neither_list_nor_null_is_malformed(string json) => await ShouldFailAsync(json, 12, 0, "iterable");

    [Fact]
    public async Task A_fault_far_behind_the_first_buffer_is_reported_with_its_place_in_the_whole_body()
    {
        var head = "[\"" + new string('é', 100_000) + "\",";

        var reading = await ListReading.OfAsync(new PiecewiseStream(Encoding.UTF8.GetBytes(head + "oops]"), [777]));

        reading.Elements.Count.ShouldBe(1);
        reading.Failure.ShouldBeOfType<MalformedResponseException>().ByteOffset.ShouldBe(Encoding.UTF8.GetByteCount(head));
    }

    [Fact]
    public async Task A_broken_connection_is_reported_with_its_place()
    {
        using var stream = new PiecewiseStream("[1,2,{\"a\""u8.ToArray(), [4], new IOException("reset"));

        var reading = await ListReading.OfAsync(stream);

        reading.Elements.ShouldBe(["1", "2"]);
        var failure = reading.Failure.ShouldBeOfType<MalformedResponseException>();
        failure.ByteOffset.ShouldBe(9);
        failure.InnerException.ShouldBeOfType<IOException>();
    }

    private static async Task ShouldFailAsync(string json, long offset, int elementsBefore, params string[] path)
    {
        foreach (var reading in await ListReading.OfEverySplitAsync(Encoding.UTF8.GetBytes(json), path))
        {
            var failure = reading.Failure.ShouldBeOfType<MalformedResponseException>();
            failure.Operation.ShouldBe(ListReading.Operation);
            failure.ByteOffset.ShouldBe(offset);
            failure.Message.ShouldContain(ListReading.Operation);
            reading.Elements.Count.ShouldBe(elementsBefore);
        }
    }
}
