using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Http;

/// <summary>The <c>readable</c> of times.</summary>
public sealed class RelativeTimeTests
{
    [Theory]
    [InlineData(-5, "Just now...")]
    [InlineData(59, "Just now...")]
    [InlineData(60, "a minute ago")]
    [InlineData(59 * 60, "59 minutes ago")]
    [InlineData(3600, "about an hour ago")]
    [InlineData(2 * 86400, "2 days ago")]
    [InlineData(40 * 86400, "about a month ago")]
    [InlineData(300 * 86400, "9 months ago")]
    [InlineData(366 * 86400, "about a year ago")]
    [InlineData(800 * 86400, "2 years ago")]
    public void It_is_the_age_in_words(int seconds, string readable) => RelativeTime.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(readable);
}
