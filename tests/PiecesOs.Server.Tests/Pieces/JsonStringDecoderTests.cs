using System.Buffers;
using System.Text;
using System.Text.Json;
using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>JSON strings that arrive in parts.</summary>
public sealed class JsonStringDecoderTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"plain\"")]
    [InlineData("\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\u0000\"")]
    [InlineData("\"é€😀 \\u00e9 \\\\u0041\"")]
    public void Every_split_has_the_text_that_a_parser_reads(string token)
    {
        var utf8 = Encoding.UTF8.GetBytes(token);
        var expected = JsonSerializer.Deserialize<string>(token);

        for (var size = 1; size <= utf8.Length; size++)
            Decode(utf8, size).ShouldBe(expected, $"in parts of {size}");
    }

    [Theory]
    [InlineData("\"\\ud83dx\"", "\uFFFDx")]
    [InlineData("\"\\ud83d\"", "\uFFFD")]
    [InlineData("\"\\ude00\\n\"", "\uFFFD\n")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", "\uFFFD😀")]
    [InlineData("\"\\ud83d\\n\"", "\uFFFD\n")]
    public void Half_of_a_pair_is_replaced(string token, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(token);

        for (var size = 1; size <= utf8.Length; size++)
            Decode(utf8, size).ShouldBe(expected, $"in parts of {size}");
    }

    private static string Decode(byte[] token, int size)
    {
        var decoder = new JsonStringDecoder();
        var output = new ArrayBufferWriter<byte>();
        foreach (var part in token.Chunk(size))
            decoder.Decode(part, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
