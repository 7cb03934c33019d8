namespace PiecesOs.Benchmarks.Processes;

/// <summary>Finds programs on PATH, as a shell would.</summary>
internal static class ProgramFinder
{
    /// <summary>The full path, or <see langword="null"/>.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Candidates(Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates(string path) =>
        OperatingSystem.IsWindows() ? [path + ".exe", path + ".cmd"] : [path];
}
