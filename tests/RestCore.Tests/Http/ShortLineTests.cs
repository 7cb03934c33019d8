using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>Texts of servers in one short line.</summary>
public class ShortLineTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("busy", "busy")]
    [InlineData("  two\r\n lines\n", "two lines")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("<!DOCTYPE html><html><head><title>502 Bad &amp; Gateway</title></head><body><p>x</p></body></html>", "502 Bad & Gateway")]
    [InlineData("<html><head><style>p { color: red }</style></head><body><h1>Sign in</h1><script>alert(1)</script> here</body>", "Sign in here")]
    [InlineData("<HTML><TITLE> </TITLE><BODY>Down", "Down")]
    [InlineData("<html", "<html")]
    public void One_line(string text, string line) => ShortLine.Of(text).ShouldBe(line);

    [Theory]
    [InlineData("x")]
    [InlineData("\U0001f600")]
    [InlineData("<p>")]
    [InlineData("<")]
    public void A_long_text_is_cut(string part)
    {
        var line = ShortLine.Of(string.Concat(Enumerable.Repeat(part, 100_000)));

        line.Length.ShouldBeInRange(ShortLine.MaxLength - 1, ShortLine.MaxLength);
        line.ShouldEndWith("...");
        char.IsHighSurrogate(line[^4]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_in_an_error_is_its_title_and_the_whole_body_is_kept()
    {
        var page = "<html><head><title>502 Bad Gateway</title></head><body>" + string.Concat(Enumerable.Repeat("<p>x</p>", 5000)) + "</body></html>";
        await using var server = ScriptedServer.Start(Reply.Status(403, page));
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = server.Address });

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.Message.ShouldEndWith("returned status 403: 502 Bad Gateway");
        failure.ServerMessage.Body.ShouldBe(page);
    }
}
