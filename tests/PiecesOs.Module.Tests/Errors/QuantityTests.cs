using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Errors;

/// <summary>Singular and plural.</summary>
public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 assets")]
    [InlineData(1, "1 asset")]
    [InlineData(2, "2 assets")]
    [InlineData(1000, "1000 assets")]
    public void Count_of_a_noun(long count, string text) => Quantity.Of(count, "asset").ShouldBe(text);

    [Theory]
    [InlineData(0.25, "0.25 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(1.5, "1.5 seconds")]
    [InlineData(300, "300 seconds")]
    public void Count_of_seconds(double seconds, string text) => Quantity.Seconds(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData(0.4, "Try again in 1 second.")]
    [InlineData(90, "Try again in 90 seconds.")]
    public void Duration_from_RetryAfter(double seconds, string text) => StatusMeaning.Later(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void Count_in_the_error_about_a_shrunken_library() =>
        LibraryErrors.LibraryShrank("x", 1, 0).Message.ShouldBe("The library shrank from 1 asset to 0 since the export in 'x'. The export was kept.");
}
