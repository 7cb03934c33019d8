namespace PiecesOs.Module;

/// <summary>The file or folder that a user wants to import.</summary>
/// <param name="fullPath">The full path.</param>
internal sealed class SourcePath(string fullPath)
{
    private readonly Dictionary<string, JsonShape?> _shapes = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _jsonFiles;

    /// <summary>The full path.</summary>
    public string FullPath { get; } = fullPath;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; } = Directory.Exists(fullPath);

    /// <summary>The JSON file, or the JSON files in a folder that contains nothing else. Hidden files and folders do not count.</summary>
    public IReadOnlyList<string> JsonFiles => _jsonFiles ??= FindJsonFiles();

    /// <summary>The full path that a user specified, without wildcards. Requires the PowerShell engine, so it must run on the pipeline thread.</summary>
    /// <exception cref="InputException">The path does not exist, or it is not in the file system.</exception>
    public static string Resolve(SessionState session, string path) =>
        OutputFolder.FindFullPath(session, path, out var cause) is { } full && (File.Exists(full) || Directory.Exists(full)) ? full : throw LibraryErrors.SourceNotFound(path, cause);

    /// <summary>The structure of a JSON file; <see langword="null"/> if it cannot be read as JSON.</summary>
    public JsonShape? ShapeOf(string file)
    {
        if (_shapes.TryGetValue(file, out var known))
            return known;
        JsonShape? shape = null;
        try
        {
            shape = JsonShape.Of(file);
        }
        catch (InputException)
        {
            // Whoever opens the file reports it.
        }

        return _shapes[file] = shape;
    }

    /// <summary>Whether there are JSON files, and all have a structure.</summary>
    public bool AllJsonFiles(Func<JsonShape, bool> isExpected) => JsonFiles.Count > 0 && JsonFiles.All(file => ShapeOf(file) is { } shape && isExpected(shape));

    /// <summary>
    /// Reads all JSON files from beginning to end, so that nothing is sent if one of them is broken, and counts values in them.
    /// </summary>
    /// <exception cref="InputException">A file cannot be read, or it is not JSON.</exception>
    public long CountInJsonFiles(Func<JsonShape, int> count) => FilesToRead.Sum(file => (long)count(ShapeOf(file) ?? JsonShape.Of(file)));

    /// <summary>The JSON files; for a form that the user specified, also those among other files, and a file with any name.</summary>
    public IReadOnlyList<string> FilesToRead => JsonFiles.Count > 0 ? JsonFiles : IsFolder ? [.. Entries().Where(IsJsonFile)] : [FullPath];

    /// <summary>The name of a file of this source, relative to the folder.</summary>
    public string RelativeName(string file) => IsFolder ? file.Substring(FullPath.Length).TrimStart('/', '\\').Replace('\\', '/') : Path.GetFileName(file);

    private IReadOnlyList<string> FindJsonFiles()
    {
        if (!IsFolder)
            return IsJson(FullPath) ? [FullPath] : [];
        var entries = Entries();
        return entries.All(IsJsonFile) ? entries : [];
    }

    private string[] Entries() => [.. SourceFile.Read(FullPath, () => Directory.GetFileSystemEntries(FullPath))
        .Where(static path => Path.GetFileName(path)[0] != '.').OrderBy(static path => path, StringComparer.Ordinal)];

    private static bool IsJsonFile(string path) => IsJson(path) && File.Exists(path) && !OutputFile.IsLink(new FileInfo(path));

    private static bool IsJson(string path) => Path.GetExtension(path) is { } extension
        && (extension.Equals(".json", StringComparison.OrdinalIgnoreCase) || extension.Equals(VSCodeSource.Extension, StringComparison.OrdinalIgnoreCase));
}
