using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PiecesOs.Tests.Support;

/// <summary>A sandbox on a free port. It ends when it is disposed, and at the latest with the test run.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    /// <summary>The token of the admin paths.</summary>
    public const string AdminToken = "admin-token-of-the-tests";

    private const string Ready = "Listening on ";

    private readonly Task _ended;
    private readonly Process? _process;
    private readonly HttpClient _http;

    private SandboxServer(Uri address, Task ended, Process? process = null)
    {
        _ended = ended;
        _process = process;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Patience.Limit };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
    }

    /// <summary>The base address, with a slash at the end.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Starts a sandbox that sends content only on request, as some servers do.</summary>
    /// <param name="options">Further options of its command line.</param>
    public static Task<SandboxServer> StartStrictAsync(params string[] options) => StartAsync(["--content", "asked", .. options]);

    /// <summary>
    /// Starts a sandbox in the process that the sandboxes of a test run share, and waits until it listens. It names assets immediately, so
    /// that they do not change later. <c>--enrich MS</c> among the options overrides that.
    /// </summary>
    /// <param name="options">Further options of its command line.</param>
    public static async Task<SandboxServer> StartAsync(params string[] options)
    {
        var hosted = SandboxHost.Start(["--port", "0", "--admin-token", AdminToken, "--enrich", "off", .. options]);
        return new SandboxServer(await hosted.Started.WaitAsync(Patience.Limit), hosted.Stopped);
    }

    /// <summary>Starts a sandbox in a process of its own, which can be killed.</summary>
    /// <param name="options">Further options of its command line.</param>
    public static async Task<SandboxServer> StartProcessAsync(params string[] options)
    {
        var parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var process = SandboxProcess.Launch(["--port", "0", "--admin-token", AdminToken, "--parent-pid", parent, "--enrich", "off", .. options]);
        var errors = process.StandardError.ReadToEndAsync();
        var line = "nothing in time";
        try
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
            if (line?.StartsWith(Ready, StringComparison.Ordinal) == true)
            {
                _ = process.StandardOutput.ReadToEndAsync(); // Otherwise the sandbox blocks once the pipe is full.
                return new SandboxServer(new Uri(line[Ready.Length..]), process.WaitForExitAsync(), process);
            }
        }
        catch (TimeoutException)
        {
            // Reported below.
        }

        using (process)
        {
            process.Kill();
            throw new InvalidOperationException($"The sandbox did not start. Output: {line} Errors: {await errors}");
        }
    }

    /// <summary>Kills the process of the sandbox.</summary>
    public Task KillAsync()
    {
        _process!.Kill();
        return _ended;
    }

    /// <summary>Sends a request to an admin path and returns its JSON, if there is any.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, such as <c>.sandbox/faults</c>.</param>
    /// <param name="body">JSON text, or an object to serialize.</param>
    public async Task<JsonElement> AdminAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>The requests so far, without those to admin paths.</summary>
    public async Task<IReadOnlyList<LoggedRequest>> GetRequestsAsync() =>
        [.. (await AdminAsync(HttpMethod.Get, ".sandbox/requests")).GetProperty("iterable").EnumerateArray().Select(LoggedRequest.From)];

    /// <summary>Waits until no request is in progress, including those that their clients have abandoned.</summary>
    public Task WaitUntilIdleAsync() => Patience.UntilAsync(async () =>
    {
        if ((await GetRequestsAsync()).FirstOrDefault(static request => request.Milliseconds == 0) is { } request)
            throw new TimeoutException($"{request.Line} did not end in time.");
    });

    /// <summary>Sets how slow reads are: 1 as measured on a real server, 0 for no delay.</summary>
    /// <param name="factor">The factor.</param>
    public Task SetPaceAsync(double factor) => AdminAsync(HttpMethod.Put, ".sandbox/pace", new { factor });

    /// <summary>Empties the request log.</summary>
    public Task ClearRequestsAsync() => AdminAsync(HttpMethod.Delete, ".sandbox/requests");

    /// <summary>Stops the sandbox so that it deletes its temporary data. A process that does not stop is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_ended.IsCompleted)
            {
                await AdminAsync(HttpMethod.Post, ".sandbox/stop");
                await _ended.WaitAsync(Patience.Limit);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or OperationCanceledException)
        {
            _process?.Kill();
        }

        _http.Dispose();
        _process?.Dispose();
    }
}
