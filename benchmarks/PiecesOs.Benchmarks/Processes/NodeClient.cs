using System.Globalization;
using System.Text.Json;
using PiecesOs.Benchmarks.Sandboxes;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>The official TypeScript client, at the version in the lock file.</summary>
internal sealed class NodeClient
{
    private const string Script = "list.cjs";
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);
    private static readonly Dictionary<string, string> s_noEnvironment = [];

    private readonly string _node;
    private readonly string _folder;

    private NodeClient(string node, string folder, string version) => (_node, _folder, Version) = (node, folder, version);

    /// <summary>The version of the client.</summary>
    public string PackageVersion
    {
        get
        {
            using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "node_modules", "@pieces.app", "pieces-os-client", "package.json")));
            return package.RootElement.GetProperty("version").GetString() ?? "";
        }
    }

    /// <summary>The version of Node.js.</summary>
    public string Version { get; }

    /// <summary>Installs the client, or returns the reason why it is skipped.</summary>
    public static async Task<(NodeClient? Client, string? Missing)> InstallAsync(string folder)
    {
        if (ProgramFinder.Find("node") is not { } node || ProgramFinder.Find("npm") is not { } npm)
            return (null, "node and npm are not on this machine");
        try
        {
            var version = await ProcessRun.OutputAsync(node, ["--version"], s_noEnvironment, s_limit);
            await ProcessRun.OutputAsync(npm, ["ci", "--no-audit", "--no-fund"], s_noEnvironment, s_limit, folder);
            return (new NodeClient(node, folder, version.Trim()), null);
        }
        catch (ContestantFailedException e)
        {
            return (null, $"npm could not bring it: {e.Message}");
        }
    }

    public Contestant List(string name, Library library, int warmUps, int calls) => new(name, async () =>
    {
        string[] arguments =
        [
            Path.Combine(_folder, Script), $"{library.Server.Address}",
            warmUps.ToString(CultureInfo.InvariantCulture), calls.ToString(CultureInfo.InvariantCulture),
        ];
        return Measurement.Read(await ProcessRun.OutputAsync(_node, arguments, s_noEnvironment, s_limit));
    });
}
