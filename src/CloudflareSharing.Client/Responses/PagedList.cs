using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>
/// Reads a list page by page, in the background, while the elements that have arrived are handed on. The next page is
/// asked for as soon as the current one has come in whole, and none beyond that before the reader gets to it.
/// </summary>
internal sealed class PagedList<T> : IDisposable
{
    /// <summary>Two of the largest pages of the service. Only a server that sends more than was asked for is held back by it.</summary>
    private const int MaxWaiting = 200;

    private static readonly string[] s_result = ["result"];

    private readonly RestClient _rest;
    private readonly string _operation;
    private readonly Func<long?, PathBuilder> _path;
    private readonly Func<JsonValue, T> _create;
    private readonly ConcurrentQueue<Entry> _entries = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _room = new(MaxWaiting);
    private readonly SemaphoreSlim _pagesAhead = new(1);

    private PagedList(RestClient rest, string operation, Func<long?, PathBuilder> path, Func<JsonValue, T> create)
    {
        _rest = rest;
        _operation = operation;
        _path = path;
        _create = create;
    }

    /// <summary>The elements of all pages.</summary>
    /// <param name="rest">Where to ask.</param>
    /// <param name="operation">The operation's name in its API document.</param>
    /// <param name="path">The path of a page; for <see langword="null"/> without a page number.</param>
    /// <param name="firstPage">The page to start with; <see langword="null"/> for the server's first.</param>
    /// <param name="perPage">The size that the path asks for; without it and a first page the server sends the whole list.</param>
    /// <param name="create">Makes an object of an element.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static async IAsyncEnumerable<T> ReadAsync(
        RestClient rest,
        string operation,
        Func<long?, PathBuilder> path,
        int? firstPage,
        int? perPage,
        Func<JsonValue, T> create,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var list = new PagedList<T>(rest, operation, path, create);
        var reading = list.ReadPagesAsync(new PageWalk(operation, firstPage, isPaged: firstPage > 0 || perPage > 0), stop.Token);
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
            // Also when the caller has had enough: nothing goes on behind its back.
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

    private async Task ReadPagesAsync(PageWalk walk, CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadPageAsync(walk, cancellationToken).ConfigureAwait(false))
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
    private async Task<bool> ReadPageAsync(PageWalk walk, CancellationToken cancellationToken)
    {
        var request = RestRequest.Get(_operation, _path(walk.Page).ToString());
        var beside = new JsonSiblings("success", "errors", "result_info");
        var count = 0;
        try
        {
            var elements = _rest.GetListAsync(request, s_result, element => ObjectOf(_rest, request, element), beside, isRequired: false, cancellationToken);
            await foreach (var element in elements.ConfigureAwait(false))
            {
                if (count++ == 0)
                    walk.Begin(element);
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
                Add(new Entry(_create(element), EndsPage: false));
            }
        }
        catch (MalformedResponseException) when (Envelope.IsFailure(beside["success"]))
        {
            // A failure may carry anything in place of the list; the reason below says more.
        }

        Envelope.CheckSuccess(_rest, request, beside);
        return walk.MoveNext(count, new ResultInfo(beside["result_info"]));
    }

    /// <summary>An element of the list, which has to be an object.</summary>
    private static JsonValue ObjectOf(RestClient rest, RestRequest request, JsonValue element) => element.ValueKind == JsonValueKind.Object
        ? element
        : throw rest.Malformed(request, "a list of objects was expected");

    private void Add(Entry entry)
    {
        _entries.Enqueue(entry);
        _arrived.Release();
    }

    /// <summary>An element, or the mark between two pages.</summary>
    private sealed record Entry(T? Element, bool EndsPage);
}
