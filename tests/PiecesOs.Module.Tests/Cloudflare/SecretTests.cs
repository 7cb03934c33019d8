using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>The token or key does not appear in any output of a cmdlet.</summary>
public sealed class SecretTests : CloudflareTest
{
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public void A_secret_that_the_server_returns_is_not_shown(int status)
    {
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(status, CloudflareSample.Failure(10000, $"bad token {Token.ToUpperInvariant()} in {Token}")));

        var result = Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" })
            .With("Verbose", value: true).With("Debug", value: true).Run();

        result.SingleError().Message().ShouldContain("bad token *** in ***");
        ShouldBeClean(result);
    }

    [Fact]
    public void An_encoded_or_redirected_secret_is_not_shown()
    {
        var escaped = string.Concat(Token.Select(static character => $"\\u{(int)character:x4}"));
        Server.On($"POST {Shares}/s1/recipients", Reply.Status(400, CloudflareSample.Failure(10000, escaped)))
            .On($"GET {Shares}/s1", Reply.Status(302, string.Empty, $"Location: http://elsewhere.example/?t={Token}"));

        ShouldBeClean(Command<AddCloudflareShareRecipientCommand>().With("Share", "s1").With("RecipientAccountId", new[] { "a" }).Run());
        var redirected = Asking<GetCloudflareShareCommand>().With("Id", "s1").Run();
        ShouldBeClean(redirected);

        redirected.SingleError().Id().ShouldBe("RedirectRefused");
    }

    [Fact]
    public void A_successful_request_is_traced_without_the_secret()
    {
        Server.On($"GET {Shares}/s1", Reply.Json(CloudflareSample.One($$"""{"id":"s1","name":"{{Token}}"}""")));

        var result = Asking<GetCloudflareShareCommand>().With("Id", "s1").With("Verbose", value: true).With("Debug", value: true).Run().ShouldSucceed();

        result.Verbose.ShouldNotBeEmpty();
        ShouldBeClean(result);
    }

    [Fact]
    public void The_connection_shows_the_kind_of_secret_only()
    {
        var text = string.Join("|", typeof(CloudflareSharingConnection).GetProperties().Select(property => $"{property.Name}={property.GetValue(Connection)}")) + Connection;

        text.ShouldContain("Authentication=API token");
        text.ShouldContain("AccountId=acc");
        text.ShouldNotContain(Token);
    }

    [Theory]
    [InlineData("ApiToken")]
    [InlineData("ApiKey")]
    public void Plain_text_is_not_accepted_and_not_repeated(string parameter)
    {
        var result = Session.Command<ConnectCloudflareSharingCommand>().With(parameter, Token).Run();

        result.TerminatingException.ShouldNotBeNull();
        result.TerminatingException!.ToString().ShouldNotContain(Token);
        result.TerminatingException.Message.ShouldContain("SecureString");
    }

    [Fact]
    public void A_token_with_white_space_is_not_accepted_and_not_repeated()
    {
        var result = Session.Command<ConnectCloudflareSharingCommand>().With("ApiToken", Secret($"{Token} {Token}")).Run();

        result.SingleError().Id().ShouldBe("InvalidArgument");
        ShouldBeClean(result);
    }

    private static void ShouldBeClean(CommandResult result)
    {
        var streams = result.Errors.SelectMany(static error => new[] { error.ToString(), error.Exception.ToString(), error.ErrorDetails?.Message, error.ErrorDetails?.RecommendedAction })
            .Concat(result.Verbose).Concat(result.Debug).Concat(result.Warnings).Append(result.TerminatingException?.ToString());
        string.Join("\n", streams).ShouldNotContain(Token, Case.Insensitive);
    }
}
