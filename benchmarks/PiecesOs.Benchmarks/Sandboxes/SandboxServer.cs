using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Sandboxes;

/// <summary>The sandbox of the staged module, in its own process.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    // Larger than any content here. The default limit would reject 200 MB written as numbers.
    private const string MaxBody = "4000000000";

    private readonly Process _process;
    private readonly HttpClient _admin;

    private SandboxServer(Process process, Uri address, string token)
    {
        _process = process;
        Address = address;
        _admin = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The base address, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>The peak memory of its process in bytes. Linux only; 0 elsewhere.</summary>
    public long PeakMemory
    {
        get
        {
            var status = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status");
            var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts a sandbox; its data end with it, unless they are in a file.</summary>
    public static async Task<SandboxServer> StartAsync(string program, string? data = null)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        string[] kept = data is null ? [] : ["--data", data];
        var start = new ProcessStartInfo(host, [program, "--max-body", MaxBody, "--parent-pid", parent, .. kept]) { UseShellExecute = false, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var address = await ReadAsync(process, "Listening on ");
        var token = await ReadAsync(process, "Admin token ");
        return new SandboxServer(process, new Uri(address + "/"), token);
    }

    public Task FillAsync(int count, int contentBytes) =>
        AdminAsync("sample", string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{count}},"seed":1,"contentBytes":{{contentBytes}}}"""));

    public Task ResetAsync() => AdminAsync("reset", "{}");

    /// <summary>How slow it is: 1 as a real Pieces OS, 0 as fast as possible.</summary>
    public async Task SetPaceAsync(double factor)
    {
        using var content = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""{"factor":{{factor}}}"""), Encoding.UTF8, "application/json");
        using var answer = (await _admin.PutAsync(new Uri(".sandbox/pace", UriKind.Relative), content)).EnsureSuccessStatusCode();
    }

    /// <summary>Method and path of all requests since the log was cleared.</summary>
    public async Task<IReadOnlyList<string>> ReadLogAsync()
    {
        using var log = JsonDocument.Parse(await _admin.GetStringAsync(new Uri(".sandbox/requests", UriKind.Relative)));
        return [.. log.RootElement.GetProperty("iterable").EnumerateArray().Select(static entry => $"{entry.GetProperty("method")} {entry.GetProperty("path")}")];
    }

    /// <summary>What all clients exchanged since the log was cleared.</summary>
    public async Task<Traffic> ReadTrafficAsync()
    {
        using var log = JsonDocument.Parse(await _admin.GetStringAsync(new Uri(".sandbox/requests", UriKind.Relative)));
        var requests = log.RootElement.GetProperty("iterable").EnumerateArray().ToList();
        return new Traffic(requests.Count, Sum("requestBytes"), Sum("responseBytes"));

        long Sum(string member) => requests.Sum(request => request.GetProperty(member).GetInt64());
    }

    public async Task ClearLogAsync()
    {
        using var answer = (await _admin.DeleteAsync(new Uri(".sandbox/requests", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    public Task AddFaultAsync(string json) => AdminAsync("faults", json);

    /// <summary>Posts a file that contains a seed. Returns the ID of the new asset.</summary>
    public async Task<string> CreateAsync(string seedFile)
    {
        await using var file = File.OpenRead(seedFile);
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = (await _admin.PostAsync(new Uri("assets/create?transferables=false", UriKind.Relative), content)).EnsureSuccessStatusCode();
        using var asset = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return asset.RootElement.GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await AdminAsync("stop", "{}");
        _admin.Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task AdminAsync(string what, string json)
    {
        using var answer = await PostAsync(".sandbox/" + what, json);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return (await _admin.PostAsync(new Uri(path, UriKind.Relative), content)).EnsureSuccessStatusCode();
    }

    private static async Task<string> ReadAsync(Process process, string start)
    {
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.StartsWith(start, StringComparison.Ordinal) == true
            ? line[start.Length..]
            : throw new IOException($"The sandbox did not start: {line ?? "it said nothing"}");
    }
}
