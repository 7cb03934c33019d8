using System.Net;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>Messages show the control characters that a server sent, and do not carry them to a terminal.</summary>
public class VisibleTextTests
{
    [Theory]
    [InlineData("plain äöü 日本語 😀", "plain äöü 日本語 😀")]
    [InlineData("red \u001b[31m", "red \u241b[31m")]
    [InlineData("a\tb\r\nc\u007f", "a\u2409b\u240d\u240ac\u2421")]
    [InlineData("turned \u202e round \u2066 and back \u0085", "turned \ufffd round \ufffd and back \ufffd")]
    public void Control_characters_become_signs(string text, string expected) => VisibleText.Of(text).ShouldBe(expected);

    [Fact]
    public void No_text_is_empty() => VisibleText.Of(null).ShouldBeEmpty();

    [Fact]
    public void The_words_of_a_server_are_safe_in_a_message_and_whole_beside_it()
    {
        var failure = new RestStatusException("things_get", HttpStatusCode.BadRequest, ServerMessage.FromBody("bad \u001b[2J"));

        failure.Message.ShouldEndWith("bad \u241b[2J");
        failure.ServerMessage.Text.ShouldBe("bad \u001b[2J");
    }

    [Fact]
    public void So_is_the_place_that_a_redirect_names() =>
        new RedirectRefusedException("things_get", new Uri("http://127.0.0.1/"), new Uri("http://elsewhere/%1b%5b2J")).Message.ShouldNotContain("\u001b");
}
