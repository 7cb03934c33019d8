using System.Globalization;
using PiecesOs.Server.Pieces.Assets;

namespace PiecesOs.Server.Pieces.Samples;

/// <summary>The names, tags and annotations of samples.</summary>
internal static class SampleMetadata
{
    private const int MaxNameLength = 300;
    private const int Sentences = 5;
    private const int Explanations = 46;
    private const int Comments = 44;
    private const string Automatic = "AUTOMATIC";
    private const string Manual = "MANUAL";

    private static readonly string[] Patterns =
    [
        "How to {0} the {1} when the {2} is empty",
        "Fill {{{1}}} in the template of the {2}",
        "What happens to the {1} after the {2} was closed",
        "A short way to {0} each {1} of the {2}",
        "Use ${{{1}}} and not {{{2}}} here",
        "The {1} has to {0} before the {2} does",
    ];

    /// <summary>Plain names for the first samples; after them also repeated, missing, very long and awkward ones.</summary>
    public static string? Name(int seed, int index)
    {
        if (SamplePlan.HasNameOfTheOneBefore(index))
            return Name(seed, index - 1);
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
            43 => $"{snippet.Title} {new string('x', MaxNameLength)}"[..MaxNameLength],
            44 => $"src/{snippet.Topic}\\{snippet.Title}: part? <1>",
            45 => $"{snippet.Title} – ключ 設定 \U0001F511",
            _ => string.Create(CultureInfo.InvariantCulture, $"{snippet.Title} for {SampleWords.Identifiers[random.Next(SampleWords.Identifiers.Count)]} {index}"),
        };
    }

    /// <summary>The topic and language, common words, and sentences, some with braces in them; all are different.</summary>
    public static IEnumerable<string> Tags(SampleRandom random, SampleSnippet snippet)
    {
        var start = random.Next(SampleWords.Tags.Count);
        var words = Enumerable.Range(0, SampleWords.Tags.Count).Select(i => SampleWords.Tags[(start + (i * 7)) % SampleWords.Tags.Count]);
        var first = random.Next(Patterns.Length);
        var sentences = Enumerable.Range(0, Sentences).Select(i => Sentence(random, Patterns[(first + i) % Patterns.Length])).ToList();
        return new[] { snippet.Topic, snippet.Ext }.Concat(words).Distinct(StringComparer.Ordinal).Take(SamplePlan.Tags - Sentences).Concat(sentences);
    }

    /// <summary>
    /// On 93 of 358 samples: 46 EXPLANATION and 44 COMMENT, the rest of types that are rare or that the API does not list.
    /// One explanation is written by hand.
    /// </summary>
    public static IReadOnlyList<SeedAnnotation> Annotations(SampleRandom random, SampleSnippet snippet, int index)
    {
        var purpose = $"{snippet.Title}: {SampleWords.Purposes[random.Next(SampleWords.Purposes.Count)]}.";
        return SamplePlan.Annotation(index) switch
        {
            null => [],
            0 => [new("EXPLANATION", "My own note: check with the team before changing this.", Manual)],
            < Explanations => [new("EXPLANATION", purpose, Automatic)],
            < Explanations + Comments => [new("COMMENT", SampleWords.Comments[random.Next(SampleWords.Comments.Count)], Automatic)],
            90 => [new("SUMMARY", purpose, Automatic), new("KNOWLEDGE_GRAPH", purpose, Automatic)],
            91 => [new("DESCRIPTION", purpose, Automatic), new("GENERIC_HIERARCHICAL_SUMMARY", purpose, Automatic)],
            _ => [new("TEMPORAL_DAY_HIERARCHICAL_SUMMARY", purpose, Automatic), new("DEEP_STUDY_HIERARCHICAL_SUMMARY", purpose, Automatic)],
        };
    }

    private static string Sentence(SampleRandom random, string pattern)
    {
        string One(IReadOnlyList<string> words) => words[random.Next(words.Count)];
        return string.Format(null, pattern, One(SampleWords.Verbs), One(SampleWords.Identifiers), One(SampleWords.Identifiers));
    }
}
