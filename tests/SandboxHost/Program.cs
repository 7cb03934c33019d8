using System.Text.Json;
using PiecesOs.Server.Hosting;

namespace PiecesOs.Tests.SandboxHost;

/// <summary>
/// Runs the sandboxes of a test run in one process, because to start a process takes longer than most tests. Each line of its input is a
/// JSON array: the number of a sandbox, and the arguments of its command line. It answers with <c>started NUMBER ADDRESS</c> or
/// <c>failed NUMBER REASON</c>, and with <c>stopped NUMBER</c> after the sandbox has released its data.
/// </summary>
internal static class Program
{
    public static async Task Main()
    {
        // A sandbox that reads a lot from its data must not delay another one, whose health clients await for 100 ms only.
        ThreadPool.SetMinThreads(32, 32);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var arguments = JsonSerializer.Deserialize<string[]>(line)!;
            _ = Task.Run(() => RunAsync(arguments[0], arguments[1..]));
        }
    }

    private static async Task RunAsync(string number, string[] arguments)
    {
        try
        {
            var commandLine = new CommandLine();
            var parsed = commandLine.Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                Write($"failed {number} {string.Join(' ', CommandLine.ErrorsOf(parsed))}");
                return;
            }

            await using var server = await LocalServer.StartAsync(commandLine.OptionsOf(parsed));
            Write($"started {number} {server.Address.GetLeftPart(UriPartial.Authority)}");
            await server.WaitAsync();
        }
        catch (Exception e)
        {
            Write($"failed {number} {e.Message}");
        }

        Write($"stopped {number}");
    }

    private static void Write(string answer) => Console.WriteLine(answer.ReplaceLineEndings(" "));
}
