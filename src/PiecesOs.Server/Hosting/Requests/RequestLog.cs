using Microsoft.AspNetCore.Http.Features;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>Keeps the last requests, those still running included; the admin paths themselves are not in it.</summary>
internal sealed class RequestLog
{
    private const int MaxRecords = 10_000;
    private readonly object _lock = new();
    private readonly Queue<RequestRecord> _records = new();
    private long _sequence;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (AdminGuard.IsAdmin(context))
        {
            await next(context);
            return;
        }

        var record = Begin(context.Request);
        context.Features.Set(record);
        var body = new CountingBodyFeature(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), record);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
        }
        finally
        {
            record.Finish(context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? 0 : context.Response.StatusCode);
        }
    }

    /// <summary>The requests after a sequence number, the oldest first.</summary>
    public IReadOnlyList<RequestRecord> Since(long sequence)
    {
        lock (_lock)
            return [.. _records.Where(record => record.Sequence > sequence)];
    }

    public void Clear()
    {
        lock (_lock)
            _records.Clear();
    }

    private RequestRecord Begin(HttpRequest request)
    {
        lock (_lock)
        {
            var record = new RequestRecord(++_sequence, DateTime.UtcNow, request.Method, request.Path.Value ?? "/", request.QueryString.Value ?? "", request.ContentType);
            _records.Enqueue(record);
            if (_records.Count > MaxRecords)
                _records.Dequeue();
            return record;
        }
    }
}
