using PiecesOs.Server.Assets;

namespace PiecesOs.Server.Samples;

/// <summary>
/// The annotations of a sample: on 93 of 358, 46 EXPLANATION and 44 COMMENT, the rest of types that are rare or that the
/// API does not list. One explanation is written by hand.
/// </summary>
internal static class SampleAnnotations
{
    private const string Automatic = "AUTOMATIC";
    private const string Manual = "MANUAL";
    private const int Explanations = 46;
    private const int Comments = 44;

    public static IReadOnlyList<SeedAnnotation> For(SampleRandom random, SampleSnippet snippet, int index)
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
}
