using System.Diagnostics;

namespace RestCore.Http;

/// <summary>Reports each request once its response has been read or abandoned.</summary>
internal sealed class TraceHandler(Action<RequestTrace> trace, int tracedBodyBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.GetOperation().Name;
        var address = request.RequestUri!;
        var clock = Stopwatch.StartNew();
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RestException or RequestBodyException)
        {
            trace(new RequestTrace(operation, request.Method, address, 0, TimeSpan.Zero, 0));
            throw;
        }

        var sent = await ExcerptOfAsync(request).ConfigureAwait(false);
        var received = tracedBodyBytes > 0 ? new BodyExcerpt(tracedBodyBytes) : null;
        var status = (int)response.StatusCode;
        ((ResponseContent)response.Content).Body.Observe(received, bytes => trace(
            new RequestTrace(operation, request.Method, address, status, clock.Elapsed, bytes) { RequestBody = sent, ResponseBody = received?.ToString() }));
        return response;
    }

    private async Task<string?> ExcerptOfAsync(HttpRequestMessage request)
    {
        if (tracedBodyBytes == 0)
            return null;
        var excerpt = new BodyExcerpt(tracedBodyBytes);
        if (request.Content is JsonBody { IsLarge: false } body)
            excerpt.Add(await body.ReadAsByteArrayAsync().ConfigureAwait(false));
        return excerpt.ToString();
    }
}
