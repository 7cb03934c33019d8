using System.Globalization;

namespace PiecesOs.Server.Samples;

/// <summary>Names of samples: plain for the first ones, then also repeated, missing, endless and awkward ones.</summary>
internal static class SampleNames
{
    private const int Longest = 300;

    public static string? For(int seed, int index)
    {
        if (SamplePlan.HasNameOfTheOneBefore(index))
            return For(seed, index - 1);
        var random = SampleRandom.Of(seed, index);
        var snippet = SampleSnippets.For(random, index);
        if (index < SamplePlan.Plain)
            return snippet.Title;
        if (SamplePlan.IsImage(index))
            return string.Create(CultureInfo.InvariantCulture, $"screenshot {index}.png");
        return (index % SamplePlan.Period) switch
        {
            41 => null,
            42 => "",
            43 => $"{snippet.Title} {new string('x', Longest)}"[..Longest],
            44 => $"src/{snippet.Topic}\\{snippet.Title}: part? <1>",
            45 => $"{snippet.Title} – ключ 設定 \U0001F511",
            _ => string.Create(CultureInfo.InvariantCulture, $"{snippet.Title} for {SampleWords.Identifiers[random.Next(SampleWords.Identifiers.Count)]} {index}"),
        };
    }
}
