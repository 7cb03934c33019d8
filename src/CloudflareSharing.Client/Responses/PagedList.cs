using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>
/// Reads a list page by page, in the background, while the elements that have arrived are returned. The next page is requested as soon
/// as the current one has arrived, and none beyond that before the reader gets to it.
/// </summary>
internal sealed class PagedList<T> : IDisposable
{
    /// <summary>Two of the largest pages of the service. Only a server that sends more than was requested is slowed down by it.</summary>
    private const int MaxWaiting = 200;

    private static readonly string[] s_result = ["result"];

    private readonly Func<long?, CancellationToken, Task<HttpResponseMessage>> _send;
    private readonly Func<JsonValue, ResponseContent, T> _create;
    private readonly ConcurrentQueue<Entry> _entries = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _room = new(MaxWaiting);
    private readonly SemaphoreSlim _pagesAhead = new(1);

    private PagedList(Func<long?, CancellationToken, Task<HttpResponseMessage>> send, Func<JsonValue, ResponseContent, T> create)
    {
        _send = send;
        _create = create;
    }

    /// <summary>The elements of all pages.</summary>
    /// <param name="send">Requests a page; for <see langword="null"/> without a page number.</param>
    /// <param name="firstPage">The page to start with; <see langword="null"/> for the server's first.</param>
    /// <param name="perPage">The size of the pages; without it and a first page the server sends the whole list.</param>
    /// <param name="create">Creates an object from an element.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async IAsyncEnumerable<T> ReadAsync(
        Func<long?, CancellationToken, Task<HttpResponseMessage>> send,
        int? firstPage,
        int? perPage,
        Func<JsonValue, ResponseContent, T> create,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var list = new PagedList<T>(send, create);
        var reading = list.ReadPagesAsync(new PageCursor(firstPage, isPaged: firstPage > 0 || perPage > 0), stop.Token);
        try
        {
            while (await list.TakeAsync(cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (!entry.EndsPage)
                    yield return entry.Element!;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await reading.ConfigureAwait(false);
        }
        finally
        {
            // Also when the caller stops early: nothing goes on in the background.
            stop.Cancel();
            await Task.WhenAny(reading).ConfigureAwait(false);
            _ = reading.Exception;
        }
    }

    public void Dispose()
    {
        _arrived.Dispose();
        _room.Dispose();
        _pagesAhead.Dispose();
    }

    /// <summary>The next entry; <see langword="null"/> when the reading has ended.</summary>
    private async Task<Entry?> TakeAsync(CancellationToken cancellationToken)
    {
        await _arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_entries.TryDequeue(out var entry))
            return null;
        (entry.EndsPage ? _pagesAhead : _room).Release();
        return entry;
    }

    private async Task ReadPagesAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadPageAsync(cursor, cancellationToken).ConfigureAwait(false))
            {
                Add(new Entry(default, EndsPage: true));
                await _pagesAhead.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _arrived.Release();
        }
    }

    /// <summary>Reads one page; false when there is no further one.</summary>
    private async Task<bool> ReadPageAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        using var response = await _send(cursor.Page, cancellationToken).ConfigureAwait(false);
        var content = ResponseContent.Of(response);
        var beside = new JsonSiblings("success", "errors", "result_info");
        var count = 0;
        try
        {
            await foreach (var element in content.ReadListAsync(s_result, beside, isRequired: false, cancellationToken).ConfigureAwait(false))
            {
                if (element.ValueKind != JsonValueKind.Object)
                    throw content.Malformed("a list of objects was expected");
                if (count++ == 0)
                    cursor.BeginPage(content.Operation.Name, element);
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
                Add(new Entry(_create(element, content), EndsPage: false));
            }
        }
        catch (MalformedResponseException) when (CloudflareResponses.IsFailure(beside["success"]))
        {
            // A failure may carry anything in place of the list; the reason below says more.
        }

        CloudflareResponses.CheckSuccess(content, beside);
        return cursor.MoveNext(content.Operation.Name, count, beside["result_info"]);
    }

    private void Add(Entry entry)
    {
        _entries.Enqueue(entry);
        _arrived.Release();
    }

    /// <summary>An element, or the mark between two pages.</summary>
    private sealed record Entry(T? Element, bool EndsPage);
}
