namespace PiecesOs.Module;

/// <summary>Applies -Skip and -First.</summary>
internal sealed class Page(PagingParameters paging)
{
    private ulong _toSkip = paging.Skip;
    private ulong _left = paging.First;

    /// <summary>Whether the page is complete, so that the rest need not be read.</summary>
    public bool IsFull => _left == 0;

    /// <summary>Whether the next object belongs to the page.</summary>
    public bool TryTake()
    {
        if (_toSkip > 0)
        {
            _toSkip--;
            return false;
        }

        if (_left == 0)
            return false;
        _left--;
        return true;
    }
}
