using System.Collections.Concurrent;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>A watch reports every change exactly once.</summary>
public sealed class WatchJobs(JobFixture fixture) : JobTest(fixture)
{
    private const int Count = 80;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly Material s_existing = new(0, "existing", "txt", "existing"u8.ToArray(), IsText: true);

    [Theory]
    [InlineData(Server.Direct, "Watch-PiecesAsset -IncludeExisting")]
    [InlineData(Server.Slow, "Watch-PiecesAsset -IncludeExisting")]
    [InlineData(Server.Direct, "Watch-PiecesAsset -Transferable -IncludeExisting")]
    [InlineData(Server.Slow, "Watch-PiecesAsset -Identifier -IncludeExisting")]
    public async Task Changes_of_hundreds_of_assets_are_reported(Server server, string script)
    {
        await using var watch = await StartAsync(server, script);

        await Sandbox.AddAsync(Materials.Rows(seed: 71, Count));
        await watch.WaitAsync(1 + Count);
        var assets = (await Library.GetAssetsAsync()).Where(static asset => asset.Name != "existing").ToList();
        foreach (var asset in assets)
            await Sandbox.RenameAsync(asset.Id, "new " + asset.Name);
        await watch.WaitAsync(1 + (2 * Count));
        foreach (var asset in assets)
            await Sandbox.RemoveAsync(asset.Id);
        await watch.WaitAsync(1 + (3 * Count));

        ShouldBeSeenOnce(watch.Events.Where(static seen => seen.Change == "Created"), assets);
        ShouldBeSeenOnce(watch.Events.Where(static seen => seen.Change == "Updated"), assets);
        ShouldBeSeenOnce(watch.Events.Where(static seen => seen.Change == "Deleted"), assets);
        await watch.StopAsync();
        watch.Events.Count.ShouldBe(1 + (3 * Count));
        var byId = assets.ToDictionary(static asset => asset.Id);
        if (!script.Contains("-Identifier", StringComparison.Ordinal))
        {
            watch.Events.Where(seen => seen.Change == "Created" && seen.Name != byId[seen.Id].Name).ShouldBeEmpty();
            watch.Events.Where(seen => seen.Change == "Updated" && seen.Name != "new " + byId[seen.Id].Name).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Changes_are_reported_although_the_connection_breaks(Server server)
    {
        await using var watch = await StartAsync(server, "Watch-PiecesAsset -IncludeExisting -WarningAction Ignore");

        foreach (var part in Materials.Rows(seed: 72, Count).Chunk(Count / 4))
        {
            await Sandbox.AddAsync(part);
            await Sandbox.DropStreamsAsync();
        }

        await watch.WaitAsync(1 + Count);
        await watch.StopAsync();
        watch.Events.Count.ShouldBe(1 + Count);
        ShouldBeSeenOnce(watch.Events.Where(static seen => seen.Change == "Created"), [.. (await Library.GetAssetsAsync()).Where(static asset => asset.Name != "existing")]);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task New_assets_are_saved(Server server)
    {
        var materials = Materials.Rows(seed: 73, Count);
        await Sandbox.AddAsync([s_existing]);
        Connect(server);
        using var seen = new SemaphoreSlim(0);
        Session.Runspace.SessionStateProxy.SetVariable("seen", seen);
        Session.Runspace.SessionStateProxy.SetVariable("count", Count + 1);

        var result = await RunMeanwhileAsync(
            "Watch-PiecesAsset -Transferable -IncludeExisting -MaxEvent $count | ForEach-Object { $null = $seen.Release(); $_ } | Save-PiecesAsset -Destination incoming",
            async () =>
            {
                (await seen.WaitAsync(s_patience)).ShouldBeTrue();
                await Sandbox.AddAsync(materials);
            });

        result.Errors.ShouldBeEmpty();
        var byName = materials.Prepend(s_existing).ToDictionary(static material => Path.GetFileNameWithoutExtension(material.Name));
        var files = result.Output.Cast<FileInfo>().ToList();
        files.Count.ShouldBe(byName.Count);
        files.Where(file => !byName[Path.GetFileNameWithoutExtension(file.Name)].Content.AsSpan().SequenceEqual(File.ReadAllBytes(file.FullName))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Suggestions_are_reported(Server server)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 74, Count));
        Connect(server);
        using var begun = new SemaphoreSlim(0);
        using var seen = new SemaphoreSlim(0);
        Session.Runspace.SessionStateProxy.SetVariable("begun", begun);
        Session.Runspace.SessionStateProxy.SetVariable("seen", seen);
        Session.Runspace.SessionStateProxy.SetVariable("count", Count);

        var result = await RunMeanwhileAsync(
            """
            Watch-PiecesSuggestion | ForEach-Object { $null = ($_.TagId ? $seen : $begun).Release(); $_ } | Where-Object TagId | Select-Object -First $count -OutVariable suggestions |
                Select-Object -ExpandProperty Asset | Get-PiecesAsset -ThrottleLimit 8 | Select-Object -ExpandProperty Name
            $suggestions.TagId
            """,
            async () =>
            {
                (await begun.WaitAsync(s_patience)).ShouldBeTrue();
                foreach (var asset in assets)
                {
                    // The sandbox sends only the newest of several pending suggestions.
                    await Sandbox.SuggestAsync("tag of " + asset.Name, asset.Id);
                    (await seen.WaitAsync(s_patience)).ShouldBeTrue();
                }
            });

        result.Errors.ShouldBeEmpty();
        result.OutputAs<string>().ShouldBe([.. assets.Select(static asset => asset.Name), .. assets.Select(static asset => "tag of " + asset.Name)]);
    }

    private static void ShouldBeSeenOnce(IEnumerable<Seen> events, IReadOnlyList<StoredAsset> assets) =>
        events.Select(static seen => seen.Id).Order().ShouldBe(assets.Select(static asset => asset.Id).Order());

    /// <summary>Starts a watch and waits until it has reported the existing asset. Assets created later are new to it.</summary>
    private async Task<Watch> StartAsync(Server server, string script)
    {
        await Sandbox.AddAsync([s_existing]);
        Connect(server);
        var watch = new Watch(Session, script);
        await watch.WaitAsync(1);
        return watch;
    }

    /// <summary>Runs a script that watches while the library changes. Stops the watch if it does not end by itself.</summary>
    private async Task<CommandResult> RunMeanwhileAsync(string script, Func<Task> change)
    {
        var call = Session.Script(script);
        var running = call.RunAsync();
        try
        {
            await change();
            return await running.WaitAsync(s_patience);
        }
        finally
        {
            call.Stop();
            await running;
        }
    }

    private sealed record Seen(string Change, string Id, string Name);

    /// <summary>A watch that runs until it is stopped.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Seen> _events = new();
        private readonly SemaphoreSlim _seen = new(0);
        private readonly CommandCall _call;
        private readonly Task<CommandResult> _running;
        private int _waited;

        public Watch(PowerShellSession session, string script)
        {
            _call = session.Script(script).OnOutput(item =>
            {
                _events.Enqueue(new Seen(TextOf(item, "Change"), TextOf(item, "AssetId"), TextOf(item, "Name")));
                _seen.Release();
            });
            _running = _call.RunAsync();
        }

        public IReadOnlyCollection<Seen> Events => _events;

        /// <summary>Waits until this many events have been emitted since the start.</summary>
        public async Task WaitAsync(int count)
        {
            for (; _waited < count; _waited++)
            {
                if (!await _seen.WaitAsync(s_patience))
                    throw new TimeoutException($"Only {_waited} of {count} events came: {string.Join(", ", _events.CountBy(static seen => seen.Change))}.");
            }
        }

        public async Task StopAsync()
        {
            _call.Stop();
            (await _running).Errors.ShouldBeEmpty();
        }

        public async ValueTask DisposeAsync()
        {
            _call.Stop();
            await _running;
            _seen.Dispose();
        }
    }
}
