using RestCore.Http;

namespace CloudflareSharing.Client.Tests.Support;

/// <summary>A client of a <see cref="ScriptedServer"/> that follows the real rules of retrying without waiting as long.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly RestTransport _transport;

    public TestClient(Uri server, CloudflareCredential? credential = null, Action<RequestTrace>? trace = null)
    {
        var quick = new RetryPolicy
        {
            MaxRetries = CloudflareRetry.Policy.MaxRetries,
            FirstDelay = TimeSpan.FromMilliseconds(5),
            MaxDelay = CloudflareRetry.Policy.MaxDelay,
            IsTransient = CloudflareRetry.Policy.IsTransient,
            IsRepeatable = CloudflareRetry.Policy.IsRepeatable,
        };
        _transport = CloudflareTransport.Create(
            credential ?? CloudflareCredential.FromApiToken(Sample.Token), Envelope.BaseAddress(server), Patience.Limit, quick);
        Sharing = new RestClient(_transport, trace: trace).CreateResourceSharingApi();
    }

    public IResourceSharingApi Sharing { get; }

    /// <summary>Runs one call against a server with this script, and returns the requests.</summary>
    public static async Task<IReadOnlyList<RecordedRequest>> CallAsync(Func<IResourceSharingApi, Task> call, params Func<ServerConnection, Task>[] script)
    {
        await using var server = ScriptedServer.Start(script);
        using var client = new TestClient(server.Address);
        await call(client.Sharing);
        return server.Requests;
    }

    public void Dispose() => _transport.Dispose();
}
