using System.Diagnostics;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>Runs a program until it ends, or kills it after a time limit.</summary>
internal static class ProcessRun
{
    /// <summary>Returns the standard output.</summary>
    /// <exception cref="ContestantFailedException">The program failed or was killed. The message contains its error output.</exception>
    public static async Task<string> OutputAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, TimeSpan limit, string? folder = null)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var clock = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(clock.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new ContestantFailedException($"took longer than {limit.TotalMinutes:0} minutes");
        }

        return process.ExitCode == 0 ? await output : throw new ContestantFailedException($"ended with exit code {process.ExitCode}: {ErrorText.Of(await errors)}");
    }
}
