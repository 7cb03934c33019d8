using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using PiecesOs.Tests.Support;
using Xunit;

namespace PiecesOs.Module.Tests.Support;

/// <summary>The real sandbox as a process of its own, for the tests of one class.</summary>
public sealed class SandboxServer : IAsyncLifetime
{
    private const string Token = "token-of-the-module-tests";

    private readonly HttpClient _http = new(new HttpClientHandler { UseProxy = false });
    private Process? _process;

    public Uri Address { get; private set; } = new("about:blank");

    public async ValueTask InitializeAsync()
    {
        var dll = Path.Combine(StagedModule.Folder, "sandbox", "PiecesOs.Sandbox.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { dll, "--port", "0", "--sample", "5", "--admin-token", Token, "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        Address = new Uri(line.Replace("Listening on ", string.Empty, StringComparison.Ordinal));
        _ = _process.StandardOutput.ReadToEndAsync();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>What the sandbox was sent so far, as method and path.</summary>
    public async Task<IReadOnlyList<string>> GetRequestsAsync()
    {
        using var log = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Address, ".sandbox/requests")));
        return [.. log.RootElement.GetProperty("iterable").EnumerateArray()
            .Select(static request => $"{request.GetProperty("method").GetString()} {request.GetProperty("path").GetString()}")];
    }

    /// <summary>Opens a link as anybody would.</summary>
    public async Task<(int Status, string Page)> OpenAsync(string link)
    {
        using var anybody = new HttpClient(new HttpClientHandler { UseProxy = false });
        using var response = await anybody.GetAsync(new Uri(link));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
