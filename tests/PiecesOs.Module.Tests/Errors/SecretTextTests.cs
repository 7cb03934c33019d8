using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>The text that remains after a secret is removed.</summary>
public sealed class SecretTextTests
{
    [Theory]
    [InlineData("said top-secret-0123 twice: TOP-SECRET-0123", "said *** twice: ***")]
    [InlineData("cut in the middle of top-sec...", "cut in the middle of ***...")]
    [InlineData("cut without a sign top-secret-01", "cut without a sign ***")]
    [InlineData(@"cut in the middle of a character top-s\u0065c\u00...", "cut in the middle of a character ***...")]
    [InlineData("too little to tell: top-s", "too little to tell: top-s")]
    [InlineData(@"mixed: t\u006fp-secret%2d0123, t\\u006Fp-secret&#45;0123", "mixed: ***, ***")]
    [InlineData("nothing here...", "nothing here...")]
    [InlineData("", "")]
    public void The_secret_and_parts_of_it_are_removed(string text, string left) => new SecretText("top-secret-0123").Redact(text).ShouldBe(left);

    [Theory]
    [InlineData("top-secret-0123")]
    [InlineData("p\"w\\d/ü&<>'+ 😀=x")]
    public void Every_encoding_of_the_secret_is_recognized(string secret)
    {
        var clean = new SecretText(secret);
        string[] forms =
        [
            secret,
            JsonSerializer.Serialize(secret)[1..^1],
            JsonSerializer.Serialize(JsonSerializer.Serialize(secret)[1..^1])[1..^1],
            JsonSerializer.Serialize(secret, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
            string.Concat(secret.Select(static unit => $"\\u{(int)unit:X4}")),
            secret.Replace("/", "\\/", StringComparison.Ordinal),
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
            WebUtility.HtmlEncode(secret),
        ];

        forms.Where(form => clean.Redact($"[{form}]") is not "[***]").ShouldBeEmpty();
        forms.ShouldAllBe(form => clean.IsIn(form));
    }

    [Theory]
    [InlineData("http://ada:s3cretpw@host/", "s3cretpw YWRhOnMzY3JldHB3", "*** ***")]
    [InlineData("http://ada:abc@host/", "an abc YWRhOmFiYw==", "an abc ***")]
    public void The_password_in_an_address_and_its_header_are_removed(string address, string text, string left) =>
        SecretText.InAddress(new Uri(address))!.Redact(text).ShouldBe(left);

    [Fact]
    public void An_address_without_a_user_contains_no_secret() => SecretText.InAddress(new Uri("http://host/")).ShouldBeNull();

    [Fact]
    public void Each_of_several_secrets_is_recognized()
    {
        var clean = new SecretText("password", "YWRhOnBhc3N3b3Jk", string.Empty);

        clean.Redact("Basic YWRhOnBhc3N3b3Jk is ada:password").ShouldBe("Basic *** is ada:***");
        new SecretText(string.Empty).Redact("nothing").ShouldBe("nothing");
    }
}
