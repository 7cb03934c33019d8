using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>
/// What common jobs send and receive, compared with a client that is written only for the job. A real Pieces OS takes about 47 ms for
/// each asset of a list, and an eighth of a second for a single record, so the requests determine the time.
/// </summary>
internal sealed class RequestsScenario() : Scenario("requests", "Requests and bytes of a job")
{
    private static readonly Measure s_requests = new("requests-more", "requests of a job that the least possible does not need, at most", Bar.AtMost(10, Unit.Requests)) { Subject = Subject.Module };
    private static readonly Measure s_bytes = new("requests-bytes", "bytes of all jobs together, relative to the least possible", Bar.AtMost(1.5, Unit.Times)) { Subject = Subject.Module };

    private static readonly Job[] s_jobs =
    [
        new("id", "`Get-PiecesAsset -Id`", static least => least.AssetAsync()),
        new("name", "`Get-PiecesAsset -Name`", static least => least.NamedAssetAsync()),
        new("list", "`Get-PiecesAsset` of 1,000 assets", static least => least.ListAsync()),
        new("names", "`Get-PiecesAsset -NoContent` of 1,000 assets", static least => least.NamesAsync()),
        new("complete", "first completion of `Get-PiecesAsset -Id` among 1,000 assets", static least => least.NamesAsync()),
        new("search", "`Search-PiecesAsset retry`", static least => least.SearchAsync()),
        new("tag", "`Update-PiecesAsset -AddTag` of an asset", static least => least.TagAsync()),
        new("create", "`New-PiecesAsset` of 100 files", static least => least.CreateAsync()),
        new("import", "`Import-PiecesLibrary` of 100 files into an empty library", static least => least.ImportAsync()) { IsLibraryEmpty = true },
        new("export", "`Export-PiecesLibrary` of 1,000 assets", static least => least.ExportAsync()),
        new("export", "`Export-PiecesLibrary` again, nothing changed", static least => least.ExportUnchangedAsync()) { IsExported = true },
        new("export", "`Export-PiecesLibrary` again, one asset changed", static least => least.ExportChangedAsync()) { IsExported = true, IsRenamed = true },
        new("share", "`New-PiecesLink` of an asset", static least => least.ShareAsync()),
        new("revoke", "`Revoke-PiecesLink` of a link", static least => least.RevokeAsync()) { IsShared = true },
    ];

    public override IReadOnlyList<Measure> Measures => [s_requests, s_bytes];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        await using var server = await context.StartSandboxAsync();
        var costs = new List<JobCost>();
        foreach (var job in s_jobs)
        {
            BenchmarkContext.Log(job.Text);
            var own = await CountAsync(context, server, job, input => RunAsync(context, server, job.Script, input));
            var least = await CountAsync(context, server, job, async input =>
            {
                using var client = new LeastRequests(server.Address, input);
                await job.Least(client);
            });
            var cost = new JobCost(job.Text, own, least);
            costs.Add(cost);
            findings.Add(cost);
        }

        var most = costs.MaxBy(static cost => cost.Own.Requests - cost.Least.Requests)!;
        findings.Record(s_requests, Summary.Of([most.Own.Requests - most.Least.Requests]), most.Job);
        var (all, minimum) = (costs.Sum(static cost => cost.Own.Bytes), costs.Sum(static cost => cost.Least.Bytes));
        findings.Record(s_bytes, Summary.Of([(double)all / minimum]), $"{Figures.Text(all, Unit.Bytes)} against {Figures.Text(minimum, Unit.Bytes)}");
        findings.Remark("The sandbox counts the requests and the bytes of their bodies, without headers. Each job runs in its own session. The least possible is what a client needs that is written only for this job, on the same library.");
        findings.Remark("An export also requests the version and the counts with which it checks that it is complete. A job that sends a request for an asset by name or by Tab does not read the list again in the same session.");
    }

    /// <summary>Prepares a library, and counts what a client exchanges with the server.</summary>
    private static async Task<Traffic> CountAsync(BenchmarkContext context, SandboxServer server, Job job, Func<JobInput, Task> client)
    {
        var files = context.Paths.EmptyFolder("requests-files");
        SmallFiles.Write(files, context.Sizes.JobFiles);
        await server.ResetAsync();
        await server.FillAsync(context.Sizes.Jobs, context.Sizes.ContentBytes);
        var (name, id) = (await UniqueNames.ReadAsync(server))[0];
        var input = new JobInput(id, name, Link: "none", Path.Combine(files, "files"), context.Paths.EmptyFolder("requests-export"));
        using var plain = new LeastRequests(server.Address, input);
        if (job.IsLibraryEmpty)
            await server.ResetAsync();
        if (job.IsExported)
            await RunAsync(context, server, job.Script, input);
        if (job.IsRenamed)
            await plain.RenameAsync();
        if (job.IsShared)
            input = input with { Link = await plain.CreateLinkAsync() };

        await server.ClearLogAsync();
        await client(input);
        return await server.ReadTrafficAsync();
    }

    private static Task RunAsync(BenchmarkContext context, SandboxServer server, string script, JobInput input) => context.Pwsh(
        script, "requests", server, "-Module", context.Paths.Module, "-Job", script,
        "-Id", input.Id, "-Name", input.Name, "-Link", input.Link, "-Files", input.Files, "-Folder", input.Folder).RunAsync();

    /// <summary>A job, and the least that it needs.</summary>
    /// <param name="Script">The job in the script.</param>
    /// <param name="Text">The job in the report.</param>
    /// <param name="Least">The least requests for it.</param>
    private sealed record Job(string Script, string Text, Func<LeastRequests, Task> Least)
    {
        /// <summary>Whether the library has no assets.</summary>
        public bool IsLibraryEmpty { get; init; }

        /// <summary>Whether the library was exported before.</summary>
        public bool IsExported { get; init; }

        /// <summary>Whether an asset was renamed since then.</summary>
        public bool IsRenamed { get; init; }

        /// <summary>Whether an asset was shared before.</summary>
        public bool IsShared { get; init; }
    }
}
