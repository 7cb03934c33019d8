using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Sandboxes;

/// <summary>Libraries by size. Each one is created when it is first needed and kept until the end, because filling takes longer than reading.</summary>
internal sealed class SampleLibraries(string program, int contentBytes, Action<string> log) : IAsyncDisposable
{
    private readonly Dictionary<int, Library> _libraries = [];

    public async Task<Library> OfAsync(int count)
    {
        if (_libraries.TryGetValue(count, out var known))
            return known;

        log($"filling a sandbox with {Figures.Count(count)} assets");
        var server = await SandboxServer.StartAsync(program);
        await server.FillAsync(count, contentBytes);
        var library = new Library(server, count, ListReference.Read(new Uri(server.Address, "assets")));
        if (library.Expected.Count != count)
            throw new InvalidOperationException($"The sandbox was to hold {count} assets and lists {library.Expected.Count}.");
        return _libraries[count] = library;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var library in _libraries.Values)
            await library.Server.DisposeAsync();
    }
}
