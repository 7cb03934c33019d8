using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PiecesOs.Client;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>ISO 8601 times mean the same in every culture, and a key of -AnyOf means the same as the parameter with its name.</summary>
public sealed class SearchTimeTests
{
    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("en-GB")]
    [InlineData("")]
    public void ISO_8601_means_the_same_everywhere(string culture)
    {
        Both(culture, "2024-01-02").ShouldBe(new DateTime(2024, 1, 2));
        Both(culture, "2024-03").ShouldBe(new DateTime(2024, 3, 1));
        Both(culture, "2024-01-02T03:04:05").ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5));
        Both(culture, "2024-01-02T03:04:05Z").ToUniversalTime().ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Both(culture, "2024-01-02 03:04:05+02:00").ToUniversalTime().ShouldBe(new DateTime(2024, 1, 2, 1, 4, 5, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("en-GB", "03/02/2024", 2, 3)]
    [InlineData("en-US", "03/02/2024", 3, 2)]
    [InlineData("de-DE", "3.2.2024", 2, 3)]
    public void Other_formats_are_parsed_with_the_current_culture(string culture, string text, int month, int day) =>
        Both(culture, text).ShouldBe(new DateTime(2024, month, day));

    [Fact]
    public void Text_that_is_not_a_time_is_rejected()
    {
        var refused = Should.Throw<ArgumentTransformationMetadataException>(() => Both("en-US", "soon"));

        refused.Message.ShouldContain("'soon' is not a date or time");
        new TimeTransformationAttribute().Transform(null!, new DateTime(2024, 1, 2)).ShouldBe(new DateTime(2024, 1, 2));
    }

    /// <summary>The time of the parameter. The key must have the same time.</summary>
    private static DateTime Both(string culture, string text)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var parameter = new TimeTransformationAttribute().Transform(null!, text).ShouldBeOfType<DateTime>();
            var filters = (AssetFilter[])new AssetFilterTransformationAttribute().Transform(null!, new Hashtable { ["CreatedAfter"] = text })!;
            filters[0].CreatedAfter.ShouldBe((DateTimeOffset)parameter);
            return parameter;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
