namespace RestCore.Http;

/// <summary>Limits the time until the response begins, and returns a response whose content limits the rest.</summary>
internal sealed class DeadlineHandler(RestTransport transport, TimeSpan timeout, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deadline = request.GetDeadline();
        if (deadline is not null)
            deadline.Begin(limit);
        else
            limit.CancelAfter(timeout);
        transport.BeginWait();
        try
        {
            var response = await base.SendAsync(request, limit.Token).ConfigureAwait(false);
            response.Content = await ResponseContent.CreateAsync(request, response, transport, timeout).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestTimedOutException(request.GetOperation(), deadline?.Limit ?? timeout, TimeLimit.Answer);
        }
        finally
        {
            transport.EndWait();
            deadline?.End();
        }
    }
}
