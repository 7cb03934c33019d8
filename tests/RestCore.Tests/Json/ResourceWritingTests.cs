using System.Text;
using System.Text.Json;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class ResourceWritingTests
{
    public static TheoryData<string> Oddities { get; } =
    [
        "{}",
        " { \"a\" :\t1 ,\r\n \"b\":[ 1 , 2 ] } ".Trim(),
        """{"a":"\u00e9é\/\\\"\b","n\u0061me":"\ud83d\ude00😀"}""",
        """{"a":1.50,"b":-0,"c":1E+2,"d":123456789012345678901234567890,"e":1e400}""",
        """{"a":1,"a":2,"a":{"a":1,"a":2}}""",
        """{"a":"\ud800","b":"\udc00\ud800 x"}""",
        """{"\ud800":1,"id":2}""",
        """{"":0," ":1}""",
    ];

    [Theory]
    [MemberData(nameof(Oddities))]
    [InlineData("[1, 2]")]
    [InlineData("\"text\"")]
    public void Unchanged_json_is_what_came_in(string json)
    {
        var thing = Thing.Parse(json);

        thing.ToJson().ShouldBe(json);
        WriteTo(thing).ShouldBe(json);
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public void A_new_member_is_added_behind_what_came_in(string json)
    {
        var thing = Thing.Parse(json);
        thing.ChangeRaw("new", "[ 1 ]");

        var expected = json == "{}" ? "{\"new\":[ 1 ]}" : json[..^1] + ",\"new\":[ 1 ]}";
        thing.ToJson().ShouldBe(expected);
        WriteTo(thing).ShouldBe(expected);
    }

    [Fact]
    public void A_changed_member_keeps_its_place_and_leaves_the_others_as_they_were()
    {
        var thing = Thing.Parse("""{ "big" : 1.50e2 , "n\u0061me" :"old", "esc\"":"\u00e9\/",  "x":[ 1,{ } ]}""");

        thing.Name = "new \"é\" <&>";

        thing.ToJson().ShouldBe("""{ "big" : 1.50e2 , "n\u0061me" :"new \"é\" <&>", "esc\"":"\u00e9\/",  "x":[ 1,{ } ]}""");
        thing.Name.ShouldBe("new \"é\" <&>");
        thing.Source.Member("name").AsText().ShouldBe("old");
    }

    [Fact]
    public void Of_a_repeated_member_each_value_is_changed()
    {
        var thing = Thing.Parse("""{"name":"a","b":1,"name":"c","b":2}""");

        thing.Name = "new";

        thing.ToJson().ShouldBe("""{"name":"new","b":1,"name":"new","b":2}""");
    }

    [Fact]
    public void The_last_of_several_changes_counts()
    {
        var thing = Thing.Parse("""{"name":"old"}""");
        thing.ChangeRaw("b", "1");
        thing.Name = "first";
        thing.ChangeRaw("c", "2");
        thing.ChangeRaw("b", "3");
        thing.Name = null;

        thing.ToJson().ShouldBe("""{"name":null,"c":2,"b":3}""");
        thing.Name.ShouldBeNull();
        thing.GetMember("b").ShouldBe(3L);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Setting_a_member_replaces_a_value_that_is_not_an_object(string json)
    {
        var thing = Thing.Parse(json);

        thing.Name = "new";

        thing.ToJson().ShouldBe("""{"name":"new"}""");
    }

    [Fact]
    public void A_member_may_be_nested_deeply()
    {
        var deep = new string('[', 500) + new string(']', 500);
        var thing = Thing.Parse($$"""{"deep":{{deep}},"name":"old"}""");

        thing.Name = "new";
        thing.Change("copy", writer => writer.WriteRawValue(deep, skipInputValidation: true));

        thing.ToJson().ShouldBe($$"""{"deep":{{deep}},"name":"new","copy":{{deep}}}""");
    }

    [Fact]
    public void A_writer_is_required()
    {
        Should.Throw<ArgumentNullException>(() => Thing.Parse("{}").WriteTo((Utf8JsonWriter)null!));
        Should.Throw<ArgumentNullException>(() => Thing.Parse("{}").Change("a", null!));
    }

    /// <summary>Writes it where a request body would: inside an object of a writer that checks.</summary>
    private static string WriteTo(Thing thing)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("thing");
            thing.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray())["{\"thing\":".Length..^1];
    }
}
