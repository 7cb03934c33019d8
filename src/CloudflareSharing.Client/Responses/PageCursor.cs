using RestCore;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>The position in a list of pages: which page to request, which one is the last, and when a server repeats itself.</summary>
/// <param name="firstPage">The page to start with; <see langword="null"/> for the server's first.</param>
/// <param name="isPaged">Whether a page or its size is requested. Without both the server sends the whole list at once.</param>
internal sealed class PageCursor(int? firstPage, bool isPaged)
{
    private readonly HashSet<string> _firstElements = new(StringComparer.Ordinal);
    private readonly bool _isWholeList = firstPage is null or <= 1;
    private long? _previous;
    private long _seen;

    /// <summary>The page to request; <see langword="null"/> to let the server choose its first.</summary>
    public long? Page { get; private set; } = firstPage;

    /// <summary>Begins a page with its first element.</summary>
    /// <exception cref="MalformedResponseException">An earlier page started with it: the server repeats itself.</exception>
    public void BeginPage(string operation, JsonValue first)
    {
        if (!_firstElements.Add(first.Member("id").AsText() ?? first.GetRawText()))
            throw Repeated(operation);
    }

    /// <summary>
    /// Ends a page and moves to the next; false when this was the last. <paramref name="resultInfo"/> is the position of the page in its list
    /// (<c>resource-sharing_result_info</c>); the server may leave out any of it, or all.
    /// </summary>
    /// <exception cref="MalformedResponseException">The server returns an earlier page.</exception>
    public bool MoveNext(string operation, int count, JsonValue resultInfo)
    {
        // A second page of a list that came whole would repeat a part of it.
        if (count == 0 || !isPaged)
            return false;
        var page = resultInfo.Member("page").AsInt64() ?? Page ?? 1;
        if (page <= _previous)
            throw Repeated(operation);
        _previous = page;
        _seen += count;
        Page = page + 1;
        return !IsLast(page, count, resultInfo);
    }

    /// <summary>
    /// Uses a total unless it contradicts what came. Totals may count what a filter leaves out; then an empty page is the
    /// end. Requesting one page too many is cheaper than losing one, so without a total only a page that the server itself
    /// calls short is the last before an empty one.
    /// </summary>
    private bool IsLast(long page, int count, JsonValue resultInfo)
    {
        var perPage = resultInfo.Member("per_page").AsInt64();
        if (resultInfo.Member("total_pages").AsInt64() is > 0 and var pages)
            return page >= pages;
        if (resultInfo.Member("total_count").AsInt64() is > 0 and var total)
            return _isWholeList ? _seen >= total : (double)page * (perPage ?? 0) >= total;
        return resultInfo.Member("count").AsInt64() == count && count < perPage;
    }

    private MalformedResponseException Repeated(string operation) =>
        new(operation, 0, FormattableString.Invariant($"the server returned an earlier page instead of page {Page}"));
}
