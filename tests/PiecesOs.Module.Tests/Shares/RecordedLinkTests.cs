using System.IO.Compression;
using System.Text;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Shares;

/// <summary>Every recorded form of a link identifies its share without a request to the link's address.</summary>
public sealed class RecordedLinkTests : CmdletTest
{
    private const string User = "5113916f-2a63-4b56-a1bd-3cb9d938cbb7";
    private static readonly string s_id = Sample.Id(7);

    public static TheoryData<string> Forms => ["name", "uuid", "compressed", "base64url", "raw plus", "encoded twice", "zlib", "gzip", "deflate", "asset only", "no code", "no code, other case", "capitals"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_link_identifies_its_share(string form)
    {
        Prepare();

        Command<GetPiecesShareCommand>().With("Id", Link(form)).Run().ShouldSucceed().OutputAs<Share>().Single().Id.ShouldBe(s_id);
        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(new Uri(Link(form))).Run().ShouldSucceed();

        Server.Log.ShouldBe(
        [
            "GET /shares?transferables=false", $"GET /shares/{s_id}?transferables=true",
            "GET /shares?transferables=false", $"POST /linkify/{s_id}/revoke",
        ]);
    }

    [Theory]
    [InlineData("https://someone.pieces.cloud/?compressed=%%%&user=x")]
    [InlineData("https://someone.pieces.cloud/?compressed=&user=5113916f-2a63-4b56-a1bd-3cb9d938cbb7")]
    [InlineData("https://someone.pieces.cloud/?compressed=eJwDAAAAAAE=")]
    [InlineData("https://someone.pieces.cloud/?p=ffffffffff")]
    [InlineData("https://someone.pieces.cloud/other")]
    public void A_link_without_a_share_is_not_found(string link)
    {
        Prepare();

        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(link).Run().SingleError().Id().ShouldBe("ShareNotFound");
    }

    [Fact]
    public void An_address_that_matches_several_shares_revokes_nothing()
    {
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(7, asset: 3), Sample.Share(8, asset: 3))));

        CommandWithoutConfirm<RevokePiecesLinkCommand>().Input(Link("asset only")).Run().SingleError().Id().ShouldBe("ShareNotFound");
    }

    [Fact]
    public void Asset_and_share_ids_ignore_case()
    {
        const string Upper = "ABCDEF00-0000-4000-8000-00000000000A";
        Server.On("GET /shares", Reply.Json(Sample.List(Sample.Share(1).Replace(Sample.Id(1), Upper, StringComparison.Ordinal))));

        Command<GetPiecesShareCommand>().With("Asset", Upper.ToLowerInvariant()).Run().ShouldSucceed().Output.Count.ShouldBe(1);
    }

    private static string Link(string form)
    {
        const string Host = $"https://{User}.pieces.cloud/";
        var json = $$"""{"share":"{{s_id}}","asset":{"id":"{{Sample.Id(3)}}","name":"ÿþ~?>>>"},"filler":"{{new string('x', 1200)}}"}""";
        var utf8 = Encoding.UTF8.GetBytes(json);
        var base64 = Convert.ToBase64String(utf8);
        return form switch
        {
            "name" => "https://someone.pieces.cloud/?p=24e242a85e",
            "uuid" => Host + "?p=24e242a85e",
            "capitals" => Host + "?p=24E242A85E",
            "compressed" => $"{Host}?compressed={Uri.EscapeDataString(base64)}&user={User}",
            "raw plus" => $"{Host}?user={User}&compressed={base64}",
            "encoded twice" => $"{Host}?compressed={Uri.EscapeDataString(Uri.EscapeDataString(base64))}&user={User}",
            "base64url" => $"{Host}?compressed={base64.Replace('+', '-').Replace('/', '_').TrimEnd('=')}&user={User}",
            "zlib" => Packed(static output => new ZLibStream(output, CompressionLevel.Optimal)),
            "gzip" => Packed(static output => new GZipStream(output, CompressionLevel.Optimal)),
            "deflate" => Packed(static output => new DeflateStream(output, CompressionLevel.Optimal)),
            "asset only" => $"{Host}?compressed={Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"asset":"{{Sample.Id(3)}}"}"""))}",
            "no code" => "https://someone.pieces.cloud/s/abc",
            _ => "https://SOMEONE.pieces.cloud/s/abc/",
        };

        string Packed(Func<Stream, Stream> pack)
        {
            using var output = new MemoryStream();
            using (var packed = pack(output))
                packed.Write(utf8);
            return $"{Host}?compressed={Uri.EscapeDataString(Convert.ToBase64String(output.ToArray()))}&user={User}";
        }
    }

    /// <summary>A share whose link contains a code, or not, depending on the form.</summary>
    private void Prepare() => Server
        .On("GET /shares", Reply.Json(Sample.List(
            Sample.Share(1, asset: 9),
            Sample.Share(7, asset: 3).Replace("https://pieces.example/?p=code7", "https://someone.pieces.cloud/s/abc", StringComparison.Ordinal)
                .Replace("\"code7\"", "\"24e242a85e\"", StringComparison.Ordinal))))
        .On($"GET /shares/{s_id}", Reply.Json(Sample.Share(7)))
        .On($"POST /linkify/{s_id}/revoke", Reply.Text(s_id));
}
