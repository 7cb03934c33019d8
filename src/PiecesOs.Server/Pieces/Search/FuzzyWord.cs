namespace PiecesOs.Server.Pieces.Search;

/// <summary>A word of a query together with known words that are similar.</summary>
internal sealed class FuzzyWord
{
    private readonly List<(string Word, double Similarity)> _candidates;

    public FuzzyWord(string text, Vocabulary vocabulary, double min)
    {
        Text = text;
        _candidates = [(text, 1), .. vocabulary.FindSimilar(text, min, 6).Where(near => !near.Word.Equals(text, StringComparison.OrdinalIgnoreCase))];
        Expression = $"({string.Join(" OR ", _candidates.Select(candidate => AssetSearch.Literal(candidate.Word)))})";
    }

    /// <summary>The word as typed.</summary>
    public string Text { get; }

    /// <summary>The FTS5 expression for any of its candidates.</summary>
    public string Expression { get; }

    /// <summary>How well the text matches the words: 1 if it contains all as typed.</summary>
    public static double Score(List<FuzzyWord> words, string text) =>
        words.Average(word => word._candidates.FirstOrDefault(candidate => text.Contains(candidate.Word, StringComparison.OrdinalIgnoreCase)).Similarity);
}
