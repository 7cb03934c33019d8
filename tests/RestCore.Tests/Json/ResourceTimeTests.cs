using System.Globalization;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class ResourceTimeTests
{
    [Theory]
    [InlineData("2024-05-06T07:08:09Z", "2024-05-06T07:08:09.0000000+00:00")]
    [InlineData("2024-05-06T07:08:09.123Z", "2024-05-06T07:08:09.1230000+00:00")]
    [InlineData("2024-05-06T07:08:09.123456Z", "2024-05-06T07:08:09.1234560+00:00")]
    [InlineData("2024-05-06T07:08:09.1234567Z", "2024-05-06T07:08:09.1234567+00:00")]
    [InlineData("2024-05-06T07:08:09.123456", "2024-05-06T07:08:09.1234560+00:00")]
    [InlineData("2024-05-06T07:08:09.123456+02:00", "2024-05-06T07:08:09.1234560+02:00")]
    [InlineData("2024-05-06T07:08:09-05:30", "2024-05-06T07:08:09.0000000-05:30")]
    [InlineData("2024-05-06", "2024-05-06T00:00:00.0000000+00:00")]
    public void Times_keep_their_digits_and_their_offset(string text, string expected) =>
        TimeOf(text)!.Value.ToString("O", CultureInfo.InvariantCulture).ShouldBe(expected);

    [Fact]
    public void Nanoseconds_round_to_the_nearest_tick() =>
        TimeOf("2024-05-06T07:08:09.123456789Z").ShouldBe(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero).AddTicks(1_234_568));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2024-02-30T00:00:00Z")]
    [InlineData("1714979289")]
    public void An_invalid_time_is_null(string text) => TimeOf(text).ShouldBeNull();

    private static DateTimeOffset? TimeOf(string text) => Thing.Parse($$"""{"created":"{{text}}"}""").Created;
}
