using PiecesOs.Benchmarks.Floors;

namespace PiecesOs.Benchmarks.Setup;

/// <summary>The paths in the repository.</summary>
internal sealed record RepositoryPaths(string Root)
{
    public string Benchmarks => Path.Combine(Root, "benchmarks");

    /// <summary>The manifest of the module to measure.</summary>
    public string Module { get; init; } = Path.Combine(Root, "out", "PiecesOs", "PiecesOs.psd1");

    public string Sandbox => Path.Combine(Root, "out", "PiecesOs", "server", "PiecesOs.Server.dll");

    public string Floors => Path.Combine(AppContext.BaseDirectory, "PiecesOs.Benchmarks.Floors.dll");

    public string Readme => Path.Combine(Root, "README.md");

    public string Notes => Path.Combine(Benchmarks, "NOTES.md");

    /// <summary>The folder for incomplete reports.</summary>
    public string Work => Path.Combine(Root, "out", "benchmarks");

    /// <summary>The folder for temporary files. They are gigabytes in size, so it is deleted at the end of the run.</summary>
    public string Scratch => Path.Combine(Work, "scratch");

    public string Script(string name) => Path.Combine(Benchmarks, "scripts", name + ".ps1");

    /// <summary>A new empty folder in <see cref="Scratch"/>.</summary>
    public string EmptyFolder(string name)
    {
        var path = Path.Combine(Scratch, name);
        Disk.Remove(path);
        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>The repository that contains this program.</summary>
    public static RepositoryPaths Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PiecesOs.Module.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This does not lie inside the repository.");
        return new RepositoryPaths(folder.FullName);
    }
}
