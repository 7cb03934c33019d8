using PiecesOs.Benchmarks.Floors;

namespace PiecesOs.Benchmarks.Verification;

/// <summary>The contents of a server's list, read independently of every contestant.</summary>
/// <param name="Count">The number of assets.</param>
/// <param name="Bytes">The size of the response.</param>
/// <param name="Assets">The hash of IDs, names and contents in order.</param>
/// <param name="Contents">The hash of the contents alone, independent of their order.</param>
/// <param name="FirstId">The ID of the first asset.</param>
internal sealed record ListReference(int Count, long Bytes, string Assets, string Contents, string FirstId)
{
    /// <summary>Reads a list.</summary>
    public static ListReference Read(Uri list) => Read(list, isList: true);

    /// <summary>Reads one asset.</summary>
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
