using Xunit;

namespace PiecesOs.Module.Tests.Support;

/// <summary>A sandbox with a few sample assets, shared by the tests of one class.</summary>
public sealed class SampleSandbox : IAsyncLifetime
{
    private PiecesOs.Tests.Support.SandboxServer? _server;

    public Uri Address => _server!.Address;

    public async ValueTask InitializeAsync() => _server = await PiecesOs.Tests.Support.SandboxServer.StartAsync("--sample", "5");

    /// <summary>The requests so far, as method and path.</summary>
    public async Task<IReadOnlyList<string>> GetRequestsAsync() =>
        [.. (await _server!.GetRequestsAsync()).Select(static request => $"{request.Method} {request.Path}")];

    /// <summary>Opens a link as a browser would.</summary>
    public static async Task<(int Status, string Page)> OpenAsync(string link)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var response = await browser.GetAsync(new Uri(link));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
