namespace RestCore.Http;

/// <summary>Sends a request again while that is harmless and may help.</summary>
internal sealed class RetryHandler(
    RetryPolicy policy, Func<RestStatusException, CancellationToken, Task<bool>>? whenReadFails, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri;
        for (var retry = 0; ; retry++)
        {
            request.RequestUri = address; // A redirect may have changed it.
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (RestException e) when (retry < policy.MaxRetries && DelayBefore(request, e, retry) is { } delay)
            {
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
            }
            catch (RestStatusException e) when (whenReadFails is not null && !e.IsChange)
            {
                if (!await whenReadFails(e, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private TimeSpan? DelayBefore(HttpRequestMessage request, RestException failure, int retry) => failure switch
    {
        ServerUnreachableException => policy.DelayBefore(retry, retryAfter: null),
        ConnectionLostException when policy.IsRepeatable(request.Method) => policy.DelayBefore(retry, retryAfter: null),
        RestStatusException e when policy.IsTransient(request.Method, (int)e.Status) => policy.DelayBefore(retry, e.RetryAfter),
        _ => null,
    };
}
