using System.Globalization;
using System.Runtime.InteropServices;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;

namespace PiecesOs.Benchmarks.Setup;

/// <summary>The machine and the versions.</summary>
internal static class MachineInfo
{
    private static readonly Dictionary<string, string> s_noEnvironment = [];
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    /// <summary>Names and values for the table at the beginning of the report.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> CollectAsync(BenchmarkOptions options, RepositoryPaths paths, string typeScript)
    {
        var context = new BenchmarkContext(options, paths, node: null);
        var bare = await context.Pwsh(Scenarios.Names.Bare, "bare", server: null).RunAsync();
        return
        [
            new("Processor", await ProcessorAsync()),
            new("Cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            new("Memory", Figures.Text(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Unit.Bytes)),
            new("System", $"{SystemName()}, {RuntimeInformation.OSArchitecture}"),
            new("PowerShell", $"{bare.Text("version")} on .NET {bare.Text("runtime")}"),
            new(".NET", RuntimeInformation.FrameworkDescription),
            new("TypeScript client", typeScript),
            new("Date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("Commit", await CommitAsync(paths.Root)),
            new("Rounds", options.Rounds.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static string SystemName()
    {
        const string Release = "/etc/os-release";
        var pretty = File.Exists(Release) ? File.ReadLines(Release).FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) : null;
        return pretty is null ? RuntimeInformation.OSDescription : pretty["PRETTY_NAME=".Length..].Trim('"');
    }

    private static async Task<string> ProcessorAsync()
    {
        const string Linux = "/proc/cpuinfo";
        if (File.Exists(Linux))
            return File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
        return OperatingSystem.IsMacOS()
            ? await OutputOfAsync("sysctl", "-n", "machdep.cpu.brand_string")
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }

    private static async Task<string> CommitAsync(string root)
    {
        var commit = await OutputOfAsync("git", "-C", root, "rev-parse", "--short", "HEAD");

        // Files that a run writes do not count as changes to the measured code.
        var changes = await OutputOfAsync("git", "-C", root, "status", "--porcelain", "--", "src", "PiecesOs.psd1", "benchmarks/PiecesOs.Benchmarks", "benchmarks/scripts");
        return changes.Length == 0 ? commit : commit + " with changes";
    }

    private static async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        try
        {
            var path = ProgramFinder.Find(program);
            return path is null ? "unknown" : (await ProcessRun.OutputAsync(path, arguments, s_noEnvironment, s_limit)).Trim();
        }
        catch (ContestantFailedException)
        {
            return "unknown";
        }
    }
}
