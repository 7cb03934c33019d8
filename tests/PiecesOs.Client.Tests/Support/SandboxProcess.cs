using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Client.Tests.Support;

/// <summary>The sandbox as a process of its own. It ends with this object, and with the test run in any case.</summary>
internal sealed class SandboxProcess : IDisposable
{
    public const string AdminToken = "client-tests-admin-token";

    private const string Ready = "Listening on ";
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private SandboxProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<SandboxProcess> StartAsync(params string[] options)
    {
        var process = Launch(options);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(s_startLimit);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            if (line?.StartsWith(Ready, StringComparison.Ordinal) != true)
                throw new InvalidOperationException($"The sandbox did not start: {line}{errors}");
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // Else it would stall once the pipe is full.
            return new SandboxProcess(process, new Uri(line[Ready.Length..]));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public bool IsRunning => !_process.HasExited;

    /// <summary>Ends it without asking.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <summary>Waits for an end that was asked for, but not for ever.</summary>
    public async Task WaitForEndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Then it is killed.
        }
    }

    public void Dispose()
    {
        if (IsRunning)
            _process.Kill();
        _process.Dispose();
    }

    private static Process Launch(string[] options)
    {
        var sandbox = typeof(SandboxProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "SandboxAssembly").Value!.Replace('\\', '/');
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(dotnet, [sandbox, "--port", "0", "--admin-token", AdminToken, "--parent-pid", own, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }
}
