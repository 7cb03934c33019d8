namespace PiecesOs.Server.Pieces.Search;

/// <summary>Enumerates the words of a text: runs of letters, digits and underscores.</summary>
internal ref struct WordEnumerator(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly WordEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var start = 0;
        while (start < _rest.Length && !IsWord(_rest[start]))
            start++;
        var end = start;
        while (end < _rest.Length && IsWord(_rest[end]))
            end++;
        Current = _rest[start..end];
        _rest = _rest[end..];
        return !Current.IsEmpty;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
