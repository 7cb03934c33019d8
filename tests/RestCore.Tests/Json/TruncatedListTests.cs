using System.Text;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class TruncatedListTests
{
    private const string Sample =
        """{"schema":{"x":[1,2]},"iterable":[{"id":"a"},{"id":"b \"]\\","é":[{}]},"text",[1] , 34 ],"after":"]x\"","n":1} """;

    private static readonly string[] s_elements = ["""{"id":"a"}""", """{"id":"b \"]\\","é":[{}]}""", "\"text\"", "[1]", "34"];

    [Fact]
    public async Task Cut_anywhere_it_returns_the_whole_elements_and_then_says_where_it_broke_off()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        for (var cut = 0; cut < bytes.Length - 1; cut++)
        {
            foreach (var size in new[] { 1, 7, bytes.Length })
            {
                var reading = await ListReading.OfAsync(new PiecewiseStream(bytes[..cut], [size]), "iterable");

                reading.Elements.ShouldBe(s_elements.Where(element => IsWhole(element, cut)));
                reading.Failure.ShouldBeOfType<MalformedResponseException>().ByteOffset.ShouldBe(cut);
            }
        }
    }

    [Fact]
    public async Task Whole_it_returns_all_elements()
    {
        var reading = await ListReading.OfAsync(Sample, "iterable");

        reading.Failure.ShouldBeNull();
        reading.Elements.ShouldBe(s_elements);
    }

    /// <summary>A number is whole only when something behind it says so.</summary>
    private static bool IsWhole(string element, int cut)
    {
        var end = Encoding.UTF8.GetByteCount(Sample[..Sample.IndexOf(element, System.StringComparison.Ordinal)])
            + Encoding.UTF8.GetByteCount(element);
        return cut >= (char.IsAsciiDigit(element[0]) ? end + 1 : end);
    }
}
