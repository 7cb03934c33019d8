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
}
