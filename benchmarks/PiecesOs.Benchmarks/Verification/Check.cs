using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;

namespace PiecesOs.Benchmarks.Verification;

/// <summary>That contestants did the work they were timed for.</summary>
internal static class Check
{
    /// <summary>Every round of a contestant read the very list.</summary>
    public static void SameList(Library library, Rounds rounds, string contestant)
    {
        foreach (var result in rounds.Of(contestant))
        {
            Same(result.Whole("count"), library.Expected.Count, $"{contestant}: number of assets");
            Same(result.Text("digest"), library.Expected.Assets, $"{contestant}: hash of ids, names and contents");
        }
    }

    /// <summary>A folder that was exported holds the very assets, and the very contents as files.</summary>
    public static void SameExport(Library library, string folder)
    {
        using var digest = new AssetDigest();
        foreach (var line in File.ReadLines(Path.Combine(folder, "assets.jsonl")))
        {
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(line));
            JsonTokens.Read(stream, new AssetTokens(digest, isList: false));
        }

        Same(digest.Assets, library.Expected.Assets, "export: hash of ids, names and contents");
        Same($"{ContentsDigest.OfFolder(Path.Combine(folder, "content"))}", library.Expected.Contents, "export: hash of the content files");
    }

    /// <summary>The two are equal, or the run has failed.</summary>
    public static void Same<T>(T actual, T expected, string what)
        where T : notnull
    {
        if (!actual.Equals(expected))
            throw new MismatchException($"{what}: {Show(actual)} instead of {Show(expected)}");
    }

    private static string Show<T>(T value) => value is long or int ? Figures.Count(System.Convert.ToInt64(value, null)) : $"{value}";
}
