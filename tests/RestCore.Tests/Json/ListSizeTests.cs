using System.Text;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class ListSizeTests
{
    [Theory]
    [InlineData(65_534)]
    [InlineData(65_536)]
    [InlineData(65_540)]
    [InlineData(1_500_000)]
    public async Task An_element_may_be_larger_than_the_first_buffer(int length)
    {
        var large = $$"""{"raw":"{{new string('x', length)}}\"]","n":1}""";
        var bytes = Encoding.UTF8.GetBytes($$"""{"iterable":[{"id":1},{{large}},{"id":3}]}""");

        foreach (var size in new[] { 1 << 20, 65_536, 65_535, 1_021 })
        {
            var reading = await ListReading.OfAsync(new PiecewiseStream(bytes, [size]), "iterable");

            reading.Failure.ShouldBeNull();
            reading.Elements.ShouldBe(["""{"id":1}""", large, """{"id":3}"""]);
        }
    }

    [Fact]
    public async Task A_skipped_member_may_be_larger_than_the_buffer()
    {
        var json = $$"""{"skipped":["{{new string('[', 200_000)}}"],"iterable":[1],"after":"{{new string('é', 200_000)}}"}""";

        var reading = await ListReading.OfAsync(new PiecewiseStream(Encoding.UTF8.GetBytes(json), [4_099]), "iterable");

        reading.Failure.ShouldBeNull();
        reading.Elements.ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_long_list_passes_through_the_buffer_many_times()
    {
        var elements = Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"{{i}}","text":"a\\b\"é]}"}""").ToArray();

        var reading = await ListReading.OfAsync("[" + string.Join(" ,\n", elements) + "]");

        reading.Failure.ShouldBeNull();
        reading.Elements.ShouldBe(elements);
    }

    [Fact]
    public async Task An_element_may_be_nested_deeply()
    {
        var deep = new string('[', 900) + new string(']', 900);

        var reading = await ListReading.OfAsync($"[{deep},1]");

        reading.Failure.ShouldBeNull();
        reading.Elements.ShouldBe([deep, "1"]);
    }
}
