using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>What is left of a text that a secret was in.</summary>
public sealed class SecretTextTests
{
    [Theory]
    [InlineData("said top-secret-0123 twice: TOP-SECRET-0123", "said *** twice: ***")]
    [InlineData("cut in the middle of top-sec...", "cut in the middle of ***...")]
    [InlineData("cut without a sign top-secret-01", "cut without a sign ***")]
    [InlineData("too little to tell: top-s", "too little to tell: top-s")]
    [InlineData("nothing here...", "nothing here...")]
    [InlineData("", "")]
    public void The_secret_is_gone_whole_and_in_part(string text, string left) => new SecretText("top-secret-0123").Redact(text).ShouldBe(left);

    [Theory]
    [InlineData("""as it is: p"w\/é&1""")]
    [InlineData("""in JSON: p\"w\\/é&1""")]
    [InlineData("""in JSON: p\u0022w\\\/\u00E9\u00261""")]
    [InlineData("in a URL: p%22w%5C%2F%C3%A9%261")]
    [InlineData("in a page: p&quot;w\\/&#233;&amp;1")]
    public void However_it_is_escaped(string text) => new SecretText("p\"w\\/é&1").Redact(text).Split(": ")[1].ShouldBe("***");

    [Theory]
    [InlineData("http://ada:s3cretpw@host/", "s3cretpw YWRhOnMzY3JldHB3", "*** ***")]
    [InlineData("http://ada:abc@host/", "an abc YWRhOmFiYw==", "an abc ***")]
    public void The_password_of_an_address_and_its_header(string address, string text, string left) =>
        SecretText.InAddress(new System.Uri(address))!.Redact(text).ShouldBe(left);

    [Fact]
    public void An_address_without_a_user_has_no_secret() => SecretText.InAddress(new System.Uri("http://host/")).ShouldBeNull();
}
