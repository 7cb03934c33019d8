using System.Text;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>What a trace shows of a body.</summary>
public sealed class BodyExcerptTests
{
    [Theory]
    [InlineData("""{"apiKey":"s3cret","a":1}""", """{"apiKey":"***","a":1}""")]
    [InlineData("""{"x":{"access_token" : "s3\"cret"},"b":"kept"}""", """{"x":{"access_token" : "***"},"b":"kept"}""")]
    [InlineData("""{"Password":"s3cret""", """{"Password":"***""" + "\"")]
    [InlineData("""{"name":"a token of thanks"}""", """{"name":"a token of thanks"}""")]
    [InlineData("no JSON at all", "no JSON at all")]
    public void Members_named_like_a_secret_lose_their_value(string body, string shown) => Shown(body, 1000).ShouldBe(shown);

    [Fact]
    public void It_is_bounded_and_says_so() => Shown(new string('x', 50), 10).ShouldBe("xxxxxxxxxx...");

    [Fact]
    public void A_body_that_just_fits_is_not_called_cut() => Shown("0123456789", 10).ShouldBe("0123456789");

    [Fact]
    public void A_secret_that_is_cut_in_the_middle_does_not_show() => Shown("""{"token":"abcdefghijklmnop"}""", 15).ShouldNotContain("abc");

    private static string Shown(string body, int limit)
    {
        var excerpt = new BodyExcerpt(limit);
        foreach (var part in body)
            excerpt.Add(Encoding.UTF8.GetBytes([part]));
        return excerpt.ToString();
    }
}
