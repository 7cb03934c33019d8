using PiecesOs.Benchmarks.Floors;

namespace PiecesOs.Benchmarks.Verification;

/// <summary>What a server's list holds, read independently of every contestant.</summary>
/// <param name="Count">How many assets.</param>
/// <param name="Bytes">The size of the whole answer.</param>
/// <param name="Assets">The hash of ids, names and contents in order.</param>
/// <param name="Contents">The hash of the contents alone, in no order.</param>
/// <param name="FirstId">The id of the first asset.</param>
internal sealed record ListReference(int Count, long Bytes, string Assets, string Contents, string FirstId)
{
    /// <summary>Of a list.</summary>
    public static ListReference Read(Uri list) => Read(list, isList: true);

    /// <summary>Of one asset.</summary>
    public static ListReference ReadOne(Uri asset) => Read(asset, isList: false);

    private static ListReference Read(Uri uri, bool isList)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(15) };
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead).EnsureSuccessStatusCode();
        using var body = response.Content.ReadAsStream();
        using var digest = new AssetDigest();
        var assets = new AssetTokens(digest, isList);
        var bytes = JsonTokens.Read(body, assets);
        return new ListReference(digest.Count, bytes, digest.Assets, digest.Contents, assets.FirstId ?? "");
    }
}
