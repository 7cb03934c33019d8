using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RestCore.Json;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>The quick check of an element accepts what the parser accepts, and nothing else.</summary>
public class OutlineTests
{
    private static readonly string[] s_texts =
    [
        "{}", "[]", "{ }", "[ [ ] , { } ]", """{"a":1}""", """{"a":{"b":[1,2,{"c":null}]},"d":"e","f":[true,false]}""",
        """{"text":"line\nline\t\"quoted\" \\ \u00e4 \ud83d\ude00 \/","number":-12.50e+3,"zero":0,"long":123456789012345678901234567890}""",
        "{\r\n\t\"padded\" : [ 1 , 2 ] ,\r\n\t\"name\" : \"äöü 日本語 😀\"\r\n}",
        $$"""{"{{new string('n', 70)}}":"{{new string('v', 200)}}","after":"{{string.Concat(Enumerable.Repeat("\\\\", 65))}}","odd":"{{string.Concat(Enumerable.Repeat("\\\"", 33))}}"}""",
        $"[{string.Join(",", Enumerable.Range(0, 300))}]",
    ];

    [Fact]
    public void What_it_accepts_of_damaged_text_is_what_the_parser_accepts()
    {
        const string Signs = "{}[]\",:\\ \t\n\r0123456789.eE+-truefalsn\u0001/ubx\u007f";
        var random = new Random(1);
        var accepted = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(s_texts[i % s_texts.Length]).ToList();
            for (var changes = random.Next(3); changes >= 0; changes--)
                Damage(bytes, random, (byte)Signs[random.Next(Signs.Length)]);
            var json = bytes.ToArray();
            var expected = IsForParser(json);
            accepted += expected ? 1 : 0;

            JsonOutline.TryRead(json, []).ShouldBe(expected, Encoding.UTF8.GetString(json));
        }

        accepted.ShouldBeInRange(2_000, 58_000);
    }

    [Fact]
    public void It_accepts_any_well_formed_value_that_has_brackets() =>
        Prop.ForAll(
            (from elements in JsonTexts.Values from list in JsonTexts.ListOf(elements) from json in JsonTexts.Around(list) select json).ToArbitrary(),
            json => JsonOutline.TryRead(Encoding.UTF8.GetBytes(json), []).ShouldBeTrue(json))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void It_goes_as_deep_as_the_parser_may(int depth, bool accepted) =>
        JsonOutline.TryRead(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)), []).ShouldBe(accepted);

    [Theory]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{} {}")]
    public void It_leaves_anything_else_to_the_parser(string json) => JsonOutline.TryRead(Encoding.UTF8.GetBytes(json), []).ShouldBeFalse();

    [Fact]
    public void The_members_of_an_object_are_what_the_parser_finds()
    {
        foreach (var text in s_texts.Concat(["""{"a":1,"b":2,"a":3}""", """{"\u0061":1,"ä":2,"aa":3,"":4}""", """{"id":1,"b\"c":2,"d\\e":3}"""]))
        {
            using var document = JsonDocument.Parse(text);
            var found = JsonText.TryCreate(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var name in document.RootElement.EnumerateObject().Select(static member => member.Name).Concat(["absent", "i", "idd", "id\":1,\"b", "id\":1}", "e\":3}     "]))
            {
                var isThere = document.RootElement.TryGetProperty(name, out var expected);

                found.Member(name).ValueKind.ShouldBe(isThere ? expected.ValueKind : JsonValueKind.Undefined);
                if (isThere)
                    found.Member(name).GetRawText().ShouldBe(expected.GetRawText());
            }
        }
    }

    private static void Damage(List<byte> bytes, Random random, byte sign)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(4))
        {
            case 0:
                bytes.RemoveAt(at);
                break;
            case 1:
                bytes.Insert(at, sign);
                break;
            case 2:
                bytes[at] = sign;
                break;
            default:
                bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                break;
        }

        if (bytes.Count == 0)
            bytes.Add(sign);
    }

    private static bool IsForParser(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonBytes.DocumentOptions);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
