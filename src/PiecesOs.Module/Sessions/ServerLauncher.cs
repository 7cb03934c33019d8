using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace PiecesOs.Module;

/// <summary>Starts the server that ships with the module, as a sandbox or as a lasting server, and requests it to stop.</summary>
internal static class ServerLauncher
{
    private const string ReadyPrefix = "Listening on ";
    private const string TokenPrefix = "Admin token ";

    /// <summary>The environment variables that .NET and the system need to start a program and to find its files.</summary>
    private static readonly HashSet<string> s_neededVariables = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "LANG", "TZ", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "PROGRAMDATA", "ProgramFiles",
        "ProgramFiles(x86)", "ProgramW6432", "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
    };

    private static string ServerDll { get; } = Path.Combine(OwnAssemblies.ModuleFolder, "server", "PiecesOs.Server.dll");

    /// <summary>Starts the server and waits until it listens.</summary>
    /// <exception cref="InputException">The server cannot run here.</exception>
    /// <exception cref="ServerLaunchException">The server ended, or it was not ready in time.</exception>
    public static async Task<LaunchedServer> StartAsync(IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!File.Exists(ServerDll))
            throw InputErrors.SandboxMissing(ServerDll);

        var process = Launch(ServerDll, arguments);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            var address = await ReadLineAsync(process, ReadyPrefix, limit.Token).ConfigureAwait(false);
            var token = await ReadLineAsync(process, TokenPrefix, limit.Token).ConfigureAwait(false);
            if (address is null || token is null)
                throw NotStarted(process, errors);
            _ = process.StandardOutput.ReadToEndAsync(); // Otherwise the server blocks once the pipe is full.
            return new LaunchedServer(process, new Uri(address), token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Kill(process);
            throw new ServerLaunchException(exitCode: null, string.Empty);
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    /// <summary>Requests a server to stop. Returns whether it accepted the request.</summary>
    public static async Task<bool> RequestStopAsync(Uri server, string adminToken, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new HttpClientHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, ".sandbox/stop"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {adminToken}");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits for the end of a process, or until the wait is canceled.</summary>
    public static async Task WaitForExitAsync(Func<bool> hasExited, CancellationToken cancellationToken)
    {
        while (!hasExited() && !cancellationToken.IsCancellationRequested)
            await Task.WhenAny(Task.Delay(20, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Kills a process if it is still running.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // The process has already exited.
        }
    }

    private static Process Launch(string serverDll, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotNetHost.Find())
        {
            Arguments = string.Join(" ", new[] { serverDll }.Concat(arguments).Select(CommandLine.Quote)),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        RemoveUnneeded(start.Environment);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw InputErrors.SandboxRuntimeMissing($"'{start.FileName}' cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Removes tokens and keys from the environment of the server, which does not need them.</summary>
    private static void RemoveUnneeded(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(static name => !IsNeeded(name)).ToArray())
            environment.Remove(name);
    }

    private static bool IsNeeded(string name) =>
        s_neededVariables.Contains(name)
        || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("LC_", StringComparison.Ordinal);

    private static async Task<string?> ReadLineAsync(Process process, string prefix, CancellationToken cancellationToken)
    {
        var reading = process.StandardOutput.ReadLineAsync();
        var canceled = new TaskCompletionSource<bool>();
        using (cancellationToken.Register(() => canceled.TrySetResult(true)))
        {
            if (await Task.WhenAny(reading, canceled.Task).ConfigureAwait(false) != reading)
                throw new OperationCanceledException(cancellationToken);
        }

        var line = await reading.ConfigureAwait(false);
        return line?.StartsWith(prefix, StringComparison.Ordinal) == true ? line.Substring(prefix.Length).Trim() : null;
    }

    private static Exception NotStarted(Process process, StringBuilder errors)
    {
        var exitCode = -1;
        if (process.WaitForExit(2000))
        {
            process.WaitForExit(); // Only this overload waits until all output has been read.
            exitCode = process.ExitCode;
        }

        var words = errors.ToString().Trim();
        return words.IndexOf("install or update .NET", StringComparison.OrdinalIgnoreCase) >= 0
            || words.IndexOf("Microsoft.AspNetCore.App", StringComparison.Ordinal) >= 0
            ? InputErrors.SandboxRuntimeMissing(words)
            : new ServerLaunchException(exitCode, words.Split('\n')[0].Trim());
    }
}

/// <summary>A server that was started and listens.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Uri">Its address.</param>
/// <param name="AdminToken">The token of its admin paths.</param>
internal sealed record LaunchedServer(Process Process, Uri Uri, string AdminToken);

/// <summary>The server ended before it was ready, with the first line of its output as the message, or was not ready in time.</summary>
/// <param name="exitCode">The exit code, or null if the server was not ready in time.</param>
/// <param name="output">The first line that it wrote.</param>
internal sealed class ServerLaunchException(int? exitCode, string output) : Exception(output)
{
    /// <summary>The exit code if another server uses the data file.</summary>
    public const int DataFileInUse = 5;

    private const int CannotListen = 3;
    private const int BadDataFile = 4;

    /// <summary>The exit code, or <see langword="null"/> if the server was not ready in time.</summary>
    public int? ExitCode { get; } = exitCode;

    /// <summary>What to do about it.</summary>
    public string Recommendation => ExitCode switch
    {
        CannotListen => "Specify another port with -Port. Without it, the first free port is used.",
        BadDataFile => "If the file is damaged, go back to a backup. Otherwise make sure that you can write to the file and its folder, and that there is enough space.",
        DataFileInUse => "Stop the other server, or specify another file.",
        _ => "Check the message above, which the server wrote.",
    };
}

/// <summary>Quotes arguments so that the started process reads them unchanged. .NET Framework has no argument list.</summary>
internal static class CommandLine
{
    /// <summary>Quotes one argument according to the rules of the C runtime, which .NET follows on all systems.</summary>
    public static string Quote(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            quoted.Append('\\', character == '"' ? (backslashes * 2) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return quoted.Append('\\', backslashes * 2).Append('"').ToString();
    }
}

/// <summary>Finds the <c>dotnet</c> program.</summary>
internal static class DotNetHost
{
    /// <summary>The path: next to the runtime of this process, in <c>DOTNET_ROOT</c>, or only the name, which is searched on PATH.</summary>
    public static string Find()
    {
        var name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "dotnet.exe" : "dotnet";
        var roots = new[]
        {
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."),
        };
        return roots.OfType<string>()
            .Where(static root => root.Length > 0)
            .Select(root => Path.GetFullPath(Path.Combine(root, name)))
            .FirstOrDefault(File.Exists) ?? name;
    }
}
