using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Tests.Support;

/// <summary>Starts sandboxes in a process that all of them share. It ends with the test run.</summary>
internal static class SandboxHost
{
    private static readonly ConcurrentDictionary<string, HostedSandbox> s_sandboxes = new(StringComparer.Ordinal);
    private static readonly Lazy<TextWriter> s_input = new(Launch);
    private static int s_count;

    /// <summary>Starts a sandbox.</summary>
    /// <param name="options">Its command line.</param>
    public static HostedSandbox Start(params string[] options)
    {
        var number = Interlocked.Increment(ref s_count).ToString(CultureInfo.InvariantCulture);
        var sandbox = s_sandboxes[number] = new HostedSandbox();
        s_input.Value.WriteLine(JsonSerializer.Serialize((string[])[number, .. options]));
        return sandbox;
    }

    private static TextWriter Launch()
    {
        var process = SandboxProcess.LaunchHost();
        _ = ReadAsync(process);
        process.StandardInput.AutoFlush = true;
        return TextWriter.Synchronized(process.StandardInput);
    }

    private static async Task ReadAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ', 3) is [var what, var number, .. var rest])
                s_sandboxes[number].Answer(what, string.Concat(rest));
        }

        var reason = await errors;
        foreach (var sandbox in s_sandboxes.Values)
            sandbox.Answer("failed", $"The process of the sandboxes has ended. {reason}");
    }
}

/// <summary>A sandbox in the process of <see cref="SandboxHost"/>.</summary>
internal sealed class HostedSandbox
{
    private readonly TaskCompletionSource<Uri> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its address, when it listens.</summary>
    public Task<Uri> Started => _started.Task;

    /// <summary>Its end, after it has released its data.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Records an answer of the process.</summary>
    public void Answer(string what, string text)
    {
        if (what == "started")
            _started.TrySetResult(new Uri(text));
        else if (what == "failed")
            _started.TrySetException(new InvalidOperationException($"The sandbox did not start. {text}"));
        else
            _stopped.TrySetResult();
    }
}
