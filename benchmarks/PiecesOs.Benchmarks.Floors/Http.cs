namespace PiecesOs.Benchmarks.Floors;

/// <summary>The HTTP client of the floors (the least work for the same bytes), without any special settings.</summary>
internal static class Http
{
    private static readonly HttpClient s_client = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends a request and returns as soon as the response headers have arrived.</summary>
    public static HttpResponseMessage Send(HttpRequestMessage request)
    {
        var response = s_client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new HttpRequestException($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}.");
    }

    /// <summary>Copies the body of a GET response.</summary>
    public static long Get(Uri uri, Stream destination)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = Send(request);
        using var body = response.Content.ReadAsStream();
        return Copy(body, destination);
    }

    /// <summary>Copies a stream in blocks of 64 KB. Returns the number of bytes.</summary>
    public static long Copy(Stream source, Stream destination)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        int read;
        while ((read = source.Read(buffer)) > 0)
        {
            destination.Write(buffer.AsSpan(0, read));
            total += read;
        }

        return total;
    }
}
