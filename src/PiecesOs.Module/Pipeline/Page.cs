namespace PiecesOs.Module;

/// <summary>Applies -Skip, -First and -IncludeTotalCount of a cmdlet.</summary>
internal sealed class Page(AsyncCmdlet cmdlet)
{
    private ulong _toSkip = cmdlet.PagingParameters.Skip;
    private ulong _left = cmdlet.PagingParameters.First;

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

    /// <summary>Writes the part of the list that belongs to the page, and stops reading at its end.</summary>
    public async Task WriteAsync<T>(IAsyncEnumerable<T> list)
    {
        await foreach (var item in list.ConfigureAwait(false))
        {
            if (TryTake())
                cmdlet.WriteObject(item);
            if (IsFull)
                return;
        }
    }

    /// <summary>Answers -IncludeTotalCount for a list whose number of elements the server does not report in advance.</summary>
    public void WriteUnknownTotal()
    {
        if (cmdlet.PagingParameters.IncludeTotalCount)
            cmdlet.WriteObject(cmdlet.PagingParameters.NewTotalCount(0, accuracy: 0));
    }
}
