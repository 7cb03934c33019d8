namespace PiecesOs.Benchmarks.Setup;

/// <summary>The sizes of the inputs.</summary>
internal sealed record Sizes
{
    private const int Megabyte = 1_000_000;

    /// <summary>The sizes for the report.</summary>
    public static Sizes Full { get; } = new();

    /// <summary>Small sizes that only show that everything runs.</summary>
    public static Sizes Quick { get; } = new()
    {
        List = 200,
        First = [100, 200, 400],
        Large = 400,
        Growth = [100, 200, 400],
        MaxRestAssets = 200,
        Export = 200,
        LargeExport = 400,
        Files = 24,
        Binary = 1 * Megabyte,
        LargeBinary = 4 * Megabyte,
        Search = 1000,
        Queries = 20,
        Paced = [20],
        Jobs = 50,
        JobFiles = 10,
        Completion = 400,
        Home = 500,
        HomeContentBytes = 2000,
        Starts = 2,
        WarmUps = 1,
        Calls = 1,
        Sessions = 2,
    };

    /// <summary>The number of bytes per content. 5,000 assets are a list of 103.5 MB.</summary>
    public int ContentBytes { get; init; } = 2473;

    public int List { get; init; } = 5000;

    public IReadOnlyList<int> First { get; init; } = [1000, 5000, 50_000];

    public int Large { get; init; } = 50_000;

    public IReadOnlyList<int> Growth { get; init; } = [1000, 2000, 5000, 10_000, 20_000, 50_000];

    /// <summary>The largest list for Invoke-RestMethod, which needs minutes and gigabytes for larger ones.</summary>
    public int MaxRestAssets { get; init; } = 5000;

    public int Export { get; init; } = 5000;

    public int LargeExport { get; init; } = 20_000;

    public int Files { get; init; } = 500;

    public int Binary { get; init; } = 50 * Megabyte;

    public int LargeBinary { get; init; } = 200 * Megabyte;

    public int Search { get; init; } = 100_000;

    public int Queries { get; init; } = 200;

    /// <summary>The numbers of assets on a server that is as slow as a real one.</summary>
    public IReadOnlyList<int> Paced { get; init; } = [300, 2000];

    /// <summary>The number of assets and files for the jobs whose requests are counted.</summary>
    public int Jobs { get; init; } = 1000;

    public int JobFiles { get; init; } = 100;

    /// <summary>The number of assets among which names are completed.</summary>
    public int Completion { get; init; } = 10_000;

    /// <summary>The number of assets in a lasting data file, and the size of each content: 5 GB together.</summary>
    public int Home { get; init; } = 100_000;

    public int HomeContentBytes { get; init; } = 50_000;

    /// <summary>How often the server is started with this file.</summary>
    public int Starts { get; init; } = 5;

    /// <summary>The number of warm-up calls.</summary>
    public int WarmUps { get; init; } = 3;

    /// <summary>The number of calls whose median a process reports.</summary>
    public int Calls { get; init; } = 5;

    /// <summary>Rounds of sessions that do nothing but import, which are short and differ much.</summary>
    public int Sessions { get; init; } = 20;
}
