using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace PiecesOs.Tests.Support;

/// <summary>The sandbox as a process on a free port. It ends when it is disposed, and at the latest with the test run.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    /// <summary>The token of the admin paths.</summary>
    public const string AdminToken = "admin-token-of-the-tests";

    private const string Ready = "Listening on ";

    private readonly Process _process;
    private readonly HttpClient _http;

    private SandboxProcess(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Patience.Limit };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
    }

    /// <summary>The base address, with a slash at the end.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Starts a sandbox that sends content only on request, as some servers do.</summary>
    /// <param name="options">Further options of its command line.</param>
    public static Task<SandboxProcess> StartStrictAsync(params string[] options) => StartAsync(["--content", "asked", .. options]);

    /// <summary>
    /// Starts a sandbox and waits until it listens. It names assets immediately, so that they do not change later. <c>--enrich MS</c>
    /// among the options overrides that.
    /// </summary>
    /// <param name="options">Further options of its command line.</param>
    public static async Task<SandboxProcess> StartAsync(params string[] options)
    {
        var parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var process = Launch(["--port", "0", "--admin-token", AdminToken, "--parent-pid", parent, "--enrich", "off", .. options]);
        var errors = process.StandardError.ReadToEndAsync();
        var line = "nothing in time";
        try
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
            if (line?.StartsWith(Ready, StringComparison.Ordinal) == true)
            {
                _ = process.StandardOutput.ReadToEndAsync(); // Otherwise the sandbox blocks once the pipe is full.
                return new SandboxProcess(process, new Uri(line[Ready.Length..]));
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

    /// <summary>Runs the sandbox with exactly these arguments. Output and errors are redirected.</summary>
    public static Process Launch(params string[] arguments) => Process.Start(StartInfo(arguments))!;

    /// <summary>The same, with a folder in place of that of the user's data.</summary>
    /// <param name="userData">The folder.</param>
    /// <param name="arguments">The arguments.</param>
    public static Process LaunchAtHome(string userData, params string[] arguments)
    {
        var start = StartInfo(arguments);
        start.Environment["XDG_DATA_HOME"] = userData;
        return Process.Start(start)!;
    }

    private static ProcessStartInfo StartInfo(string[] arguments)
    {
        var assembly = typeof(SandboxProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static attribute => attribute.Key == "SandboxAssembly").Value!.Replace('\\', '/');
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        return new ProcessStartInfo(dotnet, [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    /// <summary>Kills the sandbox.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
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

    /// <summary>Sets how slow reads are: 1 as measured on a real server, 0 for no delay.</summary>
    /// <param name="factor">The factor.</param>
    public Task SetPaceAsync(double factor) => AdminAsync(HttpMethod.Put, ".sandbox/pace", new { factor });

    /// <summary>Empties the request log.</summary>
    public Task ClearRequestsAsync() => AdminAsync(HttpMethod.Delete, ".sandbox/requests");

    /// <summary>Stops the sandbox so that it deletes its temporary data, or kills it if it does not stop.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                await AdminAsync(HttpMethod.Post, ".sandbox/stop");
                await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or OperationCanceledException)
        {
            _process.Kill();
        }

        _http.Dispose();
        _process.Dispose();
    }
}
