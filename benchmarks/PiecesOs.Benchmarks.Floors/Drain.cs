using System.Diagnostics;

namespace PiecesOs.Benchmarks.Floors;

/// <summary>Reads a response from the socket with as little work as possible.</summary>
public static class Drain
{
    /// <summary>Reads the response and discards it.</summary>
    public static Transfer ToNowhere(Uri uri)
    {
        var clock = Stopwatch.StartNew();
        var bytes = Http.Get(uri, Stream.Null);
        return new Transfer(bytes, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>Writes the response to a file.</summary>
    public static Transfer ToFile(Uri uri, string path)
    {
        var clock = Stopwatch.StartNew();
        using var file = File.Create(path);
        var bytes = Http.Get(uri, file);
        file.Flush();
        return new Transfer(bytes, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>Writes the response to a file, and other files from memory.</summary>
    public static Transfer ToFiles(Uri uri, string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var clock = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        var transfer = ToFile(uri, Path.Combine(folder, "list.json"));
        foreach (var (name, content) in files)
            File.WriteAllBytes(Path.Combine(folder, name), content);
        return transfer with { Milliseconds = clock.Elapsed.TotalMilliseconds };
    }
}
