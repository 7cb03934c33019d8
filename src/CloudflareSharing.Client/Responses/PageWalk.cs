using RestCore;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>Goes from page to page: knows which one to ask for, which one is the last, and when a server runs in circles.</summary>
/// <param name="operation">The operation's name, for errors.</param>
/// <param name="firstPage">The page to start with; <see langword="null"/> for the server's first.</param>
/// <param name="isPaged">Whether a page or its size is asked for. Without both the server sends the whole list at once.</param>
internal sealed class PageWalk(string operation, int? firstPage, bool isPaged)
{
    private readonly HashSet<string> _firstElements = new(StringComparer.Ordinal);
    private readonly bool _isWholeList = firstPage is null or <= 1;
    private long? _previous;
    private long _seen;

    /// <summary>The page to ask for; <see langword="null"/> to let the server choose its first.</summary>
    public long? Page { get; private set; } = firstPage;

    /// <summary>Looks at the first element of a page.</summary>
    /// <exception cref="MalformedResponseException">An earlier page started with it: the server repeats itself.</exception>
    public void Begin(JsonValue first)
    {
        if (!_firstElements.Add(first.Member("id").AsText() ?? first.GetRawText()))
            throw RunsInCircles();
    }

    /// <summary>Looks at the end of a page, and goes on to the next; false when this was the last.</summary>
    /// <exception cref="MalformedResponseException">The server answers with a page that came before.</exception>
    public bool MoveNext(int count, ResultInfo info)
    {
        // A second page of a list that came whole would repeat a part of it.
        if (count == 0 || !isPaged)
            return false;
        var page = info.Page ?? Page ?? 1;
        if (page <= _previous)
            throw RunsInCircles();
        _previous = page;
        _seen += count;
        Page = page + 1;
        return !IsLast(page, count, info);
    }

    /// <summary>
    /// Believes a total unless it contradicts what came. Totals may count what a filter leaves out; then an empty page is the
    /// end. Asking for one page too many is cheaper than losing one, so without a total only a page that the server itself
    /// calls short is the last before an empty one.
    /// </summary>
    private bool IsLast(long page, int count, ResultInfo info)
    {
        if (info.TotalPages > 0)
            return page >= info.TotalPages;
        if (info.TotalCount > 0)
            return _isWholeList ? _seen >= info.TotalCount : (double)page * (info.PerPage ?? 0) >= info.TotalCount;
        return info.Count == count && count < info.PerPage;
    }

    private MalformedResponseException RunsInCircles() =>
        new(operation, 0, FormattableString.Invariant($"asked for page {Page}, the server repeats an earlier one"));
}
