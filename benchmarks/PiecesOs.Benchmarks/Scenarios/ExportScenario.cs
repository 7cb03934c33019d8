using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Exports the library to a folder. The floor writes the same number of bytes without parsing them.</summary>
internal sealed class ExportScenario() : Scenario("export", "The library exported")
{
    private const string Small = "small export";
    private const string Large = "large export";
    private const int Calls = 3;

    private static readonly Measure s_oneSynced = Times("export-one-file-synced", "`Export-PiecesLibrary` of 5,000 assets, until all data is on disk: time relative to writing the list from the socket to one file");
    private static readonly Measure s_sameSynced = Times("export-same-files-synced", "`Export-PiecesLibrary` of 5,000 assets, until all data is on disk: time relative to writing the list to one file and the same content files");
    private static readonly Measure s_one = Times("export-one-file", "`Export-PiecesLibrary` of 5,000 assets, until all data is written: time relative to writing the list from the socket to one file");
    private static readonly Measure s_same = Times("export-same-files", "`Export-PiecesLibrary` of 5,000 assets, until all data is written: time relative to writing the list to one file and the same content files");
    private static readonly Measure s_memory = new("export-memory", "`Export-PiecesLibrary`: increase in peak memory from 5,000 to 20,000 assets", MemoryGrowth.Bar);

    public override IReadOnlyList<Measure> Measures => [s_oneSynced, s_sameSynced, s_one, s_same, s_memory];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var (small, large) = (await context.Libraries.OfAsync(context.Sizes.Export), await context.Libraries.OfAsync(context.Sizes.LargeExport));
        var folder = context.Paths.EmptyFolder("export");
        var export = context
            .Pwsh(
                Names.Module, "export", small.Server, "-Module", context.Paths.Module, "-Floors", context.Paths.Floors,
                "-Uri", small.Server.Address, "-Folder", folder, "-WarmUps", 1, "-Calls", Calls)
            .With(() => Task.CompletedTask, result => Check.SameExport(small, result.Text("folder")));
        var rounds = await context.RunAsync(export, context.Pwsh(Names.Bare, "bare", server: null), Memory(context, Small, small), Memory(context, Large, large));

        AddTimes(findings, rounds, small.Count, "export", Names.Module);
        AddTimes(findings, rounds, small.Count, "oneFile", "socket into one file");
        AddTimes(findings, rounds, small.Count, "sameFiles", "list and the same files");
        findings.AddSeries(rounds, Names.Bare, "peak", "peak memory", 0, Unit.Bytes);
        findings.AddSeries(rounds, Small, "peak", "peak memory", small.Count, Unit.Bytes, Names.Module);
        findings.AddSeries(rounds, Large, "peak", "peak memory", large.Count, Unit.Bytes, Names.Module);
        findings.Remark($"Data is on disk when the `sync` of the system has returned, on both sides. The export also reads back and hashes what it wrote. {MemoryGrowth.Description}");

        Record(findings, rounds, s_oneSynced, "exportSynced", "oneFileSynced");
        Record(findings, rounds, s_sameSynced, "exportSynced", "sameFilesSynced");
        Record(findings, rounds, s_one, "export", "oneFile");
        Record(findings, rounds, s_same, "export", "sameFiles");
        var (most, least) = (rounds.Values(Large, "peak"), rounds.Values(Small, "peak"));
        findings.Record(s_memory, RoundByRound.Difference(most, least), $"{Figures.Text(Summary.Of(most).Median, Unit.Bytes)} against {Figures.Text(Summary.Of(least).Median, Unit.Bytes)}");
    }

    private static Measure Times(string id, string text) => new(id, text, Bar.AtMost(2, Unit.Times)) { IsHeadline = id == "export-one-file-synced" };

    private static Contestant Memory(BenchmarkContext context, string name, Library library)
    {
        var folder = context.Paths.EmptyFolder(name.Replace(' ', '-'));
        return context
            .Pwsh(name, "memory-export", library.Server, "-Module", context.Paths.Module, "-Folder", folder)
            .With(() => Task.CompletedTask, result => Check.SameExport(library, result.Text("folder")));
    }

    private static void AddTimes(Findings findings, Rounds rounds, long size, string member, string name)
    {
        findings.AddSeries(rounds, Names.Module, member, "time until written", size, Unit.Milliseconds, name);
        findings.AddSeries(rounds, Names.Module, member + "Synced", "time until on the disk", size, Unit.Milliseconds, name);
    }

    private static void Record(Findings findings, Rounds rounds, Measure measure, string own, string floor)
    {
        var (times, floors) = (rounds.Values(Names.Module, own), rounds.Values(Names.Module, floor));
        findings.Record(
            measure, RoundByRound.Ratio(times, floors),
            $"{Figures.Text(Summary.Of(times).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(floors).Median, Unit.Milliseconds)}");
    }
}
