using RestCore.Http;
using RestCore.Json;

namespace RestCore.Tests.Support;

/// <summary>Clients that retry without waiting long and that cannot hang a test.</summary>
internal static class TestClient
{
    public static RetryPolicy QuickRetry { get; } = new() { FirstDelay = TimeSpan.FromMilliseconds(5) };

    public static RestTransport Transport(
        Uri address, RetryPolicy? retry = null, TimeSpan? timeout = null, IReadOnlyDictionary<string, string>? headers = null) =>
        new(new RestTransportOptions
        {
            BaseAddress = address,
            Retry = retry ?? QuickRetry,
            Timeout = timeout ?? Patience.Limit,
            Headers = headers ?? new Dictionary<string, string>(StringComparer.Ordinal),
        });

    public static TestRequest Get(string pathAndQuery = "things") => new("things_get", HttpMethod.Get, pathAndQuery);

    public static TestRequest Post(string pathAndQuery = "things", JsonBody? body = null) => new("things_post", HttpMethod.Post, pathAndQuery) { Body = body };

    public static JsonBody Body(string json) => JsonBody.From(writer => writer.WriteRawValue(json));

    public static async Task<IReadOnlyList<string>> ListAsync(RestClient client, TestRequest request)
    {
        var elements = new List<string>();
        await foreach (var text in client.GetListAsync(request, ["iterable"], static (JsonValue json) => json.GetRawText()))
            elements.Add(text);
        return elements;
    }
}
