using System.Globalization;
using System.Text;

namespace PiecesOs.Benchmarks.Inputs;

/// <summary>Small scripts to save as assets, all different, and the same each time.</summary>
internal static class SmallFiles
{
    private const int WarmUps = 8;

    /// <summary>Fills two folders: <c>warm-up</c> with a few files, <c>files</c> with the given number.</summary>
    public static void Write(string folder, int count)
    {
        WriteInto(Path.Combine(folder, "warm-up"), WarmUps);
        WriteInto(Path.Combine(folder, "files"), count);
    }

    private static void WriteInto(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        foreach (var number in Enumerable.Range(1, count))
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"script-{number:000}.ps1")), Script(Path.GetFileName(folder), number));
    }

    private static string Script(string group, int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {group} {number}: prüft die Ordner – 次回の予定\n");
        for (var line = 0; line < 10 + (number % 30); line++)
            text.Append(CultureInfo.InvariantCulture, $"Get-ChildItem -Path './folder{line}' | Where-Object Length -gt {(number * 31) + line}\n");
        return text.ToString();
    }
}
