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
    public Contestant Pwsh(string name, string script, SandboxServer? server, params object[] parameters) => new(name, async () =>
    {
        var (program, arguments) = options.PwshCommand;
        arguments.AddRange(["-NoProfile", "-NonInteractive", "-File", paths.Script(script)]);
        foreach (var parameter in parameters)
            arguments.Add(Convert.ToString(parameter, CultureInfo.InvariantCulture)!);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PIECES_OS_URL"] = server?.Address.ToString() ?? "" };
        return Measurement.Read(await ProcessRun.OutputAsync(program, arguments, environment, s_limit));
    });

    public Task<Rounds> RunAsync(params Contestant[] contestants) => Rounds.RunAsync(options.Rounds, contestants, Log);

    public static void Log(string text) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {text}"));

    public async ValueTask DisposeAsync()
    {
        await Libraries.DisposeAsync();
        Disk.Remove(paths.Scratch);
    }
}
