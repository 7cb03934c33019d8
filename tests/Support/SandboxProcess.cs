using System.Diagnostics;
using System.Reflection;

namespace PiecesOs.Tests.Support;

/// <summary>Starts the sandbox as a process.</summary>
public static class SandboxProcess
{
    /// <summary>Runs the sandbox with exactly these arguments. Output and errors are redirected.</summary>
    public static Process Launch(params string[] arguments) => Process.Start(StartInfo("SandboxAssembly", arguments))!;

    /// <summary>The same, with a folder in place of that of the user's data.</summary>
    /// <param name="userData">The folder.</param>
    /// <param name="arguments">The arguments.</param>
    public static Process LaunchAtHome(string userData, params string[] arguments)
    {
        var start = StartInfo("SandboxAssembly", arguments);
        start.Environment["XDG_DATA_HOME"] = userData;
        return Process.Start(start)!;
    }

    /// <summary>Runs the process that hosts sandboxes. Its input is redirected too.</summary>
    internal static Process LaunchHost()
    {
        var start = StartInfo("SandboxHostAssembly");
        start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }

    private static ProcessStartInfo StartInfo(string assemblyKey, params string[] arguments)
    {
        var assembly = typeof(SandboxProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == assemblyKey).Value!.Replace('\\', '/');
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        return new ProcessStartInfo(dotnet, [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }
}
