using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

public class TimestampTests
{
    [Theory]
    [InlineData("2025-05-20T12:41:46.211Z", 2110000)]
    [InlineData("2025-05-20T12:41:46.211207Z", 2112070)]
    [InlineData("2025-05-20T12:41:46Z", 0)]
    [InlineData("2025-05-20T12:41:46.211", 2110000)]
    public void All_digits_count_and_the_time_is_utc(string value, long fraction)
    {
        var created = new Asset(JsonElement.Parse($$$"""{"created":{"value":"{{{value}}}","readable":null} }""")).Created!.Value;

        created.ShouldBe(new DateTimeOffset(2025, 5, 20, 12, 41, 46, TimeSpan.Zero).AddTicks(fraction));
        created.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_time_with_an_offset_is_converted_to_UTC()
    {
        var created = new Asset(JsonElement.Parse("""{"created":{"value":"2025-05-20T14:41:46+02:00"}}""")).Created!.Value;

        created.ShouldBe(new DateTimeOffset(2025, 5, 20, 12, 41, 46, TimeSpan.Zero));
        created.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("""{"created":"2025-05-20T12:41:46Z"}""", true)]
    [InlineData("""{"created":{"value":"yesterday","readable":"yesterday"}}""", false)]
    [InlineData("""{"created":{"value":null,"readable":"yesterday"}}""", false)]
    [InlineData("""{"created":{"value":1747744906}}""", false)]
    [InlineData("""{"created":{}}""", false)]
    [InlineData("""{"created":[]}""", false)]
    public void An_invalid_time_reads_as_null(string json, bool isTime) => new Asset(JsonElement.Parse(json)).Created.HasValue.ShouldBe(isTime);
}
