using System.Text;
using System.Text.Json;
using RestCore.Json;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>Long arrays of bytes are kept as bytes, and come out as they were written.</summary>
public class ByteArrayTests
{
    [Theory]
    [InlineData(1025, 64)]
    [InlineData(5_000, 100)]
    [InlineData(70_000, 65_536)]
    [InlineData(300_000, 9_999)]
    public async Task An_array_in_any_pieces_is_its_bytes_and_its_text(int count, int piece)
    {
        var bytes = Bytes(count);
        var json = $$"""{"before":[1,2],"raw":{{Numbers(bytes)}},"after":{"a":"]"},"z":0}""";

        var value = await ReadAsync(json, piece);

        value.Member("raw").AsByteArray().ShouldNotBeNull().ToArray().ShouldBe(bytes);
        value.Member("before").AsByteArray().ShouldBeNull();
        value.Member("after", "a").AsText().ShouldBe("]");
        value.GetRawText().ShouldBe(json);
        Written(value).ShouldBe(json);
        JsonPlainValue.From(value.Member("raw")).ShouldBe(bytes);
        value.Member("raw").EnumerateArray().Take(3).Select(static number => number.AsInt64()).ShouldBe(bytes.Take(3).Select(static one => (long?)one));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    public async Task A_short_array_stays_an_array(int count)
    {
        var json = $$"""{"raw":{{Numbers(Bytes(count))}}}""";

        var value = await ReadAsync(json, 100);

        value.Member("raw").AsByteArray().ShouldBeNull();
        value.GetRawText().ShouldBe(json);
    }

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData(" 7")]
    [InlineData("1e1")]
    [InlineData("\"7\"")]
    [InlineData("[7]")]
    public async Task What_is_written_in_another_way_stays_as_it_was(string other)
    {
        foreach (var before in new[] { 0, 500, 1024, 40_000 })
        {
            string[] numbers = [Numbers(Bytes(before)).Trim('[', ']'), other, Numbers(Bytes(3000)).Trim('[', ']')];
            var json = $$"""{"raw":[{{string.Join(",", numbers.Where(static part => part.Length > 0))}}],"after":1}""";

            var value = await ReadAsync(json, 1000);

            value.GetRawText().ShouldBe(json);
            value.Member("after").AsInt64().ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once_and_others_beside_them()
    {
        var bytes = Bytes(50_000);
        byte[] longer = [.. bytes, 1];
        byte[] other = [.. bytes.Take(40_000), .. Bytes(10_000)];
        var json = $$"""[{{Numbers(bytes)}},{{Numbers(bytes)}},{{Numbers(longer)}},{{Numbers(other)}},{{Numbers(bytes[..2000])}}]""";

        var value = await ReadAsync(json, 8192);

        var arrays = value.EnumerateArray().Select(static one => one.AsByteArray().ShouldNotBeNull()).ToArray();
        arrays[1].ShouldBeSameAs(arrays[0]);
        arrays.Select(static one => one.ToArray()).ShouldBe([bytes, bytes, longer, other, bytes[..2000]]);
        value.GetRawText().ShouldBe(json);
    }

    [Fact]
    public async Task Many_bytes_are_kept_outside_memory_and_read_from_any_place()
    {
        var bytes = Bytes(JsonByteArrayBuilder.MaxBytesInMemory + 12_345);
        var value = await ReadAsync($$"""{"a":{{Numbers(bytes)}},"b":{{Numbers(bytes)}}}""", 60_000);

        var array = value.Member("b").AsByteArray().ShouldNotBeNull();

        array.ShouldBeSameAs(value.Member("a").AsByteArray());
        array.ToArray().ShouldBe(bytes);
        using var stream = array.OpenRead();
        stream.Seek(-5, SeekOrigin.End);
        using var rest = new MemoryStream();
        stream.CopyTo(rest);
        rest.ToArray().ShouldBe(bytes[^5..]);
    }

    [Theory]
    [InlineData("""{"raw":[#],"a":tru}""")]
    [InlineData("""{"raw":[#,],"a":1}""")]
    [InlineData("""{"raw":[#x],"a":1}""")]
    public async Task Behind_an_array_an_error_is_where_it_was(string pattern)
    {
        var json = pattern.Replace("#", Numbers(Bytes(30_000)).Trim('[', ']'), StringComparison.Ordinal);
        var expected = Should.Throw<JsonException>(() => JsonDocument.Parse(json)).BytePositionInLine;

        var error = await Should.ThrowAsync<MalformedResponseException>(ReadAsync(json, 5000));

        error.ByteOffset.ShouldBe(expected!.Value);
    }

    [Fact]
    public async Task An_array_that_breaks_off_is_reported_with_its_offset()
    {
        var json = $$"""{"raw":{{Numbers(Bytes(30_000))}}}""";
        foreach (var length in new[] { 2000, 9000, json.Length - 1 })
            (await Should.ThrowAsync<MalformedResponseException>(ReadAsync(json[..length], 3000))).ByteOffset.ShouldBe(length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40_000)]
    public void Bytes_are_written_as_numbers(int count)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            foreach (var part in Bytes(count).Chunk(999))
                writer.WriteByteNumbers(part);
            writer.WriteEndArray();
        }

        Encoding.UTF8.GetString(output.ToArray()).ShouldBe(Numbers(Bytes(count)));
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static string Numbers(byte[] bytes) => $"[{string.Join(",", bytes)}]";

    private static string Written(JsonValue value)
    {
        using var output = new MemoryStream();
        value.WriteTo(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<JsonValue> ReadAsync(string json, int piece)
    {
        using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(json), [piece]);
        await foreach (var value in JsonSequenceReader.ReadAsync(stream, "things_get"))
            return value;
        throw new InvalidOperationException("There was no value.");
    }
}
