namespace PiecesOs.Server.Pieces.Search;

/// <summary>A word of a query together with the known words it may have been meant for.</summary>
internal sealed class FuzzyWord
{
    private readonly List<(string Word, double Similarity)> _meanings;

    public FuzzyWord(string text, Vocabulary vocabulary, double least)
    {
        Text = text;
        _meanings = [(text, 1), .. vocabulary.Near(text, least, 6).Where(near => !near.Word.Equals(text, StringComparison.OrdinalIgnoreCase))];
        Expression = $"({string.Join(" OR ", _meanings.Select(meaning => AssetSearch.Literal(meaning.Word)))})";
    }

    /// <summary>The word as typed.</summary>
    public string Text { get; }

    /// <summary>The FTS5 expression for any of its meanings.</summary>
    public string Expression { get; }

    /// <summary>How well the text holds the words: 1 when it holds all as typed.</summary>
    public static double Score(List<FuzzyWord> words, string text) =>
        words.Average(word => word._meanings.FirstOrDefault(meaning => text.Contains(meaning.Word, StringComparison.OrdinalIgnoreCase)).Similarity);
}
