using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;

namespace PiecesOs.Benchmarks.Verification;

/// <summary>Verifies that contestants did the work that was timed.</summary>
internal static class Check
{
    /// <summary>Verifies that a contestant read the expected list in every round.</summary>
    public static void SameList(Library library, Rounds rounds, string contestant)
    {
        foreach (var result in rounds.Of(contestant))
        {
            Same(result.Integer("count"), library.Expected.Count, $"{contestant}: number of assets");
            Same(result.Text("digest"), library.Expected.Assets, $"{contestant}: hash of ids, names and contents");
        }
    }

    /// <summary>Verifies that an export contains the expected assets, and the expected contents as files.</summary>
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

    /// <summary>Fails the run if two values differ.</summary>
    public static void Same<T>(T actual, T expected, string what)
        where T : notnull
    {
        if (!actual.Equals(expected))
            throw new MismatchException($"{what}: {Show(actual)} instead of {Show(expected)}");
    }

    private static string Show<T>(T value) => value is long or int ? Figures.Count(System.Convert.ToInt64(value, null)) : $"{value}";
}
