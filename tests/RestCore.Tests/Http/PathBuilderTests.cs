using RestCore.Http;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class PathBuilderTests
{
    [Fact]
    public void Segments_and_queries_are_joined_in_order() =>
        new PathBuilder("assets").Segment("7").Path("formats").Query("a", "x").Query("b", 5).Query("c", value: true).Query("d", value: false)
            .ToString().ShouldBe("assets/7/formats?a=x&b=5&c=true&d=false");

    [Fact]
    public void What_is_not_given_is_left_out() =>
        new PathBuilder("assets").Query("a", (string?)null).Query("b", (int?)null).Query("c", (bool?)null).Query("d", string.Empty)
            .ToString().ShouldBe("assets?d=");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_value_that_would_lead_to_another_path_is_refused(string? value) =>
        Should.Throw<ArgumentException>(() => new PathBuilder("assets").Segment(value!));

    [Theory]
    [InlineData("...", "...")]
    [InlineData("../..", "..%2F..")]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b?c#d&e=f", "a%2Fb%3Fc%23d%26e%3Df")]
    [InlineData("50%", "50%25")]
    [InlineData("%2F", "%252F")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("é😀", "%C3%A9%F0%9F%98%80")]
    [InlineData("a\r\nHost: b", "a%0D%0AHost%3A%20b")]
    [InlineData("A-z_0.~", "A-z_0.~")]
    public void Values_are_escaped(string value, string escaped)
    {
        new PathBuilder("assets").Segment(value).ToString().ShouldBe("assets/" + escaped);
        new PathBuilder("assets").Query("q", value).ToString().ShouldBe("assets?q=" + escaped);
    }
}
