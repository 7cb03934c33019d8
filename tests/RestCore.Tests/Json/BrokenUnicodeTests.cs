using System.Collections.Specialized;
using RestCore.Json;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>Half surrogate pairs and bytes that are no UTF-8 come from editors and clipboards; they may not break reading.</summary>
public class BrokenUnicodeTests
{
    /// <summary>Attributes cannot hold half a pair, so the samples stand here.</summary>
    [Fact]
    public void Half_a_surrogate_pair_in_text_is_kept()
    {
        ShouldRead("\\ud800", "\ud800");
        ShouldRead("a\\udc00b", "a\udc00b");
        ShouldRead("\\ud800\\ud83d\\ude00 é😀 \\n\\t\\r\\b\\f\\/\\\\\\\"", "\ud800😀 é😀 \n\t\r\b\f/\\\"");
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_name_leaves_all_members_readable()
    {
        var thing = Thing.Parse("""{"\ud800":1,"i\ud800":2,"id":"7","inner":{"\udc00\"":3},"id\ud800":4}""");

        thing.Id.ShouldBe("7");
        thing.GetMember("\ud800").ShouldBe(1L);
        thing.GetMember("i\ud800").ShouldBe(2L);
        thing.GetMember("absent").ShouldBeNull();
        thing.GetMember("inner").ShouldBeAssignableTo<OrderedDictionary>()!.Keys.Cast<string>().ShouldBe(["\udc00\""]);
        thing.GetMemberNames().ShouldBe(["\ud800", "i\ud800", "id", "inner", "id\ud800"]);
    }

    [Fact]
    public void Half_a_surrogate_pair_survives_a_change()
    {
        var thing = Thing.Parse("""{"\ud800":"\udc00","i\ud800":1,"name":"old"}""");

        thing.Name = "new";

        thing.ToJson().ShouldBe("""{"\ud800":"\udc00","i\ud800":1,"name":"new"}""");
    }

    [Fact]
    public async Task Invalid_UTF8_becomes_replacement_characters()
    {
        byte[] bytes = [.. "[{\"name\":\""u8, 0xE9, (byte)'t', 0xE9, .. " \\ud800\",\"k"u8, 0xFF, .. "\":1}]"u8];
        foreach (var size in new[] { 1, bytes.Length })
        {
            using var stream = new PiecewiseStream(bytes, [size]);
            var things = new System.Collections.Generic.List<Thing>();
            await foreach (var element in JsonListReader.ReadAsync(stream, "list", []))
                things.Add(new Thing(element));

            var thing = things.ShouldHaveSingleItem();
            thing.Name.ShouldBe("\ufffdt\ufffd \ud800");
            thing.GetMemberNames().ShouldBe(["name", "k\ufffd"]);
            thing.ToJson().ShouldBe("{\"name\":\"\ufffdt\ufffd \\ud800\",\"k\ufffd\":1}");
        }
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_name_before_the_list_does_not_hide_the_list()
    {
        var reading = await ListReading.OfAsync("""{"\ud800":1,"iterable\udc00":[2],"iterable":[3]}""", "iterable");

        reading.Failure.ShouldBeNull();
        reading.Elements.ShouldBe(["3"]);
    }

    private static void ShouldRead(string escaped, string expected)
    {
        var thing = Thing.Parse($$"""{"name":"{{escaped}}"}""");

        thing.Name.ShouldBe(expected);
        thing.GetMember("name").ShouldBe(expected);
    }
}
