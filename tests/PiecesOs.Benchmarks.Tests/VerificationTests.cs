using System.Text;
using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Verification;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class VerificationTests
{
    private const string Text = """{"id":"1","name":"é\u0007","tags":{"iterable":[{"id":"t","name":"n"}]},"original":{"id":"f","reference":{"file":null,"fragment":{"string":{"raw":"次\n"}}}},"preview":{"base":{"reference":{"fragment":{"string":{"raw":"other"}}}}}}""";
    private const string Bytes = """{"id":"2","name":null,"original":{"reference":{"file":{"bytes":{"raw":[0,255,7]}}}}}""";
    private const string Nothing = """{"id":"3","name":"","original":{"reference":null}}""";

    [Fact]
    public void The_independent_reader_finds_id_name_and_original_content()
    {
        using var expected = new AssetDigest();
        expected.Add("1", "é\u0007", "次\n");
        expected.Add("2", null, new byte[] { 0, 255, 7 });
        expected.Add("3", "", null);

        using var digest = Read($$"""{"schema":null,"iterable":[{{Text}},{{Bytes}},{{Nothing}}],"indices":null}""", isList: true);

        digest.Count.ShouldBe(3);
        digest.Assets.ShouldBe(expected.Assets);
        digest.Contents.ShouldBe(expected.Contents);
    }

    [Fact]
    public void A_single_asset_is_read_in_the_same_way()
    {
        using var expected = new AssetDigest();
        expected.Add("2", null, new byte[] { 0, 255, 7 });

        using var digest = Read(Bytes, isList: false);

        digest.Assets.ShouldBe(expected.Assets);
    }

    [Fact]
    public void Adjacent_values_are_kept_separate()
    {
        Digest("ab", "c", "d").ShouldNotBe(Digest("a", "bc", "d"));
        Digest("a", null, "d").ShouldNotBe(Digest("a", "", "d"));
        Digest("a", "b", new object[] { 1L, 2L }).ShouldBe(Digest("a", "b", new byte[] { 1, 2 }));
    }

    [Fact]
    public void Contents_are_compared_in_any_order()
    {
        var (one, other) = (new ContentsDigest(), new ContentsDigest());
        one.Add([1]);
        one.Add([2]);
        other.Add([2]);
        other.Add([1]);

        other.ToString().ShouldBe(one.ToString());
        other.Add([1]);
        other.ToString().ShouldNotBe(one.ToString());
    }

    [Fact]
    public void A_difference_is_described()
    {
        Should.Throw<MismatchException>(() => Check.Same(4999, 5000, "number of assets")).Message.ShouldBe("number of assets: 4,999 instead of 5,000");
    }

    private static string Digest(object? id, object? name, object? content)
    {
        using var digest = new AssetDigest();
        digest.Add(id, name, content);
        return digest.Assets;
    }

    private static AssetDigest Read(string json, bool isList)
    {
        var digest = new AssetDigest();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        JsonTokens.Read(stream, new AssetTokens(digest, isList)).ShouldBe(stream.Length);
        return digest;
    }
}
