using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Report;
using PiecesOs.Benchmarks.Scenarios;
using PiecesOs.Benchmarks.Setup;

namespace PiecesOs.Benchmarks;

/// <summary>Measures the staged module and its peers and writes the report: <c>./build.sh bench</c>.</summary>
public static class Program
{
    /// <summary>Exit code 1 means that contestants did not do the same work, 2 that the command line is invalid.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var options = OptionsReader.Read(args);
            if (!options.IsList)
                return await RunAsync(options);
            foreach (var scenario in AllScenarios.List)
                Console.WriteLine($"{scenario.Name,-14} {scenario.Title}");
            return 0;
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n\n{BenchmarkOptions.Usage}");
            return 2;
        }
    }

    private static async Task<int> RunAsync(BenchmarkOptions options)
    {
        if (options.Only.FirstOrDefault(name => AllScenarios.List.All(scenario => scenario.Name != name)) is { } unknown)
            throw new FormatException($"There is no scenario '{unknown}'.");
        var paths = RepositoryPaths.Find();
        if (options.Module is { } module)
            paths = paths with { Module = module };
        if (!File.Exists(paths.Module))
            throw new FormatException($"There is no module at {paths.Module}: build it first.");

        var (node, missing) = await NodeClient.InstallAsync(Path.Combine(paths.Benchmarks, "node"));
        var machine = await MachineInfo.CollectAsync(options, paths, node is null ? $"left out: {missing}" : $"@pieces.app/pieces-os-client {node.PackageVersion} on node {node.Version}");
        await using var context = new BenchmarkContext(options, paths, node);
        var runner = new BenchmarkRunner(context);
        var findings = await runner.RunAsync(AllScenarios.List.Where(scenario => options.Only.Count == 0 || options.Only.Contains(scenario.Name, StringComparer.Ordinal)));

        var folder = new ReportFolder(paths, options);
        folder.Write(new BenchmarkRun(machine, findings, options.IsQuick));
        Console.WriteLine($"The report is at {folder.Report}");
        return runner.AllMatch ? 0 : 1;
    }
}
