using System.Buffers;
using System.Text;

namespace PiecesOs.Server.Pieces.Search;

/// <summary>A word of a query together with known words that are similar.</summary>
internal sealed class FuzzyWord
{
    private readonly List<(byte[] Word, double Similarity)> _candidates;

    public FuzzyWord(string text, Vocabulary vocabulary, double min)
    {
        Text = text;
        List<(string Word, double Similarity)> candidates =
            [(text.ToLowerInvariant(), 1), .. vocabulary.FindSimilar(text, min, 6).Where(near => !near.Word.Equals(text, StringComparison.OrdinalIgnoreCase))];
        _candidates = [.. candidates.Select(static candidate => (Encoding.UTF8.GetBytes(candidate.Word), candidate.Similarity))];
        Expression = $"({string.Join(" OR ", candidates.Select(static candidate => AssetSearch.Literal(candidate.Word)))})";
    }

    /// <summary>The word as typed.</summary>
    public string Text { get; }

    /// <summary>The FTS5 expression for any of its candidates.</summary>
    public string Expression { get; }

    /// <summary>How well the text in UTF-8 matches the words: 1 if it contains all as typed, in any case.</summary>
    public static double Score(List<FuzzyWord> words, ReadOnlySpan<byte> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        var lower = buffer.AsSpan(0, text.Length);
        ToLower(text, lower);
        byte[]? lowerInAllLanguages = null;
        var sum = 0.0;
        foreach (var word in words)
        {
            foreach (var (candidate, similarity) in word._candidates)
            {
                var isFound = Ascii.IsValid(candidate)
                    ? lower.IndexOf(candidate) >= 0
                    : (lowerInAllLanguages ??= Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToLowerInvariant())).AsSpan().IndexOf(candidate) >= 0;
                if (!isFound)
                    continue;
                sum += similarity;
                break;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return sum / words.Count;
    }

    /// <summary>Converts the letters from A to Z. <see cref="string.ToLowerInvariant"/> is much slower, because it looks up each letter.</summary>
    private static void ToLower(ReadOnlySpan<byte> text, Span<byte> lower)
    {
        while (Ascii.ToLower(text, lower, out var done) == OperationStatus.InvalidData)
        {
            var others = text[done..].IndexOfAnyInRange((byte)0, (byte)127);
            var end = others < 0 ? text.Length : done + others;
            text[done..end].CopyTo(lower[done..]);
            text = text[end..];
            lower = lower[end..];
        }
    }
}
