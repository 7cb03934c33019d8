using System.Diagnostics;
using System.Net.Http.Headers;

namespace PiecesOs.Benchmarks.Floors;

/// <summary>Single requests without any other work.</summary>
public static class BareRequest
{
    /// <summary>Reads a small response into memory.</summary>
    public static Transfer Get(Uri uri)
    {
        var clock = Stopwatch.StartNew();
        using var client = new HttpClient();
        var body = client.GetByteArrayAsync(uri).GetAwaiter().GetResult();
        return new Transfer(body.Length, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>Posts a JSON file and discards the response.</summary>
    public static Transfer PostFile(Uri uri, string path)
    {
        var clock = Stopwatch.StartNew();
        using var file = File.OpenRead(path);
        using var content = new StreamContent(file, 64 * 1024);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
        using var response = Http.Send(request);
        using var body = response.Content.ReadAsStream();
        Http.Copy(body, Stream.Null);
        return new Transfer(file.Length, clock.Elapsed.TotalMilliseconds);
    }
}
