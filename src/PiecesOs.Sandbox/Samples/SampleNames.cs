using System.Globalization;

namespace PiecesOs.Sandbox.Samples;

/// <summary>Names of samples: plain for the first 20, then also repeated, missing, endless and awkward ones.</summary>
internal static class SampleNames
{
    public static string? For(SampleRandom random, SampleSnippet snippet, int index, bool isImage)
    {
        if (index < 20)
            return snippet.Title;
        if (isImage)
            return string.Create(CultureInfo.InvariantCulture, $"screenshot {index}.png");
        return (index % 40) switch
        {
            1 => null,
            2 => "",
            3 => string.Create(CultureInfo.InvariantCulture, $"{snippet.Title} {new string('x', 300)}")[..300],
            4 => $"src/{snippet.Topic}\\{snippet.Title}: part? <1>",
            5 => $"{snippet.Title} – ключ 設定 \U0001F511",
            6 or 7 or 8 => snippet.Title,
            _ => string.Create(CultureInfo.InvariantCulture, $"{snippet.Title} for {SampleWords.Identifiers[random.Next(SampleWords.Identifiers.Count)]} {index}"),
        };
    }
}
