using System.Diagnostics;

namespace PiecesOs.Trust.Tests.Support;

/// <summary>A session in its own process, so that it can be killed.</summary>
internal static class ChildSession
{
    /// <summary>The argument that makes this program run a script.</summary>
    public const string Option = "--script";

    private const string Ready = "ready";

    /// <summary>Starts the process and waits until the script starts.</summary>
    public static async Task<Process> StartAsync(string script)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", typeof(ChildSession).Assembly.Location, Option, script]) { RedirectStandardOutput = true, UseShellExecute = false };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit);
        return line == Ready ? process : throw new InvalidOperationException($"The session did not start: {line}");
    }

    /// <summary>Runs a script in this process. Returns 0 if it succeeds.</summary>
    public static int Run(string script)
    {
        using var session = new PowerShellSession();
        session.Run("Get-PiecesOsConnection");
        Console.WriteLine(Ready);
        var result = session.Run(script);
        return result.TerminatingException is null && result.Errors.Count == 0 ? 0 : 1;
    }
}
