using System.Collections.Specialized;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class ResourcePlainValueTests
{
    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", null)]
    [InlineData("12", 12L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("1e300", 1e300)]
    [InlineData("1e-30", 1e-30)]
    [InlineData("-2.5E-27", -2.5E-27)]
    public void Scalars_become_plain_values(string json, object? expected) => Plain(json).ShouldBe(expected);

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("12345678901234567890.12345", "12345678901234567890.12345")]
    public void Numbers_that_a_double_would_bend_become_decimals(string json, string expected) =>
        Plain(json).ShouldBe(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Arrays_become_arrays() =>
        Plain("[1,\"a\",null,[true]]").ShouldBe(new object?[] { 1L, "a", null, new object[] { true } });

    [Fact]
    public void Objects_become_ordered_dictionaries()
    {
        var plain = Plain("""{"z":1,"a":{"b":[2]},"z":3,"Z":4}""").ShouldBeAssignableTo<OrderedDictionary>()!;

        plain.Keys.Cast<string>().ShouldBe(["z", "a", "Z"]);
        plain["z"].ShouldBe(3L);
        plain["Z"].ShouldBe(4L);
        plain["a"].ShouldBeAssignableTo<OrderedDictionary>()!["b"].ShouldBe(new object[] { 2L });
    }

    [Fact]
    public void A_changed_member_reads_as_its_new_value()
    {
        var thing = Thing.Parse("""{"a":1}""");
        thing.ChangeRaw("a", "[2]");

        thing.GetMember("a").ShouldBe(new object[] { 2L });
    }

    private static object? Plain(string json) => Thing.Parse($$"""{"value":{{json}}}""").GetMember("value");
}
