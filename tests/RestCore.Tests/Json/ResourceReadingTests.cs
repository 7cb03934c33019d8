using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class ResourceReadingTests
{
    [Fact]
    public void Typed_members_decode()
    {
        var thing = Thing.Parse("""
            {"id":"7","name":"a \"b\" \u00e9","favorite":true,"size":42,"score":0.5,"created":"2024-05-06T07:08:09Z","original":{"id":"6"}}
            """);

        thing.Id.ShouldBe("7");
        thing.Name.ShouldBe("a \"b\" é");
        thing.Favorite.ShouldBe(true);
        thing.Size.ShouldBe(42);
        thing.Score.ShouldBe(0.5);
        thing.Created.ShouldBe(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero));
        thing.Original!.Id.ShouldBe("6");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null,"kind":null,"name":null,"favorite":null,"size":null,"score":null,"created":null,"original":null}""")]
    [InlineData("""{"id":[],"kind":{},"name":true,"favorite":"true","size":"1","score":"0.5","created":5,"original":"x"}""")]
    [InlineData("""{"id":{},"kind":[1],"name":false,"favorite":1,"size":[],"score":{},"created":"soon","original":[]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"id\"")]
    public void Absent_null_and_unexpected_members_read_as_null(string json)
    {
        var thing = Thing.Parse(json);

        thing.Id.ShouldBeNull();
        thing.Kind.ShouldBeNull();
        thing.Name.ShouldBeNull();
        thing.Favorite.ShouldBeNull();
        thing.Size.ShouldBeNull();
        thing.Score.ShouldBeNull();
        thing.Created.ShouldBeNull();
        thing.Original.ShouldBeNull();
        thing.GetMember("absent").ShouldBeNull();
    }

    [Fact]
    public void A_resource_over_nothing_reads_as_nothing()
    {
        var thing = new Thing(default);

        thing.Id.ShouldBeNull();
        thing.GetMember("id").ShouldBeNull();
        thing.GetMemberNames().ShouldBeEmpty();
        thing.ToJson().ShouldBe("null");
    }

    [Fact]
    public void A_word_that_no_version_of_the_document_knows_stays_readable() =>
        Thing.Parse("""{"kind":"HOLOGRAM_2040"}""").Kind.ShouldBe("HOLOGRAM_2040");

    [Fact]
    public void A_number_where_text_was_promised_reads_as_its_digits() =>
        Thing.Parse("""{"id":1234567890123456789012}""").Id.ShouldBe("1234567890123456789012");

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("12.9", 12L)]
    [InlineData("1e3", 1000L)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854777856", null)]
    [InlineData("1e400", null)]
    public void Whole_numbers_that_do_not_fit_read_as_null(string number, long? expected) =>
        Thing.Parse($$"""{"size":{{number}}}""").Size.ShouldBe(expected);

    [Fact]
    public void Names_are_returned_in_the_order_in_which_they_came()
    {
        var thing = Thing.Parse("""{"z":1,"a":2,"m\u0061":3}""");
        thing.ChangeRaw("new", "4");
        thing.ChangeRaw("a", "5");

        thing.GetMemberNames().ShouldBe(["z", "a", "ma", "new"]);
    }

    [Fact]
    public void Of_a_repeated_member_the_last_value_counts()
    {
        var thing = Thing.Parse("""{"id":"first","name":"n","id":"last"}""");

        thing.Id.ShouldBe("last");
        thing.GetMember("id").ShouldBe("last");
        thing.GetMemberNames().ShouldBe(["id", "name"]);
    }
}
