namespace PiecesOs.Server.Samples;

/// <summary>The tags of a sample: its topic and language, common words, and sentences, some with braces in them.</summary>
internal static class SampleTags
{
    private const int Sentences = 5;

    private static readonly string[] Patterns =
    [
        "How to {0} the {1} when the {2} is empty",
        "Fill {{{1}}} in the template of the {2}",
        "What happens to the {1} after the {2} was closed",
        "A short way to {0} each {1} of a {2}",
        "Use ${{{1}}} and not {{{2}}} here",
        "The {1} has to {0} before the {2} does",
    ];

    /// <summary>The texts, all different.</summary>
    public static IEnumerable<string> For(SampleRandom random, SampleSnippet snippet)
    {
        var start = random.Next(SampleWords.Tags.Count);
        var words = Enumerable.Range(0, SampleWords.Tags.Count).Select(i => SampleWords.Tags[(start + (i * 7)) % SampleWords.Tags.Count]);
        var first = random.Next(Patterns.Length);
        var sentences = Enumerable.Range(0, Sentences).Select(i => Sentence(random, Patterns[(first + i) % Patterns.Length])).ToList();
        return new[] { snippet.Topic, snippet.Ext }.Concat(words).Distinct(StringComparer.Ordinal).Take(SamplePlan.Tags - Sentences).Concat(sentences);
    }

    private static string Sentence(SampleRandom random, string pattern)
    {
        string One(IReadOnlyList<string> words) => words[random.Next(words.Count)];
        return string.Format(null, pattern, One(SampleWords.Verbs), One(SampleWords.Identifiers), One(SampleWords.Identifiers));
    }
}
