using System.Diagnostics;
using System.Globalization;
using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;

namespace PiecesOs.Benchmarks.Setup;

/// <summary>The tools and paths of a scenario.</summary>
internal sealed class BenchmarkContext(BenchmarkOptions options, RepositoryPaths paths, NodeClient? node) : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);

    public Sizes Sizes => options.Sizes;

    public RepositoryPaths Paths => paths;

    /// <summary>The official TypeScript client, if Node.js and npm are available.</summary>
    public NodeClient? Node => node;

    public SampleLibraries Libraries { get; } = new(paths.Sandbox, options.Sizes.ContentBytes, Log);

    public Task<SandboxServer> StartSandboxAsync() => SandboxServer.StartAsync(paths.Sandbox);

    /// <summary>A script that runs in its own PowerShell process. Parameters are alternating names and values. The module discovers the sandbox.</summary>
    public Contestant Pwsh(string name, string script, SandboxServer? server, params object[] parameters) =>
        new(name, async () => Measurement.Read(await OutputAsync(script, server, parameters)));

    /// <summary>A script that runs in its own PowerShell process, measured from start to exit: <c>milliseconds</c>.</summary>
    public Contestant Session(string name, string script, params object[] parameters) => new(name, async () =>
    {
        var watch = Stopwatch.StartNew();
        await OutputAsync(script, server: null, parameters);
        return Measurement.Of("milliseconds", watch.Elapsed.TotalMilliseconds);
    });

    public Task<Rounds> RunAsync(params Contestant[] contestants) => RunAsync(options.Rounds, contestants);

    public static Task<Rounds> RunAsync(int rounds, params Contestant[] contestants) => Rounds.RunAsync(rounds, contestants, Log);

    public static void Log(string text) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {text}"));

    public async ValueTask DisposeAsync()
    {
        await Libraries.DisposeAsync();
        Disk.Remove(paths.Scratch);
    }

    private Task<string> OutputAsync(string script, SandboxServer? server, object[] parameters)
    {
        var (program, arguments) = options.PwshCommand;
        arguments.AddRange(["-NoProfile", "-NonInteractive", "-File", paths.Script(script)]);
        foreach (var parameter in parameters)
            arguments.Add(Convert.ToString(parameter, CultureInfo.InvariantCulture)!);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PIECES_OS_URL"] = server?.Address.ToString() ?? "",

            // Otherwise, how much garbage the collector leaves depends on the processor's cache, and so does the peak memory. This is
            // the amount with a cache of 32 MB, in hexadecimal; a large server's cache allows ten times as much.
            ["DOTNET_GCgen0size"] = "1000000",
        };
        return ProcessRun.OutputAsync(program, arguments, environment, s_limit);
    }
}
