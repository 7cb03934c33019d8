using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Cloudflare;

/// <summary>The file that describes the shares of an account.</summary>
public sealed class ExportShareTests : CloudflareTest
{
    /// <summary>While an account changes, a record moves from one page to the next.</summary>
    [Fact]
    public void A_record_on_two_pages_is_described_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("shares.json");
        Server.On(
                $"GET {Shares}",
                Reply.Json(CloudflareSample.Page(1, 2, CloudflareSample.Share("s2"), CloudflareSample.Share("s1"))),
                Reply.Json(CloudflareSample.Page(2, 2, CloudflareSample.Share("s1"), CloudflareSample.Share("s3"))))
            .On($"GET {Shares}/s1/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a1", "a1", "a2"))))
            .On($"GET {Shares}/s2/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a3"))))
            .On($"GET {Shares}/s3/recipients", Reply.Json(CloudflareSample.Page(CloudflareSample.Recipients("a3"))));

        Command<ExportCloudflareShareCommand>().With("Path", path).Run().ShouldSucceed();

        var shares = JsonElement.Parse(File.ReadAllText(path)).GetProperty("shares").EnumerateArray().ToArray();
        shares.Select(static share => share.GetProperty("name").GetString()).ShouldBe(["name of s1", "name of s2", "name of s3"]);
        shares[0].GetProperty("recipients").EnumerateArray().Select(static recipient => recipient.GetProperty("accountId").GetString()).ShouldBe(["a1", "a2"]);
    }
}
